import { refuse, succeed, type Result } from '@shared/result';
import { isSettingName } from '../layers';
import { settingSchemas } from '@shared/settings';

/** Reads what `reg.exe query KEY /s` prints. Pure, so that it can be tested away from Windows. */

/** Below the key: what is only proposed. Other products name this subkey so, too. */
export const RECOMMENDED_KEY = 'Recommended';
const KIOSK_VALUE = 'kiosk';

const KEY_LINE = /^(?:HKEY_LOCAL_MACHINE|HKLM)\\/i;
const VALUE_LINE = /^ {4}(.+?) {4}(REG_[A-Z_]+) {4}(.*)$/;

interface RegistryValue {
  readonly name: string;
  readonly type: string;
  readonly data: string;
}

/** The policy in the form that its file would have. `key` as it was asked for. */
export function parseRegistryPolicy(output: string, key: string): Result<Record<string, unknown>, string> {
  const enforced: Record<string, unknown> = {};
  const defaults: Record<string, unknown> = {};
  const policy: Record<string, unknown> = { enforced, defaults };
  let group: Record<string, unknown> | null = null;
  for (const line of output.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    if (KEY_LINE.test(line)) {
      group = getGroup(line.trim(), key, enforced, defaults);
      continue;
    }
    const [, name = '', type = '', data = ''] = VALUE_LINE.exec(line) ?? [];
    if (name === '')
      return refuse('cannot be read: a value in it has more than one line, or a form that is not known');
    if (group === null || name === '(Default)') continue;
    const target = group === enforced && name === KIOSK_VALUE ? policy : group;
    target[name] = toSetting({ name, type, data });
  }
  return succeed(policy);
}

function getGroup<Group>(line: string, key: string, enforced: Group, defaults: Group): Group | null {
  const path = line.replace(/^(?:HKEY_LOCAL_MACHINE|HKLM)\\/i, '').toLowerCase();
  const own = key.replace(/^(?:HKEY_LOCAL_MACHINE|HKLM)\\/i, '').toLowerCase();
  if (path === own) return enforced;
  return path === `${own}\\${RECOMMENDED_KEY.toLowerCase()}` ? defaults : null;
}

/** A registry has texts and numbers only. The rule of the setting says which of the possible readings is meant. */
function toSetting({ name, type, data }: RegistryValue): unknown {
  const readings = getReadings(type, data);
  const isValid = (value: unknown) =>
    isSettingName(name) ? settingSchemas[name]().safeParse(value).success : typeof value === 'boolean';
  return readings.find(isValid) ?? readings[0];
}

/** The plainest last. What cannot be a value of any setting is null, so that its rule refuses it. */
function getReadings(type: string, data: string): readonly unknown[] {
  if (type === 'REG_DWORD') {
    const number = Number.parseInt(data, 16);
    return number === 0 || number === 1 ? [number === 1, number] : [number];
  }
  // The program prints in the code page of the console: what is not ASCII may have become something else.
  if (type !== 'REG_SZ' || /[^\x20-\x7e]/.test(data)) return [null];
  return [data, ...parseJson(data)];
}

function parseJson(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** Whether the list of keys that `reg.exe query HKLM\Software\Policies` prints has this one. */
export function hasRegistryKey(output: string, name: string): boolean {
  return output.split(/\r?\n/).some((line) => line.trim().toLowerCase().endsWith(`\\${name.toLowerCase()}`));
}
