import { gzipSync } from 'node:zlib';
import type { ApiAnswer } from './api';
import type { CannedAnswer, Ending, Fault, Reply } from './fault';
import { writeAnswer, writeHead } from './rawAnswer';

/**
 * The faults, by name. `applied` says whether the contact center carries the operation out although the client does
 * not get a proper answer.
 */
export const fault = {
  /** The connection ends before the contact center hears of the request. */
  loseRequest: (how: Ending = 'reset'): Fault => ({
    name: 'loseRequest',
    applies: 'never',
    reply: { kind: 'drop', how },
  }),
  /** Carried out, but the connection ends before the answer. */
  loseAnswer: (how: Ending = 'reset'): Fault => ({ name: 'loseAnswer', reply: { kind: 'drop', how } }),
  /** A proper answer that takes its time, before or after the operation is carried out. */
  delay: ({ beforeMs = 0, afterMs = 0 }: { beforeMs?: number; afterMs?: number }): Fault => ({
    name: 'delay',
    waitBeforeMs: beforeMs,
    waitAfterMs: afterMs,
    reply: { kind: 'genuine' },
  }),
  /** No answer at all; the connection stays open until somebody ends it, or is reset after `forMs`. */
  hang: ({ applied = false, forMs }: { applied?: boolean; forMs?: number } = {}): Fault => ({
    name: 'hang',
    applies: applied ? 'once' : 'never',
    ...(forMs === undefined
      ? { reply: { kind: 'hang' } }
      : { waitAfterMs: forMs, reply: { kind: 'drop', how: 'reset' } }),
  }),
  /** Another answer than the real one. A `body` that is no string is sent as JSON. */
  answer: ({
    status,
    headers = {},
    body = '',
    applied = false,
  }: {
    status: number;
    headers?: Record<string, string | readonly string[]>;
    body?: unknown;
    applied?: boolean;
  }): Fault => ({
    name: `answer ${status}`,
    applies: applied ? 'once' : 'never',
    reply: { kind: 'canned', answer: cannedAnswer(status, headers, body) },
  }),
  redirect: (status: 301 | 302 | 303 | 307 | 308, location: string): Fault => ({
    name: `redirect ${status}`,
    applies: 'never',
    reply: { kind: 'canned', answer: { status, headers: { Location: location } } },
  }),
  /** Exactly these bytes, straight to the socket: whatever is not HTTP, or nearly. */
  raw: (
    bytes: string | Buffer,
    { applied = false, then = 'close' }: { applied?: boolean; then?: Ending | 'stayOpen' } = {},
  ): Fault => ({
    name: 'raw',
    applies: applied ? 'once' : 'never',
    reply: { kind: 'raw', bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, then },
  }),
  /** The real answer, cut off within its body. */
  truncate: ({
    keepBodyBytes = 'half',
    then = 'close',
  }: { keepBodyBytes?: number | 'half'; then?: Ending | 'stayOpen' } = {}): Fault => ({
    name: 'truncate',
    reply: { kind: 'truncated', keepBodyBytes, then },
  }),
  /** The real answer, made longer by so many MiB of padding. */
  oversize: (mebibytes: number): Fault => ({ name: 'oversize', reply: { kind: 'oversize', mebibytes } }),
  /** The real answer with the headers that make a cache keep it. */
  cacheable: (): Fault => ({
    name: 'cacheable',
    reply: {
      kind: 'genuine',
      headers: {
        'Cache-Control': 'public, max-age=3600',
        'Last-Modified': 'Sat, 01 Jan 2000 00:00:00 GMT',
        ETag: '"frozen"',
      },
    },
  }),
  /** The real answer with its JSON changed: missing fields, wrong types, gaps in the indexes. */
  rewrite: (rewrite: (payload: unknown) => unknown): Fault => ({
    name: 'rewrite',
    reply: { kind: 'rewritten', rewrite },
  }),
  /** One request, carried out twice, as by a middlebox that repeats it. */
  repeat: (): Fault => ({ name: 'repeat', applies: 'twice', reply: { kind: 'genuine' } }),
  /** The head of the real answer, then nothing more; the connection stays open. */
  silence: (): Fault => ({
    name: 'silence',
    reply: { kind: 'truncated', keepBodyBytes: 0, then: 'stayOpen' },
  }),
  /** The real answer: its head at once, its body so slowly. */
  drip: (bytesPerSecond = 1): Fault => ({ name: 'drip', reply: paced('body', bytesPerSecond) }),
  /** The real answer, all of it over so thin a line. */
  bandwidth: (bytesPerSecond: number): Fault => ({
    name: 'bandwidth',
    reply: paced('all', bytesPerSecond),
  }),
  /** The real answer in pieces of so many bytes, each a packet of its own. */
  slice: ({ bytes = 1, everyMs = 0 }: { bytes?: number; everyMs?: number } = {}): Fault => ({
    name: 'slice',
    reply: { kind: 'paced', part: 'all', chunkBytes: bytes, everyMs },
  }),
  /** The real answer, packed small and padded so that it unpacks to so many MiB. */
  gzipBomb: (mebibytes = 60): Fault =>
    rebuilt('gzipBomb', ({ status, headers, body }) => {
      const padded = `${body.slice(0, -1)},"padding":"${'x'.repeat(mebibytes * 2 ** 20)}"}`;
      return writeAnswer({ status, headers: { ...headers, ...GZIP }, body: gzipSync(padded) });
    }),
  /** The real answer, packed, and only the first half of that, with a length that says it is all. */
  truncatedGzip: (): Fault =>
    rebuilt('truncatedGzip', ({ status, headers, body }) => {
      const packed = gzipSync(body);
      return writeAnswer({
        status,
        headers: { ...headers, ...GZIP },
        body: packed.subarray(0, packed.length / 2),
      });
    }),
  /** The real answer as it is, said to be packed. */
  wrongEncoding: (claimed: 'gzip' | 'br' | 'zstd' | 'deflate' = 'gzip'): Fault =>
    rebuilt('wrongEncoding', (answer) =>
      writeAnswer({ ...answer, headers: { ...answer.headers, 'Content-Encoding': claimed } }),
    ),
  /** The real answer with its length said twice, and differently. */
  twoLengths: (): Fault =>
    rebuilt('twoLengths', (answer) => {
      const length = Buffer.byteLength(answer.body);
      const lengths = [String(length), String(length + 7)];
      return writeAnswer({ ...answer, headers: { ...answer.headers, 'Content-Length': lengths } });
    }),
  /** The real answer in chunks, the second of which has no size. */
  badChunk: (): Fault =>
    rebuilt('badChunk', ({ status, headers, body }) =>
      Buffer.from(
        `${writeHead(status, { ...headers, 'Transfer-Encoding': 'chunked' })}1\r\n${body[0]}\r\nxyz\r\n${body}`,
      ),
    ),
  /** The real answer with one header of so many KiB. */
  hugeHeader: (kibibytes = 300): Fault =>
    rebuilt('hugeHeader', (answer) =>
      writeAnswer({ ...answer, headers: { ...answer.headers, 'X-Huge': 'x'.repeat(kibibytes * 1024) } }),
    ),
  /** The real answer with so many headers more. */
  manyHeaders: (count = 10_000): Fault =>
    rebuilt('manyHeaders', (answer) => {
      const more = Object.fromEntries(Array.from({ length: count }, (_, at) => [`X-Header-${at}`, '1']));
      return writeAnswer({ ...answer, headers: { ...answer.headers, ...more } });
    }),
  /** The real answer after so many interim ones. */
  continueStorm: (count = 1000): Fault =>
    rebuilt('continueStorm', (answer) =>
      Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(count)), writeAnswer(answer)]),
    ),
  /** The real answer with a second one glued to it, which a careless client takes for the answer to its next request. */
  glue: (extra: string | Buffer = FOREIGN_ANSWER): Fault => ({
    name: 'glue',
    reply: { kind: 'glued', extra: Buffer.from(extra) },
  }),
};

const GZIP = { 'Content-Encoding': 'gzip' };

const FOREIGN_ANSWER = writeAnswer({
  status: 200,
  headers: { 'Content-Type': 'application/json;charset=UTF-8' },
  body: '{"messages":[{"index":1,"type":"Text","from":{"nickname":"Nobody","participantId":"9","type":"Agent"},"text":"glued"}],"statusCode":0}',
});

/** The real answer, put on the wire by hand; the connection is closed after it. */
function rebuilt(name: string, bytes: (answer: ApiAnswer) => Buffer): Fault {
  return { name, reply: { kind: 'raw', bytes, then: 'close' } };
}

/** Ten pieces per second, unless that is less than a byte each. */
function paced(part: 'all' | 'body', bytesPerSecond: number): Reply {
  const chunkBytes = Math.max(1, Math.round(bytesPerSecond / 10));
  return { kind: 'paced', part, chunkBytes, everyMs: (1000 * chunkBytes) / bytesPerSecond };
}

function cannedAnswer(
  status: number,
  headers: Record<string, string | readonly string[]>,
  body: unknown,
): CannedAnswer {
  if (typeof body === 'string' || Buffer.isBuffer(body)) return { status, headers, body };
  return {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(body),
  };
}
