import type { ChoiceResult, ConnectionFieldFault, SaveConnectionResult } from '@shared/ipc/contract';
import {
  CHOOSABLE_NAMES,
  PREFERENCE_NAMES,
  type Choice,
  type Preferences,
  type PreferencesView,
} from '@shared/preferences';
import {
  contactCenterIdSchema,
  settingSchemas,
  type ConnectionView,
  type SettingName,
  type Settings,
  type SettingsLayer,
} from '@shared/settings';
import type { Log } from '../lib/log';
import {
  chooseDestination,
  findDestination,
  getDepartments,
  hasDestination,
  inForce,
  listDestinations,
  type Destination,
} from './contactCenters';
import { mergeLayers, type MergedSettings, type SettingLayers } from './layers';
import { findServerUrlFault, SERVER_URL_FAULT_TEXT } from './serverUrl';
import type { UserSettingsFile } from './userFile';

export interface ConnectionInput {
  readonly serverUrl: string;
  readonly contactCenterId: string;
}

export interface SettingsService {
  /** What is in force now, with what the one contact center there is has of its own. */
  get(): Settings;
  /** With where each value comes from. */
  getMerged(): MergedSettings;
  /** Where a new chat goes to; null while that is not configured, or not chosen. */
  chooseDestination(department?: string): Destination | null;
  /** Every place that a new chat may go to: what a test of the connection has to try. */
  listDestinations(): readonly Destination[];
  /** Where a chat of an earlier run lives; null where that is not configured any more. */
  findDestination(contactCenter: string | undefined): Destination | null;
  /** False while the server address or the contact center id is missing or wrong. */
  isConfigured(): boolean;
  getConnectionView(): ConnectionView;
  /** Every value with where it comes from. */
  explain(): MergedSettings;
  /** Saves what a person has set and takes back the rest; false when the disk did not take it. */
  save(changes: SettingsLayer, removed?: readonly SettingName[]): Promise<boolean>;
  /** The input made ready for use, or what is wrong with it. */
  checkConnection(input: ConnectionInput): ConnectionInput | ConnectionFieldFault;
  saveConnection(input: ConnectionInput): Promise<SaveConnectionResult>;
  getPreferences(): PreferencesView;
  /** Saves what a person has chosen; all of it, or nothing where part of it is locked. */
  choose(choice: Choice): Promise<ChoiceResult>;
  /** Ends what was chosen for one customer only. */
  forgetChoices(): void;
  /** Null ends the demo. Nothing of it is saved. */
  setDemo(layer: SettingsLayer | null): void;
  /** The policy has changed while the app runs. */
  setPolicy(policy: PolicyLayers): void;
}

/** What a policy decides, and what it only proposes. */
export interface PolicyLayers {
  readonly enforced: SettingsLayer;
  readonly defaults: SettingsLayer;
}

export interface SettingsServiceOptions {
  readonly userFile: UserSettingsFile;
  readonly commandLine: SettingsLayer;
  readonly policy: PolicyLayers;
  /** False at a counter: a choice is that customer's alone, and never on the disk. */
  readonly keepsChoices: boolean;
  readonly log: Log;
  readonly onChange: () => void;
}

const CONNECTION_FIELDS = ['serverUrl', 'contactCenterId'] as const;

