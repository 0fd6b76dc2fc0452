import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startSimulator, type Simulator } from '../index';
import type { OperationName } from '../operations';
import { malformed, malformedFault, type Malformed } from './malformed';
import { askRaw, type RawReply } from './rawClient';

/** A few of them are huge, and the machine may be busy. */
vi.setConfig({ testTimeout: 30_000 });

const OPERATIONS: readonly OperationName[] = ['RequestChat', 'SendMessage', 'GetChat', 'GetTranscript'];

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.stop());

/** One malformed answer to a chat with an agent who has said two things. */
async function provoke(entry: Malformed, operation: OperationName) {
  const { id } = simulator.model.customer.requestChat({ nickname: 'Chris', subject: '' });
  const kim = simulator.agent('Kim');
  kim.accept(id);
  kim.say(id, 'one');
  kim.say(id, 'two');
  const before = { chats: simulator.model.chats().length, entries: 4 };
  simulator.wireLog.clear();
  simulator.faults.plan({}, malformedFault(entry));
  const reply = await askRaw(simulator, operation, id);
  const [record] = simulator.wireLog.records();
  return {
    reply,
    record,
    grown: {
      chats: simulator.model.chats().length - before.chats,
      entries: (simulator.model.findChat(id)?.transcript.length ?? 0) - before.entries,
    },
  };
}

const BY_OPERATION: Partial<Record<OperationName, { chats: number; entries: number }>> = {
  RequestChat: { chats: 1, entries: 0 },
  SendMessage: { chats: 0, entries: 1 },
};

test('the numbers and names are unique, and every row of the list is there', () => {
  expect(new Set(malformed.map(({ id }) => id)).size).toBe(malformed.length);
  expect(new Set(malformed.map(({ row, name }) => `${row} ${name}`)).size).toBe(malformed.length);
  expect([...new Set(malformed.map(({ row }) => row))]).toEqual(
    Array.from({ length: 60 }, (_, at) => at + 1),
  );
  for (const { row, kind } of malformed) {
    expect(kind).toBe(row <= 32 ? 'wire' : row <= 41 ? 'syntax' : 'schema');
  }
});

describe.each(OPERATIONS)('%s', (operation) => {
  test.each(malformed)('is carried out once, whatever the answer: $id $name', async (entry) => {
    const { record, grown } = await provoke(entry, operation);
    expect(record).toMatchObject({ operation, applied: true, fault: `${entry.id} ${entry.name}` });
    expect(grown).toEqual(BY_OPERATION[operation] ?? { chats: 0, entries: 0 });
  });
});

type Check = RegExp | ((reply: RawReply) => boolean);

const genuine = ({ body }: RawReply) => body.toString().includes('"statusCode":0}');
const isJson = ({ body }: RawReply): boolean => {
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
};
const head =
  (pattern: RegExp): Check =>
  (reply) =>
    pattern.test(reply.head) && genuine(reply);
const syntax =
  (pattern: RegExp): Check =>
  (reply) =>
    pattern.test(reply.body.toString()) && !isJson(reply);
const valid =
  (pattern: RegExp): Check =>
  (reply) =>
    pattern.test(reply.body.toString()) && isJson(reply);
const contains =
  (...bytes: number[]): Check =>
  ({ body }) =>
    body.includes(Buffer.from(bytes));
const indexes =
  (...expected: unknown[]): Check =>
  ({ body }) => {
    const { messages } = JSON.parse(body.toString()) as { messages: { index?: unknown }[] };
    return JSON.stringify(messages.map(({ index }) => index)) === JSON.stringify(expected);
  };
const unpack = ({ body }: RawReply) => gunzipSync(body);
const throws = (work: () => unknown): boolean => {
  try {
    work();
    return false;
  } catch {
    return true;
  }
};

