import { STATUS_CODES } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { CannedAnswer } from './fault';

/** The head of an answer, as it goes over the wire. */
export function writeHead(status: number, headers: CannedAnswer['headers'] = {}): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => `${name}: ${one}\r\n`),
  );
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}\r\n${lines.join('')}\r\n`;
}

/** A whole answer with its length, as it goes over the wire. A length in `headers` wins, right or wrong. */
export function writeAnswer({ status, headers = {}, body = '' }: CannedAnswer): Buffer {
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  const head = writeHead(status, { 'Content-Length': String(content.length), ...headers });
  return Buffer.concat([Buffer.from(head), content]);
}

/** A whole answer up to so many bytes of its body. */
export function cutAnswer(answer: CannedAnswer & { readonly body: string }, keep: number | 'half'): Buffer {
  const whole = writeAnswer(answer);
  const length = Buffer.byteLength(answer.body);
  const kept = keep === 'half' ? Math.floor(length / 2) : Math.min(keep, length);
  return whole.subarray(0, whole.length - length + kept);
}

export interface ReadAnswer {
  readonly status: number;
  /** Names in lower case; a header that came twice is joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What a strict, simple client makes of these bytes when nothing comes after them: the stand-in for a real HTTP client
 * where there are no sockets. Real ones are more lenient, each in its own way.
 */
export function readAnswer(all: Buffer): ReadAnswer | 'invalid' | 'truncated' {
  const bytes = skipInterim(all);
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0)
    return bytes.length === 0 || /^HTTP\/1\.1 /.test(bytes.toString()) ? 'truncated' : 'invalid';
  const [statusLine = '', ...lines] = bytes.subarray(0, headEnd).toString().split('\r\n');
  const status = Number(/^HTTP\/1\.1 ([2-5]\d\d)( |$)/.exec(statusLine)?.[1] ?? NaN);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([\w-]+): ?([\t\x20-\xff]*)$/.exec(line) ?? [];
    if (name === '') return 'invalid';
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  if (Number.isNaN(status) || 'transfer-encoding' in headers) return 'invalid';
  const received = bytes.subarray(headEnd + 4);
  const length = headers['content-length'] ?? String(received.length);
  if (!/^\d+$/.test(length)) return 'invalid';
  if (received.length < Number(length)) return 'truncated';
  const body = decode(received.subarray(0, Number(length)), headers['content-encoding']);
  return body === null ? 'invalid' : { status, headers, body };
}

function skipInterim(bytes: Buffer): Buffer {
  let start = 0;
  while (bytes.toString('latin1', start, start + 13) === 'HTTP/1.1 100 ') {
    start = bytes.indexOf('\r\n\r\n', start) + 4;
    if (start < 4) return Buffer.alloc(0);
  }
  return bytes.subarray(start);
}

const MAX_DECODED_BYTES = 16 * 2 ** 20;

function decode(content: Buffer, encoding = 'identity'): string | null {
  if (encoding === 'identity') return content.toString();
  if (encoding !== 'gzip') return null;
  try {
    return gunzipSync(content, { maxOutputLength: MAX_DECODED_BYTES }).toString();
  } catch {
    // Not gzip, cut off, or a bomb: no client gets a body out of it.
    return null;
  }
}