export function createSettings(options: SettingsServiceOptions): SettingsService {
  const { userFile, commandLine, keepsChoices, log, onChange } = options;
  let { policy } = options;
  let demo: SettingsLayer = {};
  let customer: SettingsLayer = {};

  function getUserLayer(): SettingsLayer {
    return { ...userFile.getValues(), ...customer };
  }

  function getLayers(): SettingLayers {
    return { policy: policy.enforced, commandLine, user: getUserLayer(), policyDefault: policy.defaults };
  }

  /** What is in force while no demo runs: the form shows and saves this, never the demo's own address. */
  function mergeWithoutDemo() {
    return mergeLayers(getLayers());
  }

  function merge() {
    return mergeLayers({ demo, ...getLayers() });
  }

  function isConfigured(): boolean {
    return hasDestination(merge().values);
  }

  const { serverUrl, allowInsecureHttp } = merge().values;
  const fault = findServerUrlFault(serverUrl, allowInsecureHttp);
  if (fault !== null && fault !== 'empty') {
    log.error('server address not used', { fault: SERVER_URL_FAULT_TEXT[fault] });
  }

  function getLocked<Name extends SettingName>(names: readonly Name[]): Name[] {
    const { sources } = mergeWithoutDemo();
    return names.filter((name) => sources[name] === 'policy' || sources[name] === 'commandLine');
  }

  /** False, and in the log, when the disk did not take it. */
  async function save(changes: SettingsLayer, removed: readonly SettingName[] = []): Promise<boolean> {
    try {
      await userFile.save(changes, removed);
    } catch (error) {
      log.error('settings not saved', { error });
      return false;
    }
    onChange();
    return true;
  }

  function checkConnection(input: ConnectionInput): ConnectionInput | ConnectionFieldFault {
    const checked = {
      serverUrl: input.serverUrl.trim().replace(/\/+$/, ''),
      contactCenterId: input.contactCenterId.trim(),
    };
    const { allowInsecureHttp } = mergeWithoutDemo().values;
    const urlFault = findServerUrlFault(checked.serverUrl, allowInsecureHttp);
    if (urlFault !== null) return { name: 'fieldFault', field: 'serverUrl', fault: urlFault };
    if (!settingSchemas.serverUrl().safeParse(checked.serverUrl).success) {
      return { name: 'fieldFault', field: 'serverUrl', fault: 'notAnAddress' };
    }
    if (checked.contactCenterId === '')
      return { name: 'fieldFault', field: 'contactCenterId', fault: 'empty' };
    if (!contactCenterIdSchema().safeParse(checked.contactCenterId).success) {
      return { name: 'fieldFault', field: 'contactCenterId', fault: 'badCharacters' };
    }
    return checked;
  }

  return {
    get: () => inForce(merge().values),
    getMerged: merge,
    chooseDestination: (department) => chooseDestination(merge().values, department),
    listDestinations: () => listDestinations(merge().values),
    findDestination: (contactCenter) => findDestination(merge().values, contactCenter),
    isConfigured,
    explain: merge,
    save,
    getConnectionView() {
      const { values } = mergeWithoutDemo();
      return {
        configured: isConfigured(),
        serverUrl: values.serverUrl,
        contactCenterId: values.contactCenterId,
        departments: getDepartments(merge().values),
        locked: getLocked(CONNECTION_FIELDS),
      };
    },
    checkConnection,
    async saveConnection(input) {
      const checked = checkConnection(input);
      if ('fault' in checked) return checked;
      const { values } = mergeWithoutDemo();
      const locked = getLocked(CONNECTION_FIELDS);
      for (const field of locked) {
        if (checked[field] !== values[field]) return { name: 'fieldFault', field, fault: 'locked' };
      }
      const isSaved = await save({
        ...(locked.includes('serverUrl') ? {} : { serverUrl: checked.serverUrl }),
        ...(locked.includes('contactCenterId') ? {} : { contactCenterId: checked.contactCenterId }),
      });
      return { name: isSaved ? 'saved' : 'notSaved' };
    },
    getPreferences() {
      const values = inForce(merge().values);
      const preferences = Object.fromEntries(PREFERENCE_NAMES.map((name) => [name, values[name]]));
      return { values: preferences as unknown as Preferences, locked: getLocked(PREFERENCE_NAMES) };
    },
    async choose(choice) {
      const chosen = CHOOSABLE_NAMES.filter((name) => choice[name] !== undefined);
      if (getLocked(chosen).length > 0) return { name: 'locked' };
      const changes = Object.fromEntries(chosen.map((name) => [name, choice[name]])) as SettingsLayer;
      if (keepsChoices) return { name: (await save(changes)) ? 'saved' : 'notSaved' };
      customer = { ...customer, ...changes };
      onChange();
      return { name: 'saved' };
    },
    forgetChoices() {
      if (Object.keys(customer).length === 0) return;
      customer = {};
      onChange();
    },
    setDemo(layer) {
      demo = layer ?? {};
      onChange();
    },
    setPolicy(changed) {
      policy = changed;
      onChange();
    },
  };
}
