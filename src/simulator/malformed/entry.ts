import type { CannedAnswer, Fault, Reply } from '../fault';
import type { OperationName } from '../operations';
import { writeAnswer } from '../rawAnswer';
import type { Random } from '../random';
import type { WireRecord } from '../wireLog';

/** One way in which an answer can be malformed. The operation itself is carried out once, as planned. */
export interface Malformed {
  /** Row × 100 + the place within the row: 4203 is the third variant of row 42. */
  readonly id: number;
  /** The row of the fuzz list in docs/reliability.md, section 6.1. */
  readonly row: number;
  readonly name: string;
  readonly kind: 'wire' | 'syntax' | 'schema';
  /** Where it makes a difference; left out: in every answer. */
  readonly operations?: readonly OperationName[];
  /** `payload` is the JSON of the real answer. */
  make(record: WireRecord, payload: unknown, random: Random): Fault;
}

export type Make = (payload: unknown, record: WireRecord, random: Random) => Reply;

export type Row = readonly [row: number, variants: Readonly<Record<string, Make>>, ...OperationName[]];

/** Numbers the variants of each row. */
export function listRows(kind: Malformed['kind'], rows: readonly Row[]): Malformed[] {
  return rows.flatMap(([row, variants, ...operations]) =>
    Object.entries(variants).map(([name, make], at) => ({
      id: row * 100 + at + 1,
      row,
      name,
      kind,
      ...(operations.length > 0 && { operations }),
      make: (record, payload, random) => ({ name, reply: make(payload, record, random) }),
    })),
  );
}

export const JSON_TYPE = { 'Content-Type': 'application/json;charset=UTF-8' };

/** These bytes, and then the end of the connection. */
export function raw(...parts: readonly (string | Buffer)[]): Reply {
  const bytes = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return { kind: 'raw', bytes, then: 'close' };
}

/** A head written by hand, line by line, and a body as it is. The length is added unless the lines have one. */
export function rawHead(
  statusLine: string,
  lines: readonly (string | Buffer)[],
  body: string | Buffer,
): Reply {
  const said = lines.some((line) => /^(content-length|transfer-encoding)/i.test(line.toString()));
  const all = said ? lines : [...lines, `Content-Length: ${Buffer.byteLength(body)}`];
  return raw(`${statusLine}\r\n`, ...all.flatMap((line) => [line, '\r\n']), '\r\n', body);
}

/** A well-formed answer with an unusual head or body. */
export function odd(status: number, headers: CannedAnswer['headers'], body: string | Buffer): Reply {
  return { kind: 'raw', bytes: writeAnswer({ status, headers: headers ?? {}, body }), then: 'close' };
}

/** A regular answer whose body is not what it should be. */
export function text(body: string): Reply {
  return { kind: 'canned', answer: { status: 200, headers: JSON_TYPE, body } };
}
