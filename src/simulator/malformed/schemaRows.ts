import type { Random } from '../random';
import { text, type Make, type Row } from './entry';

type Json = Record<string, unknown>;

/** The real payload with some of its members replaced. Undefined takes one away. */
const set =
  (changes: Json | ((payload: Json, random: Random) => Json)): Make =>
  (payload, _record, random) => {
    const real = payload as Json;
    return text(write({ ...real, ...(typeof changes === 'function' ? changes(real, random) : changes) }));
  };

/** Numbers that `JSON.stringify` would not write like this. */
const NUMBERS = { '@2^53': '9007199254740992', '@1e400': '1e400', '@1.0': '1.0' };

function write(payload: unknown): string {
  let written = JSON.stringify(payload);
  for (const [name, digits] of Object.entries(NUMBERS)) written = written.replaceAll(`"${name}"`, digits);
  return written;
}

const listOf = (payload: Json, key: string): Json[] =>
  (Array.isArray(payload[key]) ? payload[key] : []) as Json[];

const messages = (change: (message: Json, at: number, all: Json[]) => Json): Make =>
  set((payload) => ({ messages: listOf(payload, 'messages').map(change) }));

const message = (changes: Json): Make => messages((real) => ({ ...real, ...changes }));

const from = (changes: Json): Make =>
  messages((real) => ({ ...real, from: { ...(real['from'] as Json), ...changes } }));

const reordered = (order: (all: Json[], random: Random) => Json[]): Make =>
  set((payload, random) => ({ messages: order(listOf(payload, 'messages'), random) }));

const chat = (changes: Json | ((chat: Json) => Json)): Make =>
  set((payload) => {
    const real = (payload['chat'] ?? {}) as Json;
    return { chat: { ...real, ...(typeof changes === 'function' ? changes(real) : changes) } };
  });

