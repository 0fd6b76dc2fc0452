/** Time as the simulator sees it: tests hand in one that they move by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `work` once after `ms`; the returned function calls it off. */
  after(ms: number, work: () => void): () => void;
}

/** `setTimeout` turns a longer wait than this into none at all. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, Math.min(Math.max(0, ms), LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/** Timers that belong together, so that whoever started them can stop them all at once. */
export interface TimerGroup {
  after(ms: number, work: () => void): () => void;
  every(ms: number, work: () => void): () => void;
  /** Resolves to false when the group was stopped before the time was over. */
  wait(ms: number): Promise<boolean>;
  stop(): void;
}

export function createTimerGroup(clock: Clock): TimerGroup {
  const pending = new Set<() => void>();
  let stopped = false;

  function after(ms: number, work: () => void, onStopped?: () => void): () => void {
    if (stopped) {
      onStopped?.();
      return () => undefined;
    }
    const forget = (): void => {
      pending.delete(callOff);
      cancel();
    };
    const callOff = (): void => {
      forget();
      onStopped?.();
    };
    const cancel = clock.after(ms, () => {
      pending.delete(callOff);
      work();
    });
    pending.add(callOff);
    return forget;
  }

  function every(ms: number, work: () => void): () => void {
    let cancel = after(ms, function again() {
      cancel = after(ms, again);
      work();
    });
    return () => cancel();
  }

  return {
    after: (ms, work) => after(ms, work),
    every,
    wait: (ms) =>
      new Promise((resolve) => {
        after(
          ms,
          () => resolve(true),
          () => resolve(false),
        );
      }),
    stop() {
      stopped = true;
      for (const callOff of [...pending]) callOff();
    },
  };
}
