import { gzipSync } from 'node:zlib';
import type { ApiAnswer } from '../../src/simulator/api';
import { malformed, type Malformed } from '../../src/simulator/malformed/malformed';
import type { OperationName } from '../../src/simulator/operations';
import { pick, type Random } from '../../src/simulator/random';
import { readReply } from '../../src/simulator/virtualReply';
import type { WireRecord } from '../../src/simulator/wireLog';
import { mutateJson, mutateText, writeJson, type Json } from './jsonMutations';

/** What arrives instead of the real answer. */
export type Arrival =
  | {
      readonly name: string;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array<ArrayBuffer>;
      /** The connection ends so many bytes into the body. */
      readonly breaksAfter?: number;
    }
  /** What the network stack throws. */
  | { readonly name: string; readonly thrown: unknown };

const encode = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'utf8'));

const STATUSES = [
  201, 202, 203, 204, 205, 206, 226, 299, 300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 407, 408,
  409, 410, 413, 418, 421, 422, 425, 429, 451, 499, 500, 501, 502, 503, 504, 511, 599,
] as const;

const HEADERS: readonly [Readonly<Record<string, string>>, ...Readonly<Record<string, string>>[]] = [
  {},
  { 'content-type': 'text/html' },
  { 'content-type': 'application/json; charset=utf-16le' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': '\u00ff\u00fe' },
  { 'retry-after': '1e9' },
  { 'retry-after': '-5' },
  { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' },
  { 'retry-after': 'soon, 7' },
  { 'set-cookie': 'a=b; Domain=.com; Path=/' },
  { 'set-cookie': `a=${'x'.repeat(10_000)}` },
  { 'set-cookie': '\u00e9=\u00e9; Expires=never' },
  { 'set-cookie': '=;;=;,,=' },
  { location: 'javascript:alert(1)' },
  { 'content-length': '-1' },
];

function throwable(random: Random): unknown {
  const circular = new Error('circular');
  circular.cause = circular;
  return pick<unknown>(random, [
    new TypeError('fetch failed'),
    new RangeError('init["status"] must be in the range of 200 to 599, inclusive.'),
    new Error('net::ERR_CONNECTION_RESET'),
    new Error('net::ERR_SOMETHING_NEW'),
    new Error(''),
    new DOMException('gone', 'AbortError'),
    Object.assign(new Error('x'), { code: 42, message: undefined }),
    circular,
    'a text',
    null,
    undefined,
    7,
    { message: 'no error at all' },
    Object.create(null),
  ]);
}

type Way = (answer: ApiAnswer, random: Random, record: WireRecord) => Arrival;

function whole(name: string, answer: ApiAnswer, body: Uint8Array<ArrayBuffer>): Arrival {
  return { name, status: answer.status, headers: answer.headers, body };
}

function spoilJson({ body }: ApiAnswer, random: Random): readonly [string, string] {
  const root = { value: JSON.parse(body) as Json };
  const names: string[] = [];
  for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) names.push(mutateJson(root, random));
  return [names.join(' + '), writeJson(root.value)];
}

/** The heavy ones are right, but a hundred thousand of them would take a day. */
const HEAVY = /million|100,000|1 MB|bomb|8 M|huge|headers|oversize|long/i;

function findRow(operation: OperationName, random: Random): Malformed | undefined {
  const fitting = malformed.filter(
    ({ operations, name }) =>
      (operations?.includes(operation) ?? true) && (!HEAVY.test(name) || random() < 0.02),
  );
  return fitting[Math.floor(random() * fitting.length)];
}

const WAYS: Readonly<Record<string, readonly [weight: number, way: Way]>> = {
  json: [
    46,
    (answer, random) => {
      const [name, text] = spoilJson(answer, random);
      return whole(name, answer, encode(text));
    },
  ],
  'json and text': [
    8,
    (answer, random) => {
      const [jsonName, json] = spoilJson(answer, random);
      const [textName, text] = mutateText(json, random);
      return whole(`${jsonName} + ${textName}`, answer, encode(text));
    },
  ],
  'error of the API': [
    6,
    (answer, random) => {
      const statusCode = pick<Json>(random, [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        9,
        10,
        12,
        20,
        99,
        -1,
        '6',
        '06',
        2 ** 53,
        1.5,
        true,
      ]);
      const statusMessage = pick<Json>(random, ['No', 7, null, 'x'.repeat(5000), { text: 'No' }]);
      const status = pick(random, [200, 400, 403, 404, 409, 429, 500, 503]);
      return { ...whole('', answer, encode(JSON.stringify({ statusCode, statusMessage }))), status };
    },
  ],
  text: [
    14,
    (answer, random) => {
      const [name, text] = mutateText(answer.body, random);
      return whole(name, answer, encode(text));
    },
  ],
  row: [
    12,
    (answer, random, record) => {
      const row = findRow(record.operation as OperationName, random);
      if (row === undefined) return whole('as it is', answer, encode(answer.body));
      const name = `row ${row.id} ${row.name}`;
      const arrival = readReply(row.make(record, JSON.parse(answer.body), random).reply, answer, record);
      if (arrival === null || 'broken' in arrival.result) {
        return { name, thrown: new Error(`net::ERR_${arrival === null ? 'TIMED_OUT' : 'CONNECTION_RESET'}`) };
      }
      const { status, headers, body } = arrival.result;
      return { name, status, headers, body: encode(body) };
    },
  ],
  bytes: [
    8,
    (answer, random) => {
      const body = encode(answer.body);
      for (let count = 1 + Math.floor(random() * 8); count > 0 && body.length > 0; count -= 1) {
        body[Math.floor(random() * body.length)] = Math.floor(random() * 256);
      }
      return whole('bytes replaced', answer, body);
    },
  ],
  garbage: [
    3,
    (answer, random) => {
      const length = Math.floor(random() ** 4 * 20_000);
      return whole(
        'garbage',
        answer,
        Uint8Array.from({ length }, () => Math.floor(random() * 256)),
      );
    },
  ],
  'other encoding': [
    2,
    (answer, random) => {
      const { body } = answer;
      const bytes = pick(random, [
        Buffer.from(body, 'utf16le'),
        Buffer.from(`\ufeff${body}`, 'utf16le'),
        Buffer.from(body, 'latin1'),
        gzipSync(body),
        Buffer.concat([Buffer.from([0xc0, 0xae, 0xff, 0xed, 0xa0, 0x80]), Buffer.from(body)]),
      ]);
      return whole('other encoding', answer, new Uint8Array(bytes));
    },
  ],
  head: [
    4,
    (answer, random) => {
      const headers = { ...answer.headers, ...pick(random, HEADERS) };
      const status = pick(random, STATUSES);
      const body = random() < 0.5 ? answer.body : spoilJson(answer, random)[1];
      return { name: `status ${status}`, status, headers, body: encode(body) };
    },
  ],
  'broken off': [
    2,
    (answer, random) => {
      const body = encode(answer.body);
      return {
        ...whole('broken off', answer, body),
        breaksAfter: Math.floor(random() * body.length),
      } as Arrival;
    },
  ],
  thrown: [1, (_answer, random) => ({ name: 'thrown', thrown: throwable(random) })],
};

const TOTAL_WEIGHT = Object.values(WAYS).reduce((sum, [weight]) => sum + weight, 0);

/** Spoils a real answer, in a way that `random` alone decides. */
export function makeMalformed(answer: ApiAnswer, random: Random, record: WireRecord): Arrival {
  let rest = random() * TOTAL_WEIGHT;
  for (const [kind, [weight, way]] of Object.entries(WAYS)) {
    rest -= weight;
    if (rest >= 0) continue;
    const arrival = way(answer, random, record);
    return { ...arrival, name: `${kind}: ${arrival.name}` };
  }
  return whole('as it is', answer, encode(answer.body));
}
