import { SETTING_NAMES, type SettingName } from '../../src/shared/settings';
import { SETTING_CATALOG, SETTING_GROUPS } from '../../src/shared/settingsCatalog';
import { getSettingSchema, type JsonSchema } from './policySchema';

/** What the templates of Windows (ADMX and ADML) are made of: one policy for each setting and way, and its words. */

export interface TemplatePolicy {
  /** Also the id of its words. */
  readonly id: string;
  readonly valueName: string;
  readonly key: string;
  readonly category: string;
  readonly explanation: string;
  readonly input: TemplateInput;
}

export type TemplateInput =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly items: readonly { readonly id: string; readonly value: string }[] }
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'text'; readonly maxLength: number };

export interface TemplateCategory {
  readonly id: string;
  readonly parent: string | null;
  readonly words: string;
}

const KEY = 'Software\\Policies\\Counterline';
const RECOMMENDED = 'Recommended';
/** Of a JSON text; no policy of ours is nearly so long. */
const MAX_JSON_LENGTH = 16_384;
const MAX_NUMBER = 2 ** 31 - 1;

export const CATEGORIES: readonly TemplateCategory[] = [
  { id: 'counterline', parent: null, words: 'Counterline' },
  { id: 'recommended', parent: 'counterline', words: 'Default settings (users can choose otherwise)' },
  ...SETTING_GROUPS.flatMap((group) => {
    const words = `${group.charAt(0).toUpperCase()}${group.slice(1)}`;
    return [
      { id: `group_${group}`, parent: 'counterline', words },
      { id: `recommended_${group}`, parent: 'recommended', words },
    ];
  }),
];

function getInput(
  id: string,
  { type, enum: choices, minimum, maximum, maxLength }: JsonSchema,
): TemplateInput {
  if (choices !== undefined) {
    const items = choices.map((value) => ({
      id: `${id}_${String(value).replace(/[^A-Za-z0-9]/g, '_')}`,
      value: String(value),
    }));
    return { kind: 'choice', items };
  }
  if (type === 'boolean') return { kind: 'switch' };
  if (type === 'integer')
    return {
      kind: 'number',
      minimum: Math.max(0, minimum ?? 0),
      maximum: Math.min(maximum ?? MAX_NUMBER, MAX_NUMBER),
    };
  return { kind: 'text', maxLength: type === 'string' ? (maxLength ?? 1023) : MAX_JSON_LENGTH };
}

function explain(name: SettingName, schema: JsonSchema): string {
  const isJson = schema.enum === undefined && !['boolean', 'integer', 'string'].includes(schema.type ?? '');
  const { description } = SETTING_CATALOG[name];
  return isJson
    ? `${description}\n\nWrite the value as JSON; signs outside of ASCII as \\u and four digits.`
    : description;
}

function createPolicies(name: SettingName): TemplatePolicy[] {
  const schema = getSettingSchema(name);
  const { group } = SETTING_CATALOG[name];
  const explanation = explain(name, schema);
  return [
    { id: name, key: KEY, category: `group_${group}` },
    { id: `${name}_recommended`, key: `${KEY}\\${RECOMMENDED}`, category: `recommended_${group}` },
  ].map((place) => ({ ...place, valueName: name, explanation, input: getInput(place.id, schema) }));
}

export function listTemplatePolicies(): TemplatePolicy[] {
  return [
    {
      id: 'kiosk',
      valueName: 'kiosk',
      key: KEY,
      category: 'counterline',
      explanation: 'Opens the app as a counter, as the flag --kiosk does. Takes effect with the next start.',
      input: { kind: 'switch' },
    },
    ...SETTING_NAMES.flatMap(createPolicies),
  ];
}