/** One variant for each of these values. */
function each(what: string, values: Json, make: (value: unknown) => Make): Record<string, Make> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${what} ${name}`, make(value)]));
}

const ABSENT = { missing: undefined, null: null };
const MEBIBYTE = 2 ** 20;

const ID_CHARACTERS = {
  'a slash': '/',
  'a question mark': '?',
  'a hash': '#',
  'a percent sign': '%',
  'a backslash': '\\',
  NUL: '\0',
  'a space': ' ',
  'a line break': '\n',
};

/** Rows 42 to 60: JSON that is well-formed and not what was agreed. */
export const SCHEMA_ROWS: readonly Row[] = [
  [
    42,
    {
      ...each('messages', { ...ABSENT, 'as object': {}, 'as string': 'none' }, (value) =>
        set({ messages: value }),
      ),
      'messages with holes': set((payload) => ({
        messages: listOf(payload, 'messages').flatMap((real) => [null, real]),
      })),
    },
    'GetTranscript',
  ],
  [43, { 'messages that are none': set({ messages: [null, 1, 'x', [], {}] }) }, 'GetTranscript'],
  [
    44,
    each(
      'statusCode',
      {
        missing: undefined,
        'as string': '0',
        1: 1,
        '-1': -1,
        null: null,
        true: true,
        'NaN as string': 'NaN',
      },
      (value) => set({ statusCode: value }),
    ),
  ],
  [
    45,
    each(
      'from',
      {
        ...ABSENT,
        'as string': 'Kim',
        'within itself': { from: { from: { from: { nickname: 'Kim' } } } },
      },
      (value) => message({ from: value }),
    ),
    'GetTranscript',
  ],
  [
    46,
    each(
      'participantId',
      {
        'as number': 7,
        'as text': 'p-7',
        'as fraction': 7.5,
        'as object': {},
        empty: '',
        'that is __proto__': '__proto__',
      },
      (value) => from({ participantId: value }),
    ),
    'GetTranscript',
  ],
  [
    47,
    {
      ...each(
        'nickname',
        {
          'of 1 MB': 'x'.repeat(MEBIBYTE),
          empty: '',
          'of spaces': '   ',
          bidirectional: '\u202eevil\u202c',
          System: 'System',
        },
        (value) => from({ nickname: value }),
      ),
      "nickname of the customer's": set((payload) => {
        const all = listOf(payload, 'messages');
        const customer = all.map(({ from }) => from as Json).find(({ type }) => type === 'Customer');
        return {
          messages: all.map((real) => ({
            ...real,
            from: { ...(real['from'] as Json), nickname: customer?.['nickname'] ?? 'Customer' },
          })),
        };
      }),
    },
    'GetTranscript',
  ],
  [
    48,
    {
      ...each('type', { unknown: 'Surprise', 'as number': 7, 'as array': ['Text'] }, (value) =>
        message({ type: value }),
      ),
      'type in lower case': messages((real) => ({ ...real, type: String(real['type']).toLowerCase() })),
    },
    'GetTranscript',
  ],
  [
    49,
    each('text', { ...ABSENT, 'as number': 7, 'as object': {}, 'as array': ['a'], empty: '' }, (value) =>
      messages((real) => (real['type'] === 'Text' ? { ...real, text: value } : real)),
    ),
    'GetTranscript',
  ],
  [
    50,
    {
      'text where none belongs': messages((real) =>
        real['type'] === 'Text' ? real : { ...real, text: 'stray' },
      ),
    },
    'GetTranscript',
  ],
  [
    51,
    {
      ...each(
        'index',
        {
          0: 0,
          '-1': -1,
          1.5: 1.5,
          'as 1.0': '@1.0',
          null: null,
          missing: undefined,
          true: true,
          '2^53': '@2^53',
          '1e400': '@1e400',
        },
        (value) => message({ index: value }),
      ),
      'index as string': messages((real) => ({ ...real, index: String(real['index']) })),
      'index twice': messages((real, at, all) => ({ ...real, index: all[at - (at % 2)]?.['index'] })),
      'index descending': reordered((all) => [...all].reverse()),
      'index shuffled': reordered((all, random) => {
        const places = all.map((real) => ({ real, place: random() }));
        return places.sort((a, b) => a.place - b.place).map(({ real }) => real);
      }),
    },
    'GetTranscript',
  ],
  [52, { 'another chat': chat({ id: 'another-chat' }) }, 'GetChat'],
  [
    53,
    {
      "another chat's messages": set({
        messages: [
          {
            index: 1,
            type: 'Text',
            from: { nickname: 'Stranger', participantId: '99', type: 'Customer' },
            text: 'not for you',
          },
        ],
      }),
    },
    'GetTranscript',
  ],
  [
    54,
    each('state', { unknown: 'Paused', null: null, missing: undefined, 'as number': 7 }, (value) =>
      chat({ state: value }),
    ),
    'GetChat',
  ],
  [
    55,
    each(
      'capabilities',
      {
        ...ABSENT,
        empty: [],
        unknown: ['Fly', 7],
        'as string': 'SendMessage',
        'without SendMessage': ['Complete'],
      },
      (value) => chat({ capabilities: value }),
    ),
    'GetChat',
  ],
  [
    56,
    {
      ...each('participants', { ...ABSENT, empty: [] }, (value) => chat({ participants: value })),
      'participants with one id': chat((real) => ({
        participants: listOf(real, 'participants').flatMap((one) => [one, { ...one, nickname: 'Double' }]),
      })),
      '100,000 participants': chat(() => ({
        participants: Array.from({ length: 1e5 }, (_, at) => ({
          nickname: `P${at}`,
          participantId: String(at),
          type: 'Agent',
        })),
      })),
    },
    'GetChat',
  ],
  [
    57,
    each(
      'path',
      {
        'to another host': 'http://elsewhere.invalid/api/v2/chats/a',
        'that climbs': '/api/v2/chats/../../admin',
        null: null,
      },
      (value) => set({ path: value }),
    ),
    'RequestChat',
  ],
  [58, { 'unknown fields': set({ extra: { deep: [1, { a: null }] }, statusText: 'ok', 'x-y': 1 }) }],
  [
    59,
    {
      'messages with html, url and utcTime': message({
        html: '<b>bold</b>',
        url: 'http://elsewhere.invalid/',
        utcTime: 1,
      }),
    },
    'GetTranscript',
  ],
  [60, each('id with', ID_CHARACTERS, (value) => set({ id: `a${String(value)}b` })), 'RequestChat'],
];
