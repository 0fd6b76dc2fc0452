import { z } from 'zod';
import { DEFAULT_SETTINGS, SETTING_NAMES, settingSchemas, type SettingName } from '../../src/shared/settings';
import { SETTING_CATALOG } from '../../src/shared/settingsCatalog';

/** JSON Schema, as far as it is read here. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly [other: string]: unknown;
}

/** The rule of one setting, as far as JSON Schema can say it: editors know draft 7 best. */
export function getSettingSchema(name: SettingName): JsonSchema {
  const { $schema: _draft, ...schema } = z.toJSONSchema(settingSchemas[name](), {
    target: 'draft-7',
    // What is written in a file, before texts are trimmed and parts that are left out get their values.
    io: 'input',
    unrepresentable: 'any',
  });
  return schema as JsonSchema;
}

/** `policy.schema.json`: what an editor needs to help with writing a policy. The app itself is stricter. */
export function createPolicySchema(): unknown {
  const settings = SETTING_NAMES.map((name) => {
    const { description } = SETTING_CATALOG[name];
    return [name, { description, default: DEFAULT_SETTINGS[name], ...getSettingSchema(name) }] as const;
  });
  const references = Object.fromEntries(
    SETTING_NAMES.map((name) => [name, { $ref: `#/definitions/${name}` }] as const),
  );
  const kiosk = {
    description: 'Opens the app as a counter, as the flag `--kiosk` does. Takes effect with the next start.',
    type: 'boolean',
    default: false,
  };
  const asObject = (properties: object) => ({ type: 'object', additionalProperties: false, properties });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Policy of Counterline',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      enforced: {
        description: 'Settings that nobody can change in the app.',
        ...asObject({ kiosk, ...references }),
      },
      defaults: {
        description: 'Settings that hold until somebody chooses otherwise.',
        ...asObject(references),
      },
      kiosk,
      ...references,
    },
    definitions: Object.fromEntries(settings),
  };
}
