import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { SETTING_NAMES, type SettingName } from '@shared/settings';
import { parseLayer } from './layers';
import { parseLocatedJson } from './policy/locatedJson';
import { readPolicyDocument, type PolicyDocument } from './policy/policyDocument';
import { getSafeValue } from './policy/safeValues';
import { findSentences } from './testSentences';

/**
 * Every rule of every setting, broken once: in a user's file, enforced by a policy, and proposed by one. What is printed
 * is compared to the letter. A setting without a row, and a sentence that no row brings about, fail a test below.
 */

/** A value, the sentence about it, and where in it the fault is. */
type Row = readonly [value: unknown, sentence: string, path?: readonly (string | number)[]];

const TEXT = 'must be a text';
const SWITCH = 'must be true or false';
const SWITCH_ROWS: readonly Row[] = [
  ['yes', SWITCH],
  [1, SWITCH],
  [null, SWITCH],
];
const LOCAL_TEXT = (least: number, most: number) =>
  `must be a text of ${least} to ${most} characters, or an object with one for each language tag`;
const PIN = 'must be empty or the hash of a PIN, as --hash-pin makes it';
const UPDATE_SERVER =
  'must be empty, or an address that begins with https://, without a user name, "?" or "#"';
const LANGUAGE_TAGS = 'en, es, fr, de, pt-BR, it, pl, tr, uk, ar, he, hi, ja, zh-Hans';
const IDLE = 'must be a whole number of seconds from 30 to 3600';
const COUNTDOWN = 'must be a whole number of seconds from 20 to 300';
const TIME = 'must be a time such as 03:30, or empty';

const FIELD = { key: 'order', label: 'Order', kind: 'text' };
const CHOICE = { ...FIELD, kind: 'choice', choices: [{ value: 'a', label: 'A' }] };
const field = (
  part: string,
  value: unknown,
  sentence: string,
  path: readonly (string | number)[] = [part],
): Row => [[{ ...FIELD, [part]: value }], sentence, [0, ...path]];
const choiceField = (more: object, sentence: string, path: readonly (string | number)[]): Row => [
  [{ ...CHOICE, ...more }],
  sentence,
  [0, ...path],
];

const CENTER = { id: 'a', name: 'A', serverUrl: 'https://a.example.com', contactCenterId: 'a1' };
const center = (
  part: string,
  value: unknown,
  sentence: string,
  path: readonly (string | number)[] = [part],
): Row => [[{ ...CENTER, [part]: value }], sentence, [0, ...path]];

const HEADER_ROWS: readonly Row[] = [
  [7, 'must be an object of names and texts'],
  [{ a: 1 }, TEXT, ['a']],
  [{ 'a b': 'x' }, 'is not a valid header name', ['a b']],
  [{ Authorization: 'x' }, 'must not be set here: the app owns this header', ['Authorization']],
  [{ apikey: 'x\ny' }, 'must have a value of plain ASCII characters', ['apikey']],
];

