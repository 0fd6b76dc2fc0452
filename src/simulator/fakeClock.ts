import type { Clock } from './clock';

export interface FakeClock extends Clock {
  /** Moves the time on, and runs what falls due on the way, in order. */
  advance(ms: number): void;
  /** How many timers are waiting; 0 after everything was stopped. */
  readonly pending: number;
}

/** A clock for tests: nothing happens until `advance`. */
export function createFakeClock(startMs = 1_700_000_000_000): FakeClock {
  let nowMs = startMs;
  let lastOrder = 0;
  const timers = new Set<{ atMs: number; order: number; work: () => void }>();

  function nextDue(untilMs: number) {
    return [...timers]
      .filter((timer) => timer.atMs <= untilMs)
      .sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
  }

  return {
    now: () => nowMs,
    after(ms, work) {
      const timer = { atMs: nowMs + Math.max(0, ms), order: ++lastOrder, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let timer = nextDue(untilMs); timer; timer = nextDue(untilMs)) {
        timers.delete(timer);
        nowMs = timer.atMs;
        timer.work();
      }
      nowMs = untilMs;
    },
    get pending() {
      return timers.size;
    },
  };
}
