import type { Clock } from '../lib/time';

/** Counts what happened within the last while. */
export interface CrashCounter {
  /** One more. Answers how many there are with it. */
  note(): number;
}

export function createCrashCounter(windowMs: number, clock: Clock): CrashCounter {
  let moments: number[] = [];
  return {
    note() {
      const nowMs = clock.monotonic();
      moments = [...moments.filter((atMs) => nowMs - atMs < windowMs), nowMs];
      return moments.length;
    },
  };
}
