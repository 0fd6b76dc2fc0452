import { between, pick, type Random } from '../../src/simulator/random';

/** Ways to spoil the JSON of a real answer: as a value, and as a text. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Marks what only a text can say; `writeJson` puts it in. */
const LITERALS: Readonly<Record<string, string>> = {
  '@huge': '1e400',
  '@-huge': '-1e400',
  '@2^53': '9007199254740992',
  '@long': `1${'0'.repeat(400)}`,
  '@1.0': '1.0',
  '@-0': '-0',
  '@tiny': '5e-324',
};

const HOSTILE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'then',
  'toJSON',
  'length',
  'hasOwnProperty',
  '',
] as const;

const WRONG_VALUES: readonly [Json, ...Json[]] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  7,
  4_294_967_296,
  '',
  '0',
  '7',
  'null',
  '__proto__',
  'constructor',
  '\ud83d',
  '\ude00\ud83d',
  '\u202eevil\u202c',
  'NaN',
  [],
  {},
  [[]],
  [null],
  [1, 'x', [], {}],
  { __proto__x: 1 },
  { length: 1e9 },
  { then: 'x' },
  ...Object.keys(LITERALS),
];

/** What the values of this API look like, so that a wrong one is sometimes a right one of another field. */
const KNOWN_WORDS = [
  'Text',
  'ParticipantJoined',
  'ParticipantLeft',
  'ParticipantRejoined',
  'TypingStarted',
  'TypingStopped',
  'Notice',
  'TranscriptSaveDone',
  'Surprise',
  'Customer',
  'Client',
  'Agent',
  'Supervisor',
  'External',
  'WaitingForAgent',
  'Chatting',
  'Idle',
  'SendMessage',
  'Complete',
  'System',
  'Normal',
] as const;

const KNOWN_KEYS = [
  'index',
  'type',
  'from',
  'text',
  'participantId',
  'nickname',
  'statusCode',
  'statusMessage',
  'messages',
  'chat',
  'id',
  'state',
  'capabilities',
  'participants',
  'path',
  'timestampSeconds',
  'treatAs',
] as const;

interface Place {
  readonly holder: Json[] | Record<string, Json>;
  readonly key: string | number;
}

function listPlaces(root: Json): Place[] {
  const places: Place[] = [];
  const waiting: Json[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value === null || typeof value !== 'object' || places.length > 2000) continue;
    const holder = value;
    for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
      places.push({ holder, key });
      waiting.push(read({ holder, key }));
    }
  }
  return places;
}

function read({ holder, key }: Place): Json {
  return (holder as Record<string | number, Json>)[key] ?? null;
}

function write({ holder, key }: Place, value: Json): void {
  // A plain assignment to "__proto__" would be swallowed.
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function randomText(random: Random): string {
  const length = random() < 0.002 ? 1_000_000 : Math.floor(random() * 40);
  const base = pick(random, [0x20, 0xd7f0, 0x0, 0x600, 0x2028, 0xfff0]);
  const unit = Array.from({ length: Math.min(length, 40) }, () =>
    String.fromCharCode(base + Math.floor(random() * 95)),
  ).join('');
  return length > 40 ? unit.repeat(length / 40) : unit;
}

function randomValue(random: Random): Json {
  const kind = random();
  if (kind < 0.5) return structuredClone(pick(random, WRONG_VALUES));
  if (kind < 0.7) return pick(random, KNOWN_WORDS);
  if (kind < 0.8) return Math.floor(between(random, -5, 60));
  if (kind < 0.85) return random() * 10 ** Math.floor(between(random, -20, 300));
  return randomText(random);
}

function shuffle(random: Random, list: Json[]): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other] as Json, list[at] as Json];
  }
}

/** How often a list is repeated: nearly always a few times, now and then until it is very long. */
function repeatCount(random: Random, length: number): number {
  const goal = random() < 0.005 ? 100_000 : random() < 0.03 ? 2000 : 3;
  return Math.max(2, Math.ceil(goal / Math.max(1, length)));
}

type Mutation = (place: Place, random: Random) => void;

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  remove({ holder, key }) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else Reflect.deleteProperty(holder, key);
  },
  replace: (place, random) => write(place, randomValue(random)),
  'wrap in a list': (place) => write(place, [read(place)]),
  'wrap in an object': (place, random) =>
    write(place, { [pick(random, KNOWN_KEYS)]: read(place), from: read(place) }),
  'turn into text': (place) => write(place, JSON.stringify(read(place))),
  'add a hostile key'(place, random) {
    const value = read(place);
    const holder = value !== null && typeof value === 'object' ? value : place.holder;
    if (Array.isArray(holder)) return;
    const hostile = random() < 0.5 ? { polluted: true } : randomValue(random);
    write({ holder, key: pick(random, HOSTILE_KEYS) }, hostile);
  },
  'add a known key'({ holder }, random) {
    if (!Array.isArray(holder)) write({ holder, key: pick(random, KNOWN_KEYS) }, randomValue(random));
  },
  'repeat an element'({ holder, key }, random) {
    if (!Array.isArray(holder)) return;
    holder.splice(
      Number(key),
      0,
      ...Array.from({ length: 1 + Math.floor(random() * 3) }, () => read({ holder, key })),
    );
  },
  'repeat a list'(place, random) {
    const value = read(place);
    if (!Array.isArray(value)) return;
    const times = repeatCount(random, value.length);
    const isNumbered = random() < 0.7;
    const long = Array.from({ length: times }, (_, round) =>
      value.map((one) => (isNumbered ? renumber(one, round * value.length) : one)),
    ).flat();
    write(place, long.slice(0, 100_000));
  },
  'shuffle a list'(place, random) {
    const value = read(place);
    if (Array.isArray(value)) shuffle(random, value);
  },
  'move the indexes'(place, random) {
    const value = read(place);
    if (!Array.isArray(value)) return;
    const by = pick(random, [-1000, -3, -1, 1, 2, 50, 2 ** 31, 2 ** 53 - 40]);
    write(
      place,
      value.map((one) => renumber(one, by)),
    );
  },
  'another of the same'(place, random) {
    const others = listPlaces(place.holder);
    const other = others[Math.floor(random() * others.length)];
    if (other !== undefined) write(place, structuredClone(read(other)));
  },
};

