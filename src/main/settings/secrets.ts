import type { SettingName } from '@shared/settings';
import { SECRET_MASK } from '@shared/settingViews';

/**
 * Secrets that stand within the value of a setting: the headers of each named contact center. They are masked where
 * the value is shown, and left out where it is given away.
 */

type Entry = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Entry {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function mapHeaders(
  name: SettingName,
  value: unknown,
  change: (headers: Entry, entry: Entry) => Entry | undefined,
): unknown {
  if (!HAS_SECRETS_INSIDE.has(name) || !Array.isArray(value)) return value;
  return value.map((entry: unknown) => {
    if (!isObject(entry) || !isObject(entry['extraHeaders'])) return entry;
    const { extraHeaders, ...rest } = entry;
    const changed = change(extraHeaders, entry);
    return changed === undefined ? rest : { ...rest, extraHeaders: changed };
  });
}

const HAS_SECRETS_INSIDE: ReadonlySet<string> = new Set(['contactCenters']);

/** The value as it may be shown: the names of headers, and a mask for each of their values. */
export function maskSecrets(name: SettingName, value: unknown): unknown {
  return mapHeaders(name, value, (headers) =>
    Object.fromEntries(Object.keys(headers).map((header) => [header, SECRET_MASK])),
  );
}

/** The value as it may be given away. */
export function dropSecrets(name: SettingName, value: unknown): unknown {
  return mapHeaders(name, value, () => undefined);
}

export function hasSecretsInside(name: SettingName): boolean {
  return HAS_SECRETS_INSIDE.has(name);
}

/** The value with the headers that entries of the same `id` and server have had, and none that came along. */
export function keepSecrets(name: SettingName, value: unknown, before: unknown): unknown {
  return mapHeaders(name, value, (_headers, entry) => findHeaders(before, entry));
}

/** Headers are secrets of one server: they do not follow an entry to another address. */
function findHeaders(before: unknown, { id, serverUrl }: Entry): Entry {
  const known: unknown = Array.isArray(before)
    ? before.find(
        (entry: unknown) => isObject(entry) && entry['id'] === id && entry['serverUrl'] === serverUrl,
      )
    : null;
  return isObject(known) && isObject(known['extraHeaders']) ? known['extraHeaders'] : {};
}

/** Puts back what a mask stands for: the header of that name in the entry with the same `id` and server of the value before. */
export function restoreSecrets(name: SettingName, value: unknown, before: unknown): unknown {
  return mapHeaders(name, value, (headers, entry) => {
    const kept = findHeaders(before, entry);
    return Object.fromEntries(
      Object.entries(headers).map(([header, given]) => [
        header,
        given === SECRET_MASK && Object.hasOwn(kept, header) ? kept[header] : given,
      ]),
    );
  });
}
