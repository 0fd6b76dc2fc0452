import { refuse, succeed, type Result } from '@shared/result';
import { settingSchemas, type SettingName, type Settings } from '@shared/settings';
import type { SettingInput } from '@shared/settingViews';
import { getControlKind } from './controls';
import { restoreSecrets } from './secrets';
import { findServerUrlFault, SERVER_URL_FAULT_TEXT } from './serverUrl';

type Refusal = readonly string[];
type HeaderRows = Extract<SettingInput, readonly unknown[]>;

/** What a control handed over as a value of the setting, judged by the setting's own rule. */
export function readInput<Name extends SettingName>(
  name: Name,
  input: SettingInput,
  current: Settings,
): Result<Settings[Name], Refusal> {
  const raw = toRaw(name, input, current);
  if (!raw.ok) return raw;
  const parsed = settingSchemas[name]().safeParse(raw.value);
  if (!parsed.success) {
    return refuse(parsed.error.issues.map(({ path, message }) => [path.join('.'), message].join(' ').trim()));
  }
  const { data } = parsed;
  const fault =
    name === 'serverUrl' && typeof data === 'string'
      ? findServerUrlFault(data, current.allowInsecureHttp)
      : null;
  return fault === null ? succeed(data as Settings[Name]) : refuse([SERVER_URL_FAULT_TEXT[fault]]);
}

function toRaw(name: SettingName, input: SettingInput, current: Settings): Result<unknown, Refusal> {
  switch (getControlKind(name)) {
    case 'headers':
      return Array.isArray(input)
        ? toHeaders(input as HeaderRows, current[name] as Readonly<Record<string, string>>)
        : refuse(['must be a list of names and values']);
    case 'json':
      return typeof input === 'string' ? readJson(name, input, current) : refuse(['must be written as JSON']);
    case 'text':
    case 'color':
      return succeed(typeof input === 'string' ? input.trim() : input);
    default:
      return succeed(input);
  }
}

function toHeaders(
  rows: HeaderRows,
  current: Readonly<Record<string, string>>,
): Result<Record<string, string>, Refusal> {
  const headers: Record<string, string> = {};
  for (const { name, value } of rows) {
    const isThere = Object.keys(headers).some((other) => other.toLowerCase() === name.toLowerCase());
    if (isThere) return refuse([`${name} is there twice`]);
    if (value === null && !Object.hasOwn(current, name)) return refuse([`${name} must have a value`]);
    // Such a name would vanish before it is judged.
    if (name in {}) return refuse([`${name} is not a valid header name`]);
    headers[name] = value ?? current[name] ?? '';
  }
  return succeed(headers);
}

function readJson(name: SettingName, text: string, current: Settings): Result<unknown, Refusal> {
  try {
    return succeed(restoreSecrets(name, JSON.parse(text), current[name]));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse([`is not JSON: ${reason.replace(/\s+/g, ' ')}`]);
  }
}
