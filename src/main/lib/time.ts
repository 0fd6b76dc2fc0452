/** Durations, in milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

export type CancelTimer = () => void;

/** Time comes in as an argument everywhere, so that every wait can be tested without waiting. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch: for display only. It may jump. */
  now(): number;
  /** Milliseconds on a clock that only goes forward: for deadlines and intervals. */
  monotonic(): number;
  /** Calls `callback` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, callback: () => void): CancelTimer;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `delayMs`. */
export function wait(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}

/** What `promise` comes to, or `'late'` when that takes longer than `ms`; from then on nobody waits for it. */
export async function within<Value>(
  clock: Clock,
  ms: number,
  promise: Promise<Value>,
): Promise<Value | 'late'> {
  let cancelDeadline: CancelTimer = () => undefined;
  const deadline = new Promise<'late'>((resolve) => {
    cancelDeadline = clock.after(ms, () => resolve('late'));
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    cancelDeadline();
  }
}
