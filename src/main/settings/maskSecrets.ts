import type { SettingName } from '@shared/settings';
import { SETTING_CATALOG } from '@shared/settingsCatalog';

const MASK = '********';

/** The value of a setting as it may be shown outside the settings file. Of a secret only its form is left. */
export function maskSecret(name: SettingName, value: unknown): unknown {
  return SETTING_CATALOG[name].isSecret ? mask(value) : value;
}

function mask(value: unknown): unknown {
  if (value === '' || value === null || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value !== 'object') return MASK;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mask(inner)]));
}