/** What each of them looks like on the wire. A name that ends with … stands for all that begin like it. */
const LOOKS: Readonly<Record<string, Check>> = {
  'empty reply': ({ bytes, wasReset }) => bytes.length === 0 && !wasReset,
  'reset before the head': ({ bytes, wasReset }) => bytes.length === 0 && wasReset,
  'reset after the head': ({ body, wasReset }) => body.length === 0 && wasReset,
  'end within the body': (reply) =>
    Number(/Content-Length: (\d+)/.exec(reply.head)?.[1]) > reply.body.length && !reply.wasReset,
  'no status line': head(/^Content-Type/),
  'HTTP/0.9 text': ({ bytes }) => bytes.toString().startsWith('{"'),
  'HTTP/2.0 on a 1.1 connection': head(/^HTTP\/2\.0 200 OK\r\n/),
  'status …': head(/^HTTP\/1\.1 (000|20|99|101|199|600|999) Odd\r\n/),
  'no reason phrase': head(/^HTTP\/1\.1 200\r\n/),
  'reason phrase beyond Latin-1': ({ bytes }) => bytes.includes('200 Čaj €\r\n'),
  'reason phrase of 10 KB': head(/^HTTP\/1\.1 200 x{10240}\r\n/),

  'reason phrase with NUL': head(/^HTTP\/1\.1 200 O\0K\r\n/),
  'header beyond Latin-1': ({ bytes }) => bytes.includes('X-Price: 5 €\r\n'),

  'header with NUL': head(/X-Odd: a\0b\r\n/),
  'header with a bare LF': head(/X-Odd: a\nX-More: b\r\n/),
  'header that goes on in the next line': head(/X-Odd: a\r\n b\r\n/),
  'header without a colon': head(/\r\nX-Odd\r\n/),
  'space before the colon': head(/X-Odd : a\r\n/),
  'header of 300 KB': head(/X-Huge: x{307200}\r\n/),
  '10,000 headers': ({ head }) => head.match(/X-Header-/g)?.length === 10_000,
  'two lengths': head(/Content-Length: 5\r\nContent-Length: 6/),
  'negative length': head(/Content-Length: -1/),
  'huge length': head(/Content-Length: 9{20}/),
  'length that is no number': head(/Content-Length: many/),
  'length and chunks': ({ head, body }) =>
    /Content-Length: 3\r\nTransfer-Encoding: chunked/.test(head) && /^[\da-f]+\r\n\{/.test(body.toString()),
  'chunk size that is no number': ({ body }) => /^xyz\r\n\{/.test(body.toString()),
  'huge chunk size': ({ body }) => /^f{16}\r\n\{/.test(body.toString()),
  'no last chunk': ({ body }) => body.toString().endsWith('}\r\n'),
  'trailers after the chunks': ({ body }) => body.toString().endsWith('}\r\n0\r\nX-Trailer: 1\r\n\r\n'),
  '1,000 interim answers': ({ bytes }) =>
    bytes.toString().split('HTTP/1.1 100 Continue\r\n\r\n').length === 1001 &&
    bytes.includes('HTTP/1.1 200 OK'),
  '204 with a body': head(/^HTTP\/1\.1 204 /),
  '205 with a body': head(/^HTTP\/1\.1 205 /),
  '304 with a body': head(/^HTTP\/1\.1 304 /),
  '301 to another host': ({ head }) => /^HTTP\/1\.1 301 [^]*Location: http:\/\/elsewhere/.test(head),
  '302 to another host': ({ head }) => /^HTTP\/1\.1 302 [^]*Location: http:\/\/elsewhere/.test(head),
  '303 to another host': ({ head }) => /^HTTP\/1\.1 303 [^]*Location: http:\/\/elsewhere/.test(head),
  '307 to another host': ({ head }) => /^HTTP\/1\.1 307 [^]*Location: http:\/\/elsewhere/.test(head),
  '308 to another host': ({ head }) => /^HTTP\/1\.1 308 [^]*Location: http:\/\/elsewhere/.test(head),
  'redirect to itself, for ever': ({ head }) => /307 [^]*Location: \/api\/v2\/chats/.test(head),
  'redirect to javascript:': ({ head }) => head.includes('Location: javascript:'),
  'redirect to a file': ({ head }) => head.includes('Location: file:///'),
  'redirect to nowhere': ({ head }) => head.includes(' 302 ') && !head.includes('Location'),
  'redirect to two places': ({ head }) => head.match(/Location: /g)?.length === 2,
  '401 …': head(/^HTTP\/1\.1 401 [^]*WWW-Authenticate: (Basic|NTLM|Negotiate|Digest)/),
  '407': head(/^HTTP\/1\.1 407 [^]*Proxy-Authenticate: Basic/),
  '408, as on an idle connection': head(/^HTTP\/1\.1 408 [^]*Connection: close/),
  '421': head(/^HTTP\/1\.1 421 /),
  '425': head(/^HTTP\/1\.1 425 /),
  'gzip bomb': (reply) => reply.body.length < 200_000 && unpack(reply).length > 60 * 2 ** 20,
  'gzip within gzip': (reply) => gunzipSync(unpack(reply)).toString().startsWith('{'),
  'gzip, cut off': (reply) => reply.head.includes('gzip') && throws(() => unpack(reply)),
  'gzip without saying so': (reply) =>
    !reply.head.includes('gzip') && unpack(reply).toString().startsWith('{'),
  'said to be …': head(/Content-Encoding: (gzip|br|zstd)/),
  'unknown charset': head(/charset=klingon/),
  'UTF-16': contains(0xff, 0xfe, 0x7b, 0x00),
  'byte order mark': contains(0xef, 0xbb, 0xbf, 0x7b),
  'Latin-1': contains(0x63, 0x61, 0x66, 0xe9, 0x22),
  'invalid UTF-8': contains(0xff, 0xfe, 0xc3),
  'overlong UTF-8': contains(0xc0, 0xaf, 0xe0, 0x80, 0xaf),
  'no content type': (reply) => genuine(reply) && !reply.head.includes('Content-Type'),
  'content type …': head(/Content-Type: (text\/html|application\/xml|application\/octet|multipart)/),
  'second answer glued to the first': ({ bytes }) => bytes.toString().split('HTTP/1.1 200 OK').length === 3,
  'bytes that nobody asked for': ({ body }) => body.toString().endsWith('"statusCode":0}\r\n\r\nsurplus'),
  '200 cookies': ({ head }) => head.match(/Set-Cookie: /g)?.length === 200,
  'huge cookie': head(/Set-Cookie: c=x{8192};/),
  'cookie for a whole top-level domain': head(/Set-Cookie: .*Domain=\.com/),
  'way to another server': head(/Alt-Svc: h3=/),
  'order to forget all': head(/Clear-Site-Data: "\*"/),
  'order to go elsewhere': head(/Refresh: 0;url=/),
  'order to use TLS for ever': head(/Strict-Transport-Security: max-age=9+/),

  '100,000 arrays within each other': valid(/^\[{100000}\]{100000}$/),
  '500 arrays within each other': valid(/"note":\[{500}\]{500}\}$/),
  '100,000 arrays never closed': syntax(/^\[{100000}$/),
  'nothing but spaces': syntax(/^ \r\n\t $/),
  'empty body': ({ head, body }) => head.startsWith('HTTP/1.1 200') && body.length === 0,
  'end within a string': syntax(/"note":"and th$/),
  'trailing comma': syntax(/,\}$/),
  comment: syntax(/^\/\* fine \*\//),
  'single quotes': syntax(/^\{'/),
  'keys without quotes': syntax(/[{,]statusCode:0/),
  NaN: syntax(/:NaN\}$/),
  Infinity: syntax(/:-Infinity\}$/),
  'leading zero': syntax(/:007\}$/),
  'hexadecimal number': syntax(/:0x1F\}$/),
  'huge exponent': valid(/:1e999999999\}$/),
  'lone surrogate': valid(/"\\ud83d"\}$/),
  'surrogates in the wrong order': valid(/"\\ude00\\ud83d"\}$/),
  'raw line break in a string': syntax(/"a\nb"\}$/),

  'raw NUL in a string': syntax(/"a\0b"\}$/),
  'bad escape': syntax(/"\\x41"\}$/),
  // Not parsed here: a million keys take a parser seconds, which is the point.
  'a million keys': ({ body }) => body.toString().endsWith('"k999998":0,"k999999":0}'),
  'statusCode twice': valid(/^\{"statusCode":4,[^]*"statusCode":0\}$/),
  'index twice': valid(/"index":1,"index":1000,/),
  'key …': valid(/"\w+":\{"polluted":true\}\}$/),
  'JSON, then garbage': syntax(/\} and so on$/),
  'two JSON documents': syntax(/^(\{.*\})\n\1$/),
  'prefix against inclusion': syntax(/^\)\]\}',\n\{/),
  JSONP: syntax(/^callback\(\{.*\}\);$/),
  'nothing but …': valid(/^(7|"text"|true|null|\[\]|\[\{\}\])$/),

  'messages missing': valid(/^\{"statusCode":0\}$/),
  'messages null': valid(/"messages":null/),
  'messages as object': valid(/"messages":\{\}/),
  'messages as string': valid(/"messages":"none"/),
  'messages with holes': valid(/"messages":\[null,\{.*\},null,\{/),
  'messages that are none': valid(/"messages":\[null,1,"x",\[\],\{\}\]/),
  'statusCode missing': (reply) => isJson(reply) && !reply.body.includes('statusCode'),
  'statusCode …': valid(/"statusCode":("0"|1|-1|null|true|"NaN")\}$/),
  'from missing': (reply) => isJson(reply) && !reply.body.includes('"from"'),
  'from …': valid(/"from":(null|"Kim"|\{"from":\{"from":)/),
  'participantId …': valid(/"participantId":(7|"p-7"|7\.5|\{\}|""|"__proto__"),/),
  'nickname of 1 MB': ({ body }) => body.includes(`"nickname":"${'x'.repeat(2 ** 20)}"`),
  'nickname empty': valid(/"nickname":""/),
  'nickname of spaces': valid(/"nickname":" {3}"/),
  'nickname bidirectional': valid(/"nickname":"\u202eevil\u202c"/),
  'nickname System': valid(/"nickname":"System"/),
  "nickname of the customer's": valid(/"nickname":"Chris","participantId":"2"/),
  'type in lower case': valid(/"type":"participantjoined"/),
  'type …': valid(/"type":("Surprise"|7|\["Text"\])/),
  'text missing': (reply) => isJson(reply) && !reply.body.includes('"text"') && reply.body.includes('"Text"'),
  'text where none belongs': valid(/"type":"ParticipantJoined",[^]*"text":"stray"/),
  'text …': valid(/"text":(null|7|\{\}|\["a"\]|"")/),
  'index missing': indexes(undefined, undefined, undefined, undefined),
  'index as string': indexes('1', '2', '3', '4'),
  // `index twice` is looked at as the duplicate key above; as duplicate number it is its own row.
  'index descending': indexes(4, 3, 2, 1),
  'index shuffled': ({ body }) => {
    const { messages } = JSON.parse(body.toString()) as { messages: { index: number }[] };
    const order = messages.map(({ index }) => index);
    return order.join() !== '1,2,3,4' && [...order].sort().join() === '1,2,3,4';
  },
  'index …': valid(/"index":(0|-1|1\.5|1\.0|null|true|9007199254740992|1e400),/),
  'another chat': valid(/"id":"another-chat"/),
  "another chat's messages": valid(/"Stranger"/),
  'state missing': (reply) => isJson(reply) && !reply.body.includes('"state"'),
  'state …': valid(/"state":("Paused"|null|7)/),
  'capabilities missing': (reply) => isJson(reply) && !reply.body.includes('"capabilities"'),
  'capabilities …': valid(/"capabilities":(null|\[\]|\["Fly",7\]|"SendMessage"|\["Complete"\])/),
  'participants missing': (reply) => isJson(reply) && !reply.body.includes('"participants"'),
  'participants with one id': valid(/"participantId":"1"[^]*"Double","participantId":"1"/),
  'participants …': valid(/"participants":(null|\[\])/),
  '100,000 participants': valid(/"nickname":"P99999"/),
  'path …': valid(/"path":("http:\/\/elsewhere|"\/api\/v2\/chats\/\.\.\/|null)/),
  'unknown fields': valid(/"extra":\{"deep":/),
  'messages with html, url and utcTime': valid(/"html":"<b>bold<\/b>","url":/),
  'id with …': valid(/"id":"a([/?#% ]|\\\\|\\u0000|\\n)b"/),
};

function lookOf(name: string): Check | undefined {
  const general = Object.keys(LOOKS).find((key) => key.endsWith('…') && name.startsWith(key.slice(0, -1)));
  return LOOKS[name] ?? (general === undefined ? undefined : LOOKS[general]);
}

describe('on the wire', () => {
  test.each(malformed)('looks as named: $id $name', async (entry) => {
    const look = entry.id === 5111 ? indexes(1, 1, 3, 3) : lookOf(entry.name);
    for (const operation of entry.operations ?? ['GetTranscript']) {
      const { reply } = await provoke(entry, operation);
      const seen = look instanceof RegExp ? look.test(reply.bytes.toString()) : look?.(reply);
      expect(seen, `${reply.head}\n\n${reply.body.toString('latin1', 0, 400)}`).toBe(true);
    }
  });
});
