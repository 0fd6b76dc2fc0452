import type { Fault } from './fault';
import { fault } from './faultLibrary';
import { between, createRandom, pick, type Random } from './random';
import type { WireRecord } from './wireLog';

/** What can go wrong by chance. Undefined: this request is not one that it can happen to. */
const CHANCES = {
  /** Lost before anything was carried out. */
  loseRequest: (random) => fault.loseRequest(pick(random, ['reset', 'close'])),
  /** Carried out, and the answer lost. */
  loseAnswer: (random) => fault.loseAnswer(pick(random, ['reset', 'close'])),
  delay: (random, _record, { delayMs }) => {
    const ms = between(random, delayMs.low, delayMs.high);
    return fault.delay(random() < 0.5 ? { beforeMs: ms } : { afterMs: ms });
  },
  /** No answer; after a while the connection is reset. Carried out or not. */
  hang: (random, _record, { hangMs }) =>
    fault.hang({ applied: random() < 0.5, forMs: between(random, hangMs.low, hangMs.high) }),
  /** The real answer, cut off. */
  truncate: (random) => fault.truncate({ then: pick(random, ['reset', 'close']) }),
  /** A 4xx that says no once, and would not the next time. Never carried out. */
  clientError: (random) => fault.answer({ status: pick(random, [400, 403, 404, 408, 409, 410]) }),
  /** A 500 without, a gateway's 502 or 504 with or without the operation carried out. */
  serverError: (random) => {
    const status = pick(random, [500, 502, 504]);
    return fault.answer({ status, body: 'Bad luck', applied: status !== 500 && random() < 0.5 });
  },
  /** 429 or 503 with a Retry-After of 1 to 3 s. Never carried out. */
  busy: (random) =>
    fault.answer({
      status: pick(random, [429, 503]),
      headers: { 'Retry-After': pick(random, ['1', '2', '3']) },
    }),
  /** The sign-in page of a network. Never carried out. */
  html: () =>
    fault.answer({
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      body: '<!doctype html><title>Sign in to the network</title>',
    }),
  /** 200 and an empty body. Carried out or not. */
  empty: (random) => fault.answer({ status: 200, applied: random() < 0.5 }),
  /** A reused connection dies under the request, before or after it is carried out. */
  reusedSocket: (random, record) => {
    const planned = pick(random, [fault.loseRequest, fault.loseAnswer])('reset');
    return record.requestOnConnection > 1 ? planned : undefined;
  },
  /** A node that is some entries behind, or that never heard of the chat. */
  staleNode: (random, record) => {
    if (record.chatId === null) return undefined;
    const behind = pick(random, [1, 2, 3]);
    if (record.operation !== 'GetTranscript') {
      return fault.answer({ status: 404, body: { statusCode: 6, statusMessage: 'There is no such chat' } });
    }
    return fault.rewrite((payload) => {
      const { messages } = payload as { messages?: unknown };
      return Array.isArray(messages)
        ? { ...(payload as object), messages: messages.slice(0, -behind) }
        : payload;
    });
  },
  /** Carried out twice. */
  repeat: () => fault.repeat(),
} satisfies Record<string, Chance>;

type Chance = (random: Random, record: WireRecord, durations: Durations) => Fault | undefined;

export type RandomFaultName = keyof typeof CHANCES;
export const RANDOM_FAULT_NAMES = Object.keys(CHANCES) as RandomFaultName[];

/** Weights: twice the weight is twice as often. What is left out does not happen. */
export type FaultMix = Readonly<Partial<Record<RandomFaultName, number>>>;

/** A bad line. `repeat` is in no mix unless it is asked for: no client can tell it from two sends. */
export const STANDARD_MIX: FaultMix = {
  loseRequest: 3,
  loseAnswer: 3,
  delay: 3,
  hang: 1,
  truncate: 1,
  clientError: 1,
  serverError: 2,
  busy: 1,
  html: 1,
  empty: 1,
  reusedSocket: 2,
  staleNode: 1,
};

interface Range {
  readonly low: number;
  readonly high: number;
}

interface Durations {
  readonly delayMs: Range;
  readonly hangMs: Range;
}

export interface RandomFaultsOptions extends Partial<Durations> {
  /** Default 1. What happens to the nth request depends on the seed, on n and on the request alone. */
  readonly seed?: number;
  /** The share of requests to be broken, from 0 to 1. */
  readonly rate: number;
  /** Default: `STANDARD_MIX`. */
  readonly mix?: FaultMix;
}

export interface RandomFaults {
  /** How many requests were looked at, and how many were broken. */
  readonly requests: number;
  readonly hits: number;
  /** How often each fault happened. The object is live. */
  readonly counts: Readonly<Partial<Record<RandomFaultName, number>>>;
  /** The fate of the next request. */
  choose(record: WireRecord): Fault | undefined;
}

const DELAY_MS = { low: 100, high: 3000 };
const HANG_MS = { low: 5000, high: 30_000 };
/** Keeps neighbouring requests from having neighbouring seeds. */
const SEED_STEP = 0x9e3779b1;

export function createRandomFaults(options: RandomFaultsOptions): RandomFaults {
  const { seed = 1, rate, mix = STANDARD_MIX, delayMs = DELAY_MS, hangMs = HANG_MS } = options;
  const weights = RANDOM_FAULT_NAMES.map((name) => [name, mix[name] ?? 0] as const);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const counts: Partial<Record<RandomFaultName, number>> = {};
  let requests = 0;
  let hits = 0;

  function nameAt(point: number): RandomFaultName | undefined {
    let rest = point * total;
    return weights.find(([, weight]) => (rest -= weight) < 0)?.[0];
  }

  return {
    get requests() {
      return requests;
    },
    get hits() {
      return hits;
    },
    counts,
    choose(record) {
      requests += 1;
      const random = createRandom(seed + Math.imul(requests, SEED_STEP));
      if (random() >= rate) return undefined;
      const name = nameAt(random());
      const chance: Chance | undefined = name && CHANCES[name];
      const chosen = chance?.(random, record, { delayMs, hangMs });
      if (!name || !chosen) return undefined;
      hits += 1;
      counts[name] = (counts[name] ?? 0) + 1;
      return { ...chosen, name };
    },
  };
}
