import type { OperationName } from './operations';
import type { WireRecord } from './wireLog';

/** Which requests a plan is for. What is left out does not matter. */
export interface FaultMatcher {
  readonly operation?: OperationName | readonly OperationName[];
  readonly chatId?: string;
  /** `reused`: only on a connection that has carried a request before; the plan waits for one. */
  readonly connection?: 'fresh' | 'reused';
  /** Anything else, from the record of the request. */
  readonly when?: (record: WireRecord) => boolean;
  /** The first fitting request to be hit, counted from 1 at the time of planning. Default 1. */
  readonly nth?: number;
  /** From there, only every so many fitting requests. Default 1: each. */
  readonly every?: number;
}

/** How a connection ends: with a reset, or politely. */
export type Ending = 'reset' | 'close';

export interface CannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/** What goes back over the wire. A new kind of fault is a new line here and a case in `faultReply.ts`. */
export type Reply =
  | { readonly kind: 'genuine'; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'rewritten'; readonly rewrite: (payload: unknown) => unknown }
  | { readonly kind: 'canned'; readonly answer: CannedAnswer }
  | { readonly kind: 'raw'; readonly bytes: Buffer; readonly then: Ending | 'stayOpen' }
  | { readonly kind: 'truncated'; readonly keepBodyBytes: number | 'half'; readonly then: Ending }
  | { readonly kind: 'oversize'; readonly mebibytes: number }
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

export interface FaultPlan {
  /** How many requests this plan has hit. */
  readonly hits: number;
  cancel(): void;
}

export interface Faults {
  /** Plans are asked in the order in which they were made; the first that is due takes the request. Default: once. */
  plan(matcher: FaultMatcher, fault: Fault, options?: { readonly times?: number }): FaultPlan;
  /** Forgets all plans; the server is well again. */
  clear(): void;
}

/** The server's own hand on the plans. */
export interface FaultPlanner extends Faults {
  take(record: WireRecord): Fault | undefined;
}

export function createFaults(): FaultPlanner {
  let plans: { matcher: FaultMatcher; fault: Fault; times: number; seen: number; hits: number }[] = [];

  return {
    plan(matcher, fault, { times = 1 } = {}) {
      const plan = { matcher, fault, times, seen: 0, hits: 0 };
      plans.push(plan);
      return {
        get hits() {
          return plan.hits;
        },
        cancel() {
          plans = plans.filter((other) => other !== plan);
        },
      };
    },
    clear() {
      plans = [];
    },
    take(record) {
      const fitting = plans.filter(({ matcher }) => fits(matcher, record));
      for (const plan of fitting) plan.seen += 1;
      const due = fitting.find(({ matcher: { nth = 1, every = 1 }, seen, hits, times }) => {
        return hits < times && seen >= nth && (seen - nth) % every === 0;
      });
      if (!due) return undefined;
      due.hits += 1;
      return due.fault;
    },
  };
}

function fits({ operation, chatId, connection, when }: FaultMatcher, record: WireRecord): boolean {
  if (operation !== undefined) {
    const operations: readonly (string | null)[] = typeof operation === 'string' ? [operation] : operation;
    if (!operations.includes(record.operation)) return false;
  }
  if (chatId !== undefined && chatId !== record.chatId) return false;
  if (connection !== undefined && (connection === 'reused') !== record.requestOnConnection > 1) return false;
  return when?.(record) ?? true;
}

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
  /** No answer at all; the connection stays open until somebody ends it. */
  hang: ({ applied = false }: { applied?: boolean } = {}): Fault => ({
    name: 'hang',
    applies: applied ? 'once' : 'never',
    reply: { kind: 'hang' },
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
  }: { keepBodyBytes?: number | 'half'; then?: Ending } = {}): Fault => ({
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
};

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
