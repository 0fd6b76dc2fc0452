import type { ApiAnswer } from './api';
import type { WireRecord } from './wireLog';

/** How a connection ends: with a reset, or politely. */
export type Ending = 'reset' | 'close';

export interface CannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/**
 * What goes back over the wire. A new kind of fault is a new line here, a case in `faultReply.ts`, and one in
 * `virtualReply.ts` for what a client gets of it where there are no sockets.
 */
export type Reply =
  | { readonly kind: 'genuine'; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'rewritten'; readonly rewrite: (payload: unknown) => unknown }
  | { readonly kind: 'canned'; readonly answer: CannedAnswer }
  /** Bytes for the socket, given or made from the real answer. */
  | {
      readonly kind: 'raw';
      readonly bytes: Buffer | ((answer: ApiAnswer) => Buffer);
      readonly then: Ending | 'stayOpen';
    }
  | {
      readonly kind: 'truncated';
      readonly keepBodyBytes: number | 'half';
      readonly then: Ending | 'stayOpen';
    }
  | { readonly kind: 'oversize'; readonly mebibytes: number }
  /** The real answer in small pieces with pauses between: all of it, or its body after a prompt head. */
  | {
      readonly kind: 'paced';
      readonly part: 'all' | 'body';
      readonly chunkBytes: number;
      readonly everyMs: number;
    }
  /** The real answer, and in the same breath something that nobody asked for. */
  | { readonly kind: 'glued'; readonly extra: Buffer }
  /** Made when the real answer is there. */
  | { readonly kind: 'composed'; readonly compose: (record: WireRecord, answer: ApiAnswer) => Reply }
  | { readonly kind: 'drop'; readonly how: Ending }
  | { readonly kind: 'hang' };

/** The stages of one broken request, in order: wait, carry out, wait, reply. */
export interface Fault {
  readonly name: string;
  readonly waitBeforeMs?: number;
  /** How often the contact center carries the operation out. Default: once. */
  readonly applies?: 'never' | 'once' | 'twice';
  readonly waitAfterMs?: number;
  readonly reply: Reply;
}
