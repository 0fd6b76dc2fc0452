import { z } from 'zod';
import { once } from './once';
import { countWays } from './patternCost';
import {
  MAX_ANSWER_LENGTH,
  MAX_PATTERN_INPUT,
  MAX_START_FIELDS,
  START_FIELD_KINDS,
  toRegExp,
  type StartField,
} from './startFields';

/** The rules of the setting `startFields`. Each sentence goes on from the name of what it speaks of. */

const MAX_LABEL_LENGTH = 200;
const MAX_HELP_LENGTH = 500;
const MAX_CHOICES = 50;
const MAX_VALUE_LENGTH = 200;
const MAX_PATTERN_LENGTH = 200;
/** What an engine tries in well under a second. */
const MAX_WAYS = 10_000_000;
const DEFAULT_MAX_LENGTH = 200;

/** What the app itself puts into `userData`. */
const OWN_KEYS = new Set(['timezone']);

const key = () =>
  z
    .string('must be a text')
    .regex(
      /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
      'must be 1 to 64 letters, digits, "_", "." or "-", a letter first',
    )
    .refine((name) => !OWN_KEYS.has(name.toLowerCase()), 'is set by the app itself: choose another')
    // Such a key would be mistaken for a property that every object has.
    .refine((name) => !(name in {}), 'is not possible: choose another');

/** One text for all, or one per language. */
export function localText(least: number, most: number) {
  const one = z
    .string('must be a text')
    .max(most, `must be at most ${most} characters long`)
    .refine((text) => text.trim().length >= least, 'must not be empty');
  const tag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
  return z.union(
    [one, z.record(tag, one).refine((texts) => Object.keys(texts).length > 0, 'must not be empty')],
    {
      error: `must be a text of ${least} to ${most} characters, or an object with one for each language tag`,
    },
  );
}

const length = () =>
  z
    .number('must be a whole number')
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .max(MAX_ANSWER_LENGTH, `must be at most ${MAX_ANSWER_LENGTH}`);

const choice = () =>
  z.strictObject(
    {
      value: z
        .string('must be a text')
        .min(1, 'must not be empty')
        .max(MAX_VALUE_LENGTH, `must be at most ${MAX_VALUE_LENGTH} characters long`)
        .trim(),
      label: localText(1, MAX_LABEL_LENGTH),
    },
    'must be an object of "value" and "label"',
  );

const fieldSchema = () =>
  z
    .strictObject(
      {
        key: key(),
        label: localText(1, MAX_LABEL_LENGTH),
        kind: z.enum(START_FIELD_KINDS, { error: `must be one of ${START_FIELD_KINDS.join(', ')}` }),
        required: z.boolean('must be true or false').default(false),
        choices: z
          .array(choice(), 'must be a list')
          .max(MAX_CHOICES, `must have at most ${MAX_CHOICES} entries`)
          .default([]),
        pattern: z
          .string('must be a text')
          .max(MAX_PATTERN_LENGTH, `must be at most ${MAX_PATTERN_LENGTH} characters long`)
          .default(''),
        patternMessage: localText(0, MAX_HELP_LENGTH).default(''),
        minLength: length().default(0),
        maxLength: length().min(1, 'must be at least 1').optional(),
        help: localText(0, MAX_HELP_LENGTH).default(''),
      },
      {
        error: ({ code, keys }) => (code === 'unrecognized_keys' ? `has no part ${quote(keys)}` : undefined),
      },
    )
    .transform((field): StartField => ({
      ...field,
      maxLength: field.maxLength ?? (field.kind === 'multiline' ? MAX_ANSWER_LENGTH : DEFAULT_MAX_LENGTH),
    }))
    .superRefine((field, context) => {
      for (const { part, message } of findFieldFaults(field)) {
        context.addIssue({ code: 'custom', path: [part], message });
      }
    });

function quote(names: unknown): string {
  return Array.isArray(names) ? names.map((name) => `"${String(name)}"`).join(', ') : '';
}

interface FieldFault {
  readonly part: keyof StartField;
  readonly message: string;
}

/** What is wrong between the parts of one field. */
function findFieldFaults(field: StartField): FieldFault[] {
  const faults: FieldFault[] = [];
  const values = field.choices.map(({ value }) => value);
  if (field.kind === 'choice' && values.length === 0)
    faults.push({ part: 'choices', message: 'must not be empty where the kind is choice' });
  if (field.kind !== 'choice' && values.length > 0)
    faults.push({ part: 'choices', message: 'is only for the kind choice' });
  if (new Set(values).size < values.length)
    faults.push({ part: 'choices', message: 'must have a value of its own for each' });
  if (field.minLength > field.maxLength)
    faults.push({ part: 'minLength', message: 'must not be more than maxLength' });
  const patternFault = findPatternFault(field);
  if (patternFault !== null) faults.push({ part: 'pattern', message: patternFault });
  return faults;
}

function findPatternFault({ pattern, kind }: StartField): string | null {
  if (pattern === '') return null;
  if (kind === 'choice' || kind === 'checkbox') return `is not for the kind ${kind}`;
  if (!canCompile(pattern)) return 'is not a valid regular expression';
  return countWays(pattern, MAX_PATTERN_INPUT) > MAX_WAYS
    ? 'could take too long to check: repeat less, or say how often at most, as in {1,5}'
    : null;
}

function canCompile(pattern: string): boolean {
  try {
    // Alone first: a bracket too many could otherwise close the group that is put around it.
    return new RegExp(pattern, 'u').source !== '' && toRegExp(pattern).source !== '';
  } catch {
    return false;
  }
}

export const startFieldsSchema = once(() =>
  z
    .array(fieldSchema(), 'must be a list of fields')
    .max(MAX_START_FIELDS, `must have at most ${MAX_START_FIELDS} fields`)
    .superRefine((fields, context) => {
      const seen = new Set<string>();
      fields.forEach(({ key: name }, number) => {
        if (seen.has(name)) {
          context.addIssue({ code: 'custom', path: [number, 'key'], message: 'is there twice' });
        }
        seen.add(name);
      });
    })
    .readonly(),
);
