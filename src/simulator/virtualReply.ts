import type { ApiAnswer } from './api';
import type { CannedAnswer, Ending, Reply } from './fault';
import { cutAnswer, readAnswer, writeAnswer, type ReadAnswer } from './rawAnswer';
import type { WireRecord } from './wireLog';

/** How an exchange can fail without an answer, as the client sees it. */
export type Breakage =
  /** Nobody listens: nothing was sent. */
  | 'refused'
  /** The connection was cut with a reset. */
  | 'reset'
  /** The connection was closed without an answer. */
  | 'closed'
  /** The answer ended before its end. */
  | 'truncated'
  /** What came back is not HTTP, or cannot be decoded. */
  | 'invalid'
  | 'timeout'
  /** The client's own doing. */
  | 'aborted';

export type VirtualAnswer = ReadAnswer;

/** What reaches the client, and how many bytes of it. Null: nothing, and the connection stays open. */
export type Arrival = {
  readonly result: VirtualAnswer | { readonly broken: Breakage };
  readonly bytes: number;
  /** How long the sending takes. */
  readonly takesMs?: number;
} | null;

const MEBIBYTE = 2 ** 20;

/** What a client gets of a reply when there is no network that could do the breaking. Never what is only glued to it. */
export function readReply(reply: Reply, answer: ApiAnswer, record: WireRecord): Arrival {
  switch (reply.kind) {
    case 'genuine':
      return arrive({ ...answer, headers: { ...answer.headers, ...reply.headers } });
    case 'rewritten':
      return arrive({ ...answer, body: JSON.stringify(reply.rewrite(JSON.parse(answer.body))) ?? '' });
    case 'canned':
      return arrive(reply.answer);
    case 'raw':
      return arriveRaw(typeof reply.bytes === 'function' ? reply.bytes(answer) : reply.bytes, reply.then);
    case 'truncated':
      return arriveRaw(cutAnswer(answer, reply.keepBodyBytes), reply.then);
    case 'oversize':
      return arrive({ ...answer, body: pad(answer.body, reply.mebibytes * MEBIBYTE) });
    case 'paced':
      return pace(reply, answer);
    case 'glued':
      return arrive(answer);
    case 'composed':
      return readReply(reply.compose(record, answer), answer, record);
    case 'drop':
      return { result: { broken: brokenBy(reply.how) }, bytes: 0 };
    case 'hang':
      return null;
  }
}

/** A whole, regular answer: what most exchanges end with, so it is not written out and read again. */
function arrive(answer: CannedAnswer): Arrival {
  const { status, headers = {}, body = '' } = answer;
  if (typeof body !== 'string' || headers['Content-Encoding'] !== undefined) {
    return arriveRaw(writeAnswer(answer), 'stayOpen');
  }
  if (status < 200 || status > 599) return { result: { broken: 'invalid' }, bytes: 0 };
  const received: Record<string, string> = {};
  let bytes = STATUS_LINE_BYTES;
  for (const [name, value] of Object.entries(headers)) {
    const text = typeof value === 'string' ? value : value.join(', ');
    received[name.toLowerCase()] = text;
    bytes += name.length + text.length + 4;
  }
  return { result: { status, headers: received, body }, bytes: bytes + Buffer.byteLength(body) };
}

/** The status line and what every server adds: Date, Connection, Keep-Alive, Content-Length. */
const STATUS_LINE_BYTES = 125;

function arriveRaw(bytes: Buffer, then: Ending | 'stayOpen'): Arrival {
  const read = readAnswer(bytes);
  if (typeof read === 'object') return { result: read, bytes: bytes.length };
  if (then === 'stayOpen' && read === 'truncated') return null;
  const broken =
    read === 'invalid' ? 'invalid' : then === 'reset' ? 'reset' : bytes.length === 0 ? 'closed' : 'truncated';
  return { result: { broken }, bytes: bytes.length };
}

function brokenBy(how: Ending): Breakage {
  return how === 'reset' ? 'reset' : 'closed';
}

function pace({ part, chunkBytes, everyMs }: Extract<Reply, { kind: 'paced' }>, answer: ApiAnswer): Arrival {
  const bytes = part === 'all' ? writeAnswer(answer).length : Buffer.byteLength(answer.body);
  const arrival = arrive(answer);
  return arrival && { ...arrival, takesMs: Math.ceil(bytes / chunkBytes) * everyMs };
}

function pad(json: string, paddingBytes: number): string {
  return `${json.slice(0, -1)},"padding":"${'x'.repeat(paddingBytes)}"}`;
}
