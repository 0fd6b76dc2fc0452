import { gzipSync } from 'node:zlib';
import { fault } from '../faultLibrary';
import { JSON_TYPE, odd, raw, rawHead, type Make, type Row } from './entry';

/** Nobody is there, and nobody can be: the name is reserved for that. */
const OTHER_HOST = 'http://elsewhere.invalid/login';
const OK = 'HTTP/1.1 200 OK';
const TYPE = 'Content-Type: application/json;charset=UTF-8';

const json: (payload: unknown) => string = JSON.stringify;

const statusLine =
  (line: string): Make =>
  (payload) =>
    rawHead(line, [TYPE], json(payload));

const header =
  (...lines: (string | Buffer)[]): Make =>
  (payload) =>
    rawHead(OK, [TYPE, ...lines], json(payload));

const length =
  (...values: string[]): Make =>
  (payload) =>
    rawHead(OK, [TYPE, ...values.map((value) => `Content-Length: ${value}`)], json(payload));

const chunks =
  (body: (text: string) => string): Make =>
  (payload) =>
    rawHead(OK, [TYPE, 'Transfer-Encoding: chunked'], body(json(payload)));

const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

const status =
  (code: number, headers: Record<string, string> = {}): Make =>
  (payload) =>
    odd(code, { ...JSON_TYPE, ...headers }, json(payload));

const location =
  (code: number, ...locations: string[]): Make =>
  () =>
    odd(code, { Location: locations }, '');

const packed =
  (encoding: string, pack: (text: string) => string | Buffer): Make =>
  (payload) =>
    odd(200, { ...JSON_TYPE, 'Content-Encoding': encoding }, pack(json(payload)));

const typed =
  (type: string, write: (text: string) => string | Buffer = (text) => text): Make =>
  (payload) =>
    odd(200, type === '' ? {} : { 'Content-Type': type }, write(json(payload)));

const headers =
  (more: Record<string, string | readonly string[]>): Make =>
  (payload) =>
    odd(200, { ...JSON_TYPE, ...more }, json(payload));

const withText =
  (bytes: Buffer): ((text: string) => Buffer) =>
  (text) =>
    Buffer.concat([Buffer.from(`${text.slice(0, -1)},"note":"`), bytes, Buffer.from('"}')]);

const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);