const ROWS: Readonly<Record<SettingName, readonly Row[]>> = {
  serverUrl: [
    [7, TEXT],
    [`https://${'x'.repeat(2048)}`, 'must be at most 2048 characters long'],
  ],
  allowInsecureHttp: SWITCH_ROWS,
  contactCenterId: [
    [null, TEXT],
    ['', 'must be 1 to 128 letters, digits or signs, without spaces'],
    ['a b', 'must be 1 to 128 letters, digits or signs, without spaces'],
  ],
  extraHeaders: HEADER_ROWS,
  resourcePath: [['me', 'must be auto, chats or me/chat']],
  endpoint: [
    [[], TEXT],
    ['x'.repeat(257), 'must be at most 256 characters long'],
  ],
  contactCenters: [
    ['a', 'must be a list of contact centers'],
    [Array.from({ length: 51 }, (_, at) => ({ ...CENTER, id: `c${at}` })), 'must have at most 50 entries'],
    [[CENTER, CENTER], 'is there twice', [1, 'id']],
    center('more', 1, 'has no part "more"', []),
    center('id', 7, TEXT),
    center('id', 'a b', 'must be 1 to 64 letters, digits, "_" or "-"'),
    center('name', 7, LOCAL_TEXT(1, 100)),
    center(
      'serverUrl',
      'chat',
      'must be a full address such as https://chat.example.com, without a user name, "?" or "#"',
    ),
    center('contactCenterId', 'a b', 'must be 1 to 128 letters, digits or signs, without spaces'),
    center('extraHeaders', { Host: 'x' }, 'must not be set here: the app owns this header', [
      'extraHeaders',
      'Host',
    ]),
    center('endpoint', 7, TEXT),
    center('resourcePath', 'me', 'must be auto, chats or me/chat'),
    center('startFields', 7, 'must be a list of fields'),
    center('accentColor', 'red', 'must be a color such as #0d5c5f'),
    center('logo', 7, TEXT),
  ],
  contactCenter: [
    [7, TEXT],
    ['a b', 'must be the id of one of the contact centers, or empty'],
  ],
  clientCertificate: [
    [['Example'], TEXT],
    ['x'.repeat(257), 'must be at most 256 characters long'],
  ],
  pollingProfile: [['fast', 'must be responsive, balanced or economical']],
  language: [['xx', `must be system or one of ${LANGUAGE_TAGS}`]],
  accentColor: [
    [7, TEXT],
    ['red', 'must be a color such as #0d5c5f'],
  ],
  logo: [
    [7, TEXT],
    ['x'.repeat(4097), 'must be at most 4096 characters long'],
  ],
  openLinks: SWITCH_ROWS,
  enterSends: SWITCH_ROWS,
  notifications: SWITCH_ROWS,
  notificationSound: SWITCH_ROWS,
  notificationText: SWITCH_ROWS,
  openAtLogin: SWITCH_ROWS,
  startFields: [
    [{}, 'must be a list of fields'],
    [Array.from({ length: 13 }, (_, at) => ({ ...FIELD, key: `f${at}` })), 'must have at most 12 fields'],
    [[FIELD, FIELD], 'is there twice', [1, 'key']],
    field('more', 1, 'has no part "more"', []),
    field('key', 7, TEXT),
    field('key', '1a', 'must be 1 to 64 letters, digits, "_", "." or "-", a letter first'),
    field('key', 'TimeZone', 'is set by the app itself: choose another'),
    field('key', 'constructor', 'is not possible: choose another'),
    field('label', 7, LOCAL_TEXT(1, 200)),
    field('kind', 'date', 'must be one of text, multiline, email, phone, number, choice, checkbox'),
    field('required', 'yes', SWITCH),
    field('choices', 7, 'must be a list'),
    field('choices', [{ value: 'a', label: 'A' }], 'is only for the kind choice'),
    choiceField({ choices: undefined }, 'must not be empty where the kind is choice', ['choices']),
    choiceField(
      { choices: Array.from({ length: 51 }, (_, at) => ({ value: `v${at}`, label: 'A' })) },
      'must have at most 50 entries',
      ['choices'],
    ),
    choiceField(
      { choices: [...CHOICE.choices, ...CHOICE.choices] },
      'must have a value of its own for each',
      ['choices'],
    ),
    choiceField({ choices: [7] }, 'must be an object of "value" and "label"', ['choices', 0]),
    choiceField({ choices: [{ value: 7, label: 'A' }] }, TEXT, ['choices', 0, 'value']),
    choiceField({ choices: [{ value: '', label: 'A' }] }, 'must not be empty', ['choices', 0, 'value']),
    choiceField(
      { choices: [{ value: 'x'.repeat(201), label: 'A' }] },
      'must be at most 200 characters long',
      ['choices', 0, 'value'],
    ),
    choiceField({ pattern: 'a' }, 'is not for the kind choice', ['pattern']),
    field('pattern', 7, TEXT),
    field('pattern', '[a', 'is not a valid regular expression'),
    field('pattern', 'x'.repeat(201), 'must be at most 200 characters long'),
    field(
      'pattern',
      '(a+)+',
      'could take too long to check: repeat less, or say how often at most, as in {1,5}',
    ),
    field('patternMessage', 7, LOCAL_TEXT(0, 500)),
    field('minLength', 'a', 'must be a whole number'),
    field('minLength', 1.5, 'must be a whole number'),
    field('minLength', -1, 'must not be negative'),
    field('minLength', 201, 'must not be more than maxLength'),
    field('maxLength', 0, 'must be at least 1'),
    field('maxLength', 2001, 'must be at most 2000'),
    field('help', 7, LOCAL_TEXT(0, 500)),
  ],
  keepChatOnClose: SWITCH_ROWS,
  updates: [['always', 'must be off or automatic']],
  updateServer: [
    [7, TEXT],
    ['http://updates.example.com', UPDATE_SERVER],
    ['https://user:pass@updates.example.com', UPDATE_SERVER],
    [`https://${'x'.repeat(2048)}.example.com`, 'must be at most 2048 characters long'],
  ],
  staffPin: [
    [123456, TEXT],
    ['123456', PIN],
  ],
  administratorPin: [
    [123456, TEXT],
    ['123456', PIN],
  ],
  onScreenKeyboard: [['on', 'must be auto or off']],
  readAloud: SWITCH_ROWS,
  attractMessage: [
    [7, LOCAL_TEXT(0, 200)],
    ['x'.repeat(201), 'must be at most 200 characters long'],
    [{}, 'must not be empty'],
    [{ '1': 'x' }, LOCAL_TEXT(0, 200)],
    [{ en: 7 }, LOCAL_TEXT(0, 200)],
  ],
  attractPicture: [
    [7, TEXT],
    ['x'.repeat(4097), 'must be at most 4096 characters long'],
  ],
  counterLanguages: [
    ['en', 'must be a list of languages'],
    [['xx'], `must be one of ${LANGUAGE_TAGS}`, [0]],
    [['en', 'en'], 'must have each language once'],
  ],
  idleSeconds: [
    ['120', IDLE],
    [29, IDLE],
    [3601, IDLE],
    [30.5, IDLE],
  ],
  idleCountdownSeconds: [
    [null, COUNTDOWN],
    [19, COUNTDOWN],
    [301, COUNTDOWN],
  ],
  memoryLimitMiB: [
    ['2048', 'must be a whole number'],
    [0.5, 'must be a whole number'],
    [-1, 'must be 0 or more'],
    [65_537, 'must be at most 65536'],
  ],
  maintenanceTime: [
    [330, TEXT],
    ['24:00', TIME],
    ['3:30', TIME],
  ],
  metricsPort: [
    ['9100', 'must be a whole number'],
    [-1, 'must be 0 or more'],
    [65_536, 'must be at most 65535'],
  ],
};

