import type {
  ExportResult,
  ImportPreview,
  ImportPreviewResult,
  SettingChangeResult,
} from '@shared/settingViews';
import { SETTING_NAMES, type SettingName, type SettingsLayer } from '@shared/settings';
import { SETTING_CATALOG } from '@shared/settingsCatalog';
import { withoutByteOrderMark } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import { isLockedBy } from './describe';
import { parseLayer } from './layers';
import { dropSecrets, hasSecretsInside, keepSecrets, maskSecrets } from './secrets';
import { findServerUrlFault, SERVER_URL_FAULT_TEXT } from './serverUrl';
import type { SettingsService } from './settings';

/**
 * Takes what a person has set from one computer to another, in a file of the same form as the user file. No secret
 * goes along, and none is taken from a file.
 */
export interface SettingsExchange {
  exportToFile(): Promise<ExportResult>;
  /** Reads a file and says what it would change; nothing is changed yet. */
  prepareImport(): Promise<ImportPreviewResult>;
  /** Saves what was prepared last; null where nothing was. */
  importPrepared(): Promise<SettingChangeResult> | null;
}

export interface SettingsExchangeOptions {
  readonly settings: Pick<SettingsService, 'explain' | 'save'>;
  /** Null when the person has thought better of it. */
  readonly askWhereTo: () => Promise<string | null>;
  readonly askWhichFile: () => Promise<string | null>;
  readonly readFile: (path: string) => Promise<string>;
  readonly writeFile: (path: string, content: string) => Promise<void>;
  readonly log: Log;
}

function mayTravel(name: SettingName): boolean {
  return !SETTING_CATALOG[name].isSecret || hasSecretsInside(name);
}

function write(name: SettingName, value: unknown): string | boolean {
  const shown = maskSecrets(name, value);
  return typeof shown === 'string' || typeof shown === 'boolean' ? shown : JSON.stringify(shown);
}

export function createSettingsExchange(options: SettingsExchangeOptions): SettingsExchange {
  const { settings, askWhereTo, askWhichFile, readFile, writeFile, log } = options;
  let prepared: SettingsLayer | null = null;

  function findRefusal(name: SettingName, values: SettingsLayer): string | null {
    const { sources, values: current } = settings.explain();
    if (!mayTravel(name)) return 'is secret, and not taken from a file';
    if (isLockedBy(sources[name])) return 'is managed and cannot be changed here';
    if (name !== 'serverUrl' || values.serverUrl === '') return null;
    const fault = findServerUrlFault(
      values.serverUrl ?? '',
      values.allowInsecureHttp ?? current.allowInsecureHttp,
    );
    return fault === null ? null : SERVER_URL_FAULT_TEXT[fault];
  }

  function judge(raw: unknown): { preview: ImportPreview; accepted: SettingsLayer } {
    const { values, faults } = parseLayer(raw);
    const current = settings.explain().values;
    const refused = [...faults];
    const accepted: Record<string, unknown> = {};
    const changes: ImportPreview['changes'][number][] = [];
    for (const name of SETTING_NAMES) {
      if (values[name] === undefined) continue;
      const refusal = findRefusal(name, values);
      const value = keepSecrets(name, values[name], current[name]);
      if (refusal !== null) refused.push(`"${name}" ${refusal}`);
      else if (JSON.stringify(value) !== JSON.stringify(current[name])) {
        accepted[name] = value;
        changes.push({ name, before: write(name, current[name]), after: write(name, value) });
      }
    }
    return { preview: { name: 'prepared', changes, refused }, accepted };
  }

  return {
    async exportToFile() {
      const path = await askWhereTo();
      if (path === null) return { name: 'cancelled' };
      const { values, sources } = settings.explain();
      const own = SETTING_NAMES.filter((name) => sources[name] === 'user' && mayTravel(name));
      const content = Object.fromEntries(own.map((name) => [name, dropSecrets(name, values[name])]));
      try {
        await writeFile(path, `${JSON.stringify(content, null, 2)}\n`);
        return { name: 'exported' };
      } catch (error) {
        log.error('settings not exported', { error });
        return { name: 'failed' };
      }
    },
    async prepareImport() {
      prepared = null;
      const path = await askWhichFile();
      if (path === null) return { name: 'cancelled' };
      try {
        const { preview, accepted } = judge(JSON.parse(withoutByteOrderMark(await readFile(path))));
        prepared = accepted;
        return preview;
      } catch (error) {
        log.warn('settings file to import not read', { error });
        return { name: 'failed' };
      }
    },
    importPrepared() {
      if (prepared === null) return null;
      const changes = prepared;
      prepared = null;
      return settings.save(changes).then((isSaved) => ({ name: isSaved ? 'saved' : 'notSaved' }));
    },
  };
}