/** Rows 1 to 32: what goes wrong below the JSON. */
export const WIRE_ROWS: readonly Row[] = [
  [1, { 'empty reply': () => fault.loseAnswer('close').reply }],
  [2, { 'reset before the head': () => fault.loseAnswer('reset').reply }],
  [3, { 'reset after the head': () => fault.truncate({ keepBodyBytes: 0, then: 'reset' }).reply }],
  [4, { 'end within the body': () => fault.truncate().reply }],
  [5, { 'no status line': (payload) => raw(`${TYPE}\r\n\r\n${json(payload)}`) }],
  [6, { 'HTTP/0.9 text': (payload) => raw(json(payload)) }],
  [7, { 'HTTP/2.0 on a 1.1 connection': statusLine('HTTP/2.0 200 OK') }],
  [
    8,
    Object.fromEntries(
      ['000', '20', '99', '101', '199', '600', '999'].map((code) => [
        `status ${code}`,
        statusLine(`HTTP/1.1 ${code} Odd`),
      ]),
    ),
  ],
  [
    9,
    {
      'no reason phrase': statusLine('HTTP/1.1 200'),
      'reason phrase beyond Latin-1': statusLine('HTTP/1.1 200 Čaj €'),
      'reason phrase of 10 KB': statusLine(`HTTP/1.1 200 ${'x'.repeat(10_240)}`),
      'reason phrase with NUL': statusLine('HTTP/1.1 200 O\0K'),
    },
  ],
  [10, { 'header beyond Latin-1': header('X-Price: 5 €') }],
  [
    11,
    {
      'header with NUL': header('X-Odd: a\0b'),
      'header with a bare LF': header('X-Odd: a\nX-More: b'),
      'header that goes on in the next line': header('X-Odd: a\r\n b'),
      'header without a colon': header('X-Odd'),
      'space before the colon': header('X-Odd : a'),
    },
  ],
  [12, { 'header of 300 KB': header(`X-Huge: ${'x'.repeat(300 * 1024)}`) }],
  [13, { '10,000 headers': header(...Array.from({ length: 10_000 }, (_, at) => `X-Header-${at}: 1`)) }],
  [
    14,
    {
      'two lengths': length('5', '6'),
      'negative length': length('-1'),
      'huge length': length('99999999999999999999'),
      'length that is no number': length('many'),
    },
  ],
  [
    15,
    {
      'length and chunks': (payload) =>
        rawHead(
          OK,
          [TYPE, 'Content-Length: 3', 'Transfer-Encoding: chunked'],
          `${chunk(json(payload))}0\r\n\r\n`,
        ),
    },
  ],
  [
    16,
    {
      'chunk size that is no number': chunks((text) => `xyz\r\n${text}\r\n0\r\n\r\n`),
      'huge chunk size': chunks((text) => `ffffffffffffffff\r\n${text}\r\n0\r\n\r\n`),
      'no last chunk': chunks(chunk),
      'trailers after the chunks': chunks((text) => `${chunk(text)}0\r\nX-Trailer: 1\r\n\r\n`),
    },
  ],
  [
    17,
    {
      '1,000 interim answers': (payload) => raw('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000), whole(payload)),
    },
  ],
  [18, Object.fromEntries([204, 205, 304].map((code) => [`${code} with a body`, status(code)]))],
  [
    19,
    {
      ...Object.fromEntries(
        [301, 302, 303, 307, 308].map((code) => [`${code} to another host`, location(code, OTHER_HOST)]),
      ),
      'redirect to itself, for ever': (_payload, { path }) => odd(307, { Location: path }, ''),
      'redirect to javascript:': location(302, 'javascript:alert(1)'),
      'redirect to a file': location(302, 'file:///etc/passwd'),
      'redirect to nowhere': () => odd(302, {}, ''),
      'redirect to two places': location(302, OTHER_HOST, 'http://elsewhere.invalid/other'),
    },
  ],
  [
    20,
    Object.fromEntries(
      ['Basic realm="x"', 'NTLM', 'Negotiate', 'Digest realm="x", nonce="1"'].map((challenge) => [
        `401 ${challenge.split(' ')[0]}`,
        status(401, { 'WWW-Authenticate': challenge }),
      ]),
    ),
  ],
  [21, { '407': status(407, { 'Proxy-Authenticate': 'Basic realm="x"' }) }],
  [22, { '408, as on an idle connection': status(408, { Connection: 'close' }) }],
  [23, { '421': status(421) }],
  [24, { '425': status(425) }],
  [
    25,
    {
      'gzip bomb': () => fault.gzipBomb().reply,
      'gzip within gzip': packed('gzip', (text) => gzipSync(gzipSync(text))),
      'gzip, cut off': packed('gzip', (text) => half(gzipSync(text))),
      'gzip without saying so': (payload) => odd(200, JSON_TYPE, gzipSync(json(payload))),
      'said to be gzip': packed('gzip', (text) => text),
      'said to be br': packed('br', (text) => text),
      'said to be zstd': packed('zstd', (text) => text),
    },
  ],
  [
    26,
    {
      'unknown charset': typed('application/json;charset=klingon'),
      'UTF-16': typed('application/json;charset=utf-16le', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
      'byte order mark': typed('application/json', (text) => `\ufeff${text}`),
      'Latin-1': typed('application/json;charset=iso-8859-1', withText(Buffer.from('caf\xe9', 'latin1'))),
      'invalid UTF-8': typed(JSON_TYPE['Content-Type'], withText(Buffer.from([0xff, 0xfe, 0xc3]))),
      'overlong UTF-8': typed(
        JSON_TYPE['Content-Type'],
        withText(Buffer.from([0xc0, 0xaf, 0xe0, 0x80, 0xaf])),
      ),
    },
  ],
  [
    27,
    {
      'no content type': typed(''),
      'content type of a page': typed('text/html'),
      'content type of XML': typed('application/xml'),
      'content type of bytes': typed('application/octet-stream'),
      'content type of a form': typed('multipart/form-data; boundary=x'),
    },
  ],
  [28, { 'second answer glued to the first': () => fault.glue().reply }],
  [29, { 'bytes that nobody asked for': () => fault.glue('\r\n\r\nsurplus').reply }],
  [
    30,
    {
      '200 cookies': headers({ 'Set-Cookie': Array.from({ length: 200 }, (_, at) => `c${at}=1; Path=/`) }),
      'huge cookie': headers({ 'Set-Cookie': `c=${'x'.repeat(8192)}; Path=/` }),
      'cookie for a whole top-level domain': headers({ 'Set-Cookie': 'c=1; Domain=.com; Path=/' }),
    },
  ],
  [31, { 'way to another server': headers({ 'Alt-Svc': 'h3="elsewhere.invalid:443"; ma=31536000' }) }],
  [
    32,
    {
      'order to forget all': headers({ 'Clear-Site-Data': '"*"' }),
      'order to go elsewhere': headers({ Refresh: `0;url=${OTHER_HOST}` }),
      'order to use TLS for ever': headers({
        'Strict-Transport-Security': 'max-age=999999999999; includeSubDomains; preload',
      }),
    },
  ],
];

function whole(payload: unknown): string {
  const body = json(payload);
  return `${OK}\r\n${TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