const CASES = SETTING_NAMES.flatMap((name) =>
  ((ROWS[name] as readonly Row[] | undefined) ?? []).map((row) => ({ name, row })),
);
const describeCase = ({ name, row: [value, sentence] }: (typeof CASES)[number]) =>
  `${name}: ${JSON.stringify(value).slice(0, 60)} ${sentence}`;

test('every setting has its rows', () => {
  expect(
    SETTING_NAMES.filter((name) => ((ROWS[name] as readonly Row[] | undefined) ?? []).length === 0),
  ).toEqual([]);
});

/** Where in the text of a value the part at this path begins; what is not there is where its owner is. */
function findOffset(value: unknown, [next, ...rest]: readonly (string | number)[]): number {
  if (next === undefined || typeof value !== 'object' || value === null) return 0;
  let offset = 1;
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined) continue;
    if (!Array.isArray(value)) offset += JSON.stringify(name).length + 1;
    if (name === String(next)) return offset + findOffset(part, rest);
    offset += JSON.stringify(part).length + 1;
  }
  return 0;
}

function read(part: 'enforced' | 'defaults', name: SettingName, value: unknown): PolicyDocument {
  const json = parseLocatedJson(JSON.stringify({ [part]: { [name]: value } }));
  if (!json.ok) throw new Error(json.error);
  return readPolicyDocument(json.value);
}

describe.each(CASES.map((one) => [describeCase(one), one] as const))('%s', (_name, { name, row }) => {
  const [value, sentence, path = []] = row;
  const fault = `"${[name, ...path].join('.')}" ${sentence}`;
  const before = (part: string) => JSON.stringify({ [part]: { [name]: 0 } }).length - '0}}'.length;
  const at = (part: string) => `line 1, column ${before(part) + findOffset(value, path) + 1}: `;

  test('in the file of a user it is passed over', () => {
    expect(parseLayer({ [name]: value })).toEqual({ values: {}, faults: [fault] });
  });

  test('in a policy that enforces it, nobody else decides', () => {
    const safe = getSafeValue(name);
    const printed = `${at('enforced')}${fault}`;
    const { enforced, faults, refusals } = read('enforced', name, value);
    expect({ enforced, faults, refusals }).toEqual(
      name in safe
        ? {
            enforced: safe,
            faults: [
              `${printed} ("${name}" is locked at ${JSON.stringify(safe[name])} until this is mended)`,
            ],
            refusals: [],
          }
        : { enforced: {}, faults: [], refusals: [printed] },
    );
  });

  test('in a policy that proposes it, it is left out', () => {
    const { defaults, faults, refusals } = read('defaults', name, value);
    expect({ defaults, faults, refusals }).toEqual({
      defaults: {},
      faults: [`${at('defaults')}${fault}`],
      refusals: [],
    });
  });
});

const RULES = ['settings', 'connectionSchemas', 'startFieldsSchema', 'contactCentersSchema'];

test('every sentence of a rule is printed by a row', async () => {
  const printed = CASES.map(({ row }) => row[1]);
  const codes = RULES.map((name) => readFile(`${import.meta.dirname}/../../shared/${name}.ts`, 'utf8'));
  const sentences = (await Promise.all(codes)).flatMap(findSentences);
  expect(sentences.length).toBeGreaterThan(50);
  expect(sentences.filter((sentence) => !printed.some((row) => sentence.test(row)))).toEqual([]);
});
