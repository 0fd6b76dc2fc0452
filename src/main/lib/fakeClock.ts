import type { Clock } from './time';

export interface FakeClock extends Clock {
  /** Moves time on, running what falls due in order, with promises settled in between. */
  advance(ms: number): Promise<void>;
  /** How many timers are waiting. */
  pending(): number;
}

/** A clock for tests. It starts at a fixed moment, so that shown times are the same in every run. */
export function createFakeClock(startMs = Date.UTC(2026, 0, 15, 9, 0, 0)): FakeClock {
  let elapsed = 0;
  let nextId = 0;
  const timers = new Map<number, { dueMs: number; callback: () => void }>();

  async function settle(): Promise<void> {
    // Chains of awaits inside the code under test need several turns of the microtask queue.
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  }

  function takeNextDue(untilMs: number): { dueMs: number; callback: () => void } | undefined {
    let found: [number, { dueMs: number; callback: () => void }] | undefined;
    for (const entry of timers) {
      if (entry[1].dueMs <= untilMs && (found === undefined || entry[1].dueMs < found[1].dueMs))
        found = entry;
    }
    if (found !== undefined) timers.delete(found[0]);
    return found?.[1];
  }

  return {
    now: () => startMs + elapsed,
    monotonic: () => elapsed,
    after(delayMs, callback) {
      const id = nextId;
      nextId += 1;
      timers.set(id, { dueMs: elapsed + Math.max(0, delayMs), callback });
      return () => timers.delete(id);
    },
    async advance(ms) {
      const untilMs = elapsed + ms;
      await settle();
      for (let due = takeNextDue(untilMs); due !== undefined; due = takeNextDue(untilMs)) {
        elapsed = due.dueMs;
        due.callback();
        await settle();
      }
      elapsed = untilMs;
    },
    pending: () => timers.size,
  };
}
