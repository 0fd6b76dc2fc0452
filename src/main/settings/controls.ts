import { z } from 'zod';
import { DEFAULT_SETTINGS, settingSchemas, type SettingName, type Settings } from '@shared/settings';
import { SETTING_CATALOG } from '@shared/settingsCatalog';
import type { SettingControl } from '@shared/settingViews';
import { maskSecrets } from './secrets';

/** Settings whose form does not say how a person edits them best. */
const SPECIAL_KINDS: Partial<Record<SettingName, SettingControl['kind']>> = {
  accentColor: 'color',
  extraHeaders: 'headers',
};

/** What the schema takes, below what only tidies or seals it. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) return unwrap(schema.in);
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return unwrap(schema.unwrap());
  return schema;
}

/** How the setting is edited, from its own schema: a new setting needs no word here. */
export function getControlKind(name: SettingName): SettingControl['kind'] {
  const special = SPECIAL_KINDS[name];
  if (special !== undefined) return special;
  const schema = unwrap(settingSchemas[name]());
  if (schema instanceof z.ZodBoolean) return 'switch';
  if (schema instanceof z.ZodEnum) return 'choice';
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodString) return SETTING_CATALOG[name].isSecret ? 'secret' : 'text';
  return 'json';
}

function getChoices(name: SettingName): readonly string[] {
  const schema = unwrap(settingSchemas[name]());
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}

function write(name: SettingName, value: unknown): string {
  return JSON.stringify(maskSecrets(name, value), null, 2);
}

/** The control of a setting with what is in force. No secret leaves through it. */
export function createControl(name: SettingName, values: Settings): SettingControl {
  const value: unknown = values[name];
  const byDefault: unknown = DEFAULT_SETTINGS[name];
  const kind = getControlKind(name);
  switch (kind) {
    case 'switch':
      return { kind, value: value === true, default: byDefault === true };
    case 'choice':
      return { kind, value: String(value), default: String(byDefault), choices: getChoices(name) };
    case 'number':
      return { kind, value: Number(value), default: Number(byDefault) };
    case 'text':
    case 'color':
      return { kind, value: String(value), default: String(byDefault) };
    case 'headers':
      return { kind, names: Object.keys(value as object) };
    case 'secret':
      return { kind, isSet: value !== '' };
    case 'json':
      return {
        kind,
        value: write(name, value),
        default: write(name, byDefault),
        entries: Object.keys(value as object).length,
      };
  }
}
