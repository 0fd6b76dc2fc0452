import type { Fault } from './fault';
import type { OperationName } from './operations';
import { createRandomFaults, type RandomFaults, type RandomFaultsOptions } from './randomFaults';
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

export interface FaultPlan {
  /** How many requests this plan has hit. */
  readonly hits: number;
  cancel(): void;
}

export interface RandomFaultPlan extends Pick<RandomFaults, 'requests' | 'hits' | 'counts'> {
  cancel(): void;
}

export interface Faults {
  /** Plans are asked in the order in which they were made; the first that is due takes the request. Default: once. */
  plan(matcher: FaultMatcher, fault: Fault, options?: { readonly times?: number }): FaultPlan;
  /** From now on, requests that no plan takes are broken at random: as often as `rate` says, by the weights of `mix`. */
  random(options: RandomFaultsOptions & { readonly matcher?: FaultMatcher }): RandomFaultPlan;
  /** Forgets all plans; the server is well again. */
  clear(): void;
}

/** The server's own hand on the plans. */
export interface FaultPlanner extends Faults {
  take(record: WireRecord): Fault | undefined;
}

export function createFaults(): FaultPlanner {
  let randoms: { matcher: FaultMatcher; faults: RandomFaults }[] = [];
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
    random({ matcher = {}, ...options }) {
      const entry = { matcher, faults: createRandomFaults(options) };
      randoms.push(entry);
      const { faults } = entry;
      return {
        get requests() {
          return faults.requests;
        },
        get hits() {
          return faults.hits;
        },
        counts: faults.counts,
        cancel() {
          randoms = randoms.filter((other) => other !== entry);
        },
      };
    },
    clear() {
      plans = [];
      randoms = [];
    },
    take(record) {
      const planned = takePlanned(record);
      if (planned) return planned;
      for (const { matcher, faults } of randoms) {
        const chosen = fits(matcher, record) ? faults.choose(record) : undefined;
        if (chosen) return chosen;
      }
      return undefined;
    },
  };

  function takePlanned(record: WireRecord): Fault | undefined {
    if (plans.length === 0) return undefined;
    const fitting = plans.filter(({ matcher }) => fits(matcher, record));
    for (const plan of fitting) plan.seen += 1;
    const due = fitting.find(({ matcher: { nth = 1, every = 1 }, seen, hits, times }) => {
      return hits < times && seen >= nth && (seen - nth) % every === 0;
    });
    if (!due) return undefined;
    due.hits += 1;
    return due.fault;
  }
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
