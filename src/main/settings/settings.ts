import type { ConnectionFieldFault, SaveConnectionResult } from '@shared/ipc/contract';
import {
  contactCenterIdSchema,
  settingSchemas,
  type ConnectionView,
  type Settings,
  type SettingsLayer,
} from '@shared/settings';
import type { Log } from '../lib/log';
import { mergeLayers } from './layers';
import { findServerUrlFault, SERVER_URL_FAULT_TEXT } from './serverUrl';
import type { UserSettingsFile } from './userFile';

export interface ConnectionInput {
  readonly serverUrl: string;
  readonly contactCenterId: string;
}

export interface SettingsService {
  /** What is in force now. */
  get(): Settings;
  /** False while the server address or the contact center id is missing or wrong. */
  isConfigured(): boolean;
  getConnectionView(): ConnectionView;
  /** The input made ready for use, or what is wrong with it. */
  checkConnection(input: ConnectionInput): ConnectionInput | ConnectionFieldFault;
  saveConnection(input: ConnectionInput): Promise<SaveConnectionResult>;
  /** Null ends the demo. Nothing of it is saved. */
  setDemo(layer: SettingsLayer | null): void;
}

export interface SettingsServiceOptions {
  readonly userFile: UserSettingsFile;
  readonly commandLine: SettingsLayer;
  readonly policy: SettingsLayer;
  readonly log: Log;
  readonly onChange: () => void;
}

export function createSettings(options: SettingsServiceOptions): SettingsService {
  const { userFile, commandLine, policy, log, onChange } = options;
  let demo: SettingsLayer = {};

  /** What is in force while no demo runs: the form shows and saves this, never the demo's own address. */
  function mergeWithoutDemo() {
    return mergeLayers({ policy, commandLine, user: userFile.getValues() });
  }

  function merge() {
    return mergeLayers({ demo, policy, commandLine, user: userFile.getValues() });
  }

  function isConfigured(): boolean {
    const { serverUrl, contactCenterId, allowInsecureHttp } = merge().values;
    return contactCenterId !== '' && findServerUrlFault(serverUrl, allowInsecureHttp) === null;
  }

  const { serverUrl, allowInsecureHttp } = merge().values;
  const fault = findServerUrlFault(serverUrl, allowInsecureHttp);
  if (fault !== null && fault !== 'empty') {
    log.error('server address not used', { fault: SERVER_URL_FAULT_TEXT[fault] });
  }

  function getLocked(): ('serverUrl' | 'contactCenterId')[] {
    const { sources } = mergeWithoutDemo();
    return (['serverUrl', 'contactCenterId'] as const).filter(
      (field) => sources[field] === 'policy' || sources[field] === 'commandLine',
    );
  }

  function checkConnection(input: ConnectionInput): ConnectionInput | ConnectionFieldFault {
    const checked = {
      serverUrl: input.serverUrl.trim().replace(/\/+$/, ''),
      contactCenterId: input.contactCenterId.trim(),
    };
    const { allowInsecureHttp } = mergeWithoutDemo().values;
    const urlFault = findServerUrlFault(checked.serverUrl, allowInsecureHttp);
    if (urlFault !== null) return { name: 'fieldFault', field: 'serverUrl', fault: urlFault };
    if (!settingSchemas.serverUrl.safeParse(checked.serverUrl).success) {
      return { name: 'fieldFault', field: 'serverUrl', fault: 'notAnAddress' };
    }
    if (checked.contactCenterId === '')
      return { name: 'fieldFault', field: 'contactCenterId', fault: 'empty' };
    if (!contactCenterIdSchema.safeParse(checked.contactCenterId).success) {
      return { name: 'fieldFault', field: 'contactCenterId', fault: 'badCharacters' };
    }
    return checked;
  }

  return {
    get: () => merge().values,
    isConfigured,
    getConnectionView() {
      const { values } = mergeWithoutDemo();
      return {
        configured: isConfigured(),
        serverUrl: values.serverUrl,
        contactCenterId: values.contactCenterId,
        locked: getLocked(),
      };
    },
    checkConnection,
    async saveConnection(input) {
      const checked = checkConnection(input);
      if ('fault' in checked) return checked;
      const { values } = mergeWithoutDemo();
      const locked = getLocked();
      for (const field of locked) {
        if (checked[field] !== values[field]) return { name: 'fieldFault', field, fault: 'locked' };
      }
      try {
        await userFile.save({
          ...(locked.includes('serverUrl') ? {} : { serverUrl: checked.serverUrl }),
          ...(locked.includes('contactCenterId') ? {} : { contactCenterId: checked.contactCenterId }),
        });
      } catch (error) {
        log.error('connection not saved', { error });
        return { name: 'notSaved' };
      }
      onChange();
      return { name: 'saved' };
    },
    setDemo(layer) {
      demo = layer ?? {};
      onChange();
    },
  };
}