/** A message under another index, or a participant under another id. */
function renumber(value: Json, by: number): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const { index, participantId } = value;
  if (typeof index === 'number') return { ...value, index: index + by };
  return participantId === undefined ? value : { ...value, participantId: `${String(participantId)}-${by}` };
}

export const JSON_MUTATION_NAMES = Object.keys(MUTATIONS);

/** Spoils a copy of `payload` in one way. Answers its name. */
export function mutateJson(root: { value: Json }, random: Random): string {
  const name = JSON_MUTATION_NAMES[Math.floor(random() * JSON_MUTATION_NAMES.length)] ?? '';
  const places = listPlaces(root as unknown as Json);
  const place = places[Math.floor(random() ** 2 * places.length)];
  if (place !== undefined) MUTATIONS[name]?.(place, random);
  return name;
}

export function writeJson(payload: Json): string {
  // Of nothing, nothing is written.
  let written = (JSON.stringify(payload) as string | undefined) ?? '';
  for (const [mark, literal] of Object.entries(LITERALS)) {
    if (written.includes(mark)) written = written.replaceAll(`"${mark}"`, literal);
  }
  return written;
}

type TextMutation = (text: string, random: Random) => string;

function cut(text: string, random: Random): readonly [string, string] {
  const at = Math.floor(random() * (text.length + 1));
  return [text.slice(0, at), text.slice(at)];
}

const insert =
  (choose: (random: Random) => string): TextMutation =>
  (text, random) => {
    const [before, after] = cut(text, random);
    return `${before}${choose(random)}${after}`;
  };

const TEXT_MUTATIONS: Readonly<Record<string, TextMutation>> = {
  truncate: (text, random) => cut(text, random)[0],
  'lose the beginning': (text, random) => cut(text, random)[1],
  'lose a part': (text, random) => {
    const [before, after] = cut(text, random);
    return before + after.slice(1 + Math.floor(random() * 20));
  },
  'repeat a part': (text, random) => {
    const [before, after] = cut(text, random);
    return `${before}${after.slice(0, 40)}${after}`;
  },
  'insert a character': insert((random) => String.fromCharCode(Math.floor(random() * 0x100))),
  'insert a token': insert((random) =>
    pick(random, ['{', '}', '[', ']', ',', ':', '"', '\\', 'null', '1e999', 'NaN', '//', '\u0000', '\ud800']),
  ),
  'nest deeply': (text, random) => {
    const depth = random() < 0.02 ? 100_000 : 600;
    const isClosed = random() < 0.7;
    return text.replace(/[[{]/, `${'['.repeat(depth)}${isClosed ? ']'.repeat(depth) : ''},$&`);
  },
  'deep value': (text, random) => {
    const depth = random() < 0.02 ? 50_000 : 300;
    return text.replace(
      /"text":"[^"]*"|"state":"[^"]*"/,
      `"text":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
    );
  },
  'key twice': (text, random) =>
    text.replaceAll(/"(index|statusCode|type|id)":("[^"]*"|\d+)/g, (member, key: string) =>
      random() < 0.5 ? member : `${member},"${key}":${pick(random, ['0', '1', '4', '"x"', 'null', '99'])}`,
    ),
  'key of the prototype': (text, random) =>
    text.replace('{', `{"${pick(random, HOSTILE_KEYS)}":{"polluted":true,"statusCode":0,"index":1},`),
  'text after the end': (text, random) => text + pick(random, [' and so on', text, '\u0000', '}', '\n\n']),
  'text before the beginning': (text, random) =>
    pick(random, [")]}',\n", '\ufeff', 'callback(', '\u00a0', '<!--']) + text,
  'single quotes': (text) => text.replaceAll('"', "'"),
  'escape badly': (text) => text.replace(/"text":"/, '$&\\x41\\u12'),
  'lone surrogate': (text, random) =>
    text.replace(/"text":"/, `$&${pick(random, ['\\ud83d', '\\ude00', '\\ude00\\ud83d'])}`),
};

const TEXT_MUTATION_NAMES = Object.keys(TEXT_MUTATIONS);

export function mutateText(text: string, random: Random): readonly [name: string, text: string] {
  const name = TEXT_MUTATION_NAMES[Math.floor(random() * TEXT_MUTATION_NAMES.length)] ?? '';
  return [name, TEXT_MUTATIONS[name]?.(text, random) ?? text];
}
