import type { NetSession } from '../gws/guardedFetch';
import type { Clock } from '../lib/time';

/** For tests: a computer that can sleep, whose wall clock can be wrong, and its line to a contact center in memory. */

/** Time that the test moves. */
export interface SimulatedTime {
  now(): number;
  after(ms: number, work: () => void): () => void;
}

/** The part of the simulator's contact center that is needed. */
export interface FarEnd {
  exchange(
    request: { method: string; path: string; headers: Record<string, string>; body: string },
    options: { signal: AbortSignal },
  ): Promise<
    { status: number; headers: Readonly<Record<string, string>>; body: string } | { broken: string }
  >;
}

export interface TestComputer {
  readonly clock: Clock;
  readonly network: NetSession;
  /** How wrong the wall clock is. */
  wallOffsetMs: number;
  /** What the network stack says to the next write: instead of sending it, or although the server has answered. */
  nextWrite: { readonly throws: string; readonly isCarriedOut: boolean } | null;
  fallAsleep(): void;
  wakeUp(): void;
}

/** What the app's network stack says in each case. */
const ERROR_OF: Readonly<Record<string, string>> = {
  refused: 'net::ERR_CONNECTION_REFUSED',
  reset: 'net::ERR_CONNECTION_RESET',
  closed: 'net::ERR_EMPTY_RESPONSE',
  truncated: 'net::ERR_CONTENT_LENGTH_MISMATCH',
  invalid: 'net::ERR_INVALID_HTTP_RESPONSE',
  timeout: 'net::ERR_TIMED_OUT',
};

export function createTestComputer(time: SimulatedTime, farEnd: FarEnd): TestComputer {
  const startMs = time.now();
  let asleepSinceMs: number | null = null;
  let sleptMs = 0;
  let missed: (() => void)[] = [];

  function after(delayMs: number, callback: () => void): () => void {
    let isCancelled = false;
    const run = () => {
      if (!isCancelled) callback();
    };
    const cancel = time.after(delayMs, () => {
      if (asleepSinceMs === null) run();
      else missed.push(run);
    });
    return () => {
      isCancelled = true;
      cancel();
    };
  }

  const computer: TestComputer = {
    wallOffsetMs: 0,
    nextWrite: null,
    clock: {
      now: () => time.now() + computer.wallOffsetMs,
      // As on most systems, it stands still during a sleep.
      monotonic: () => time.now() - startMs - sleptMs,
      after,
    },
    network: {
      async fetch(url, { method, headers, body, signal }) {
        const { pathname, search } = new URL(url);
        const request = { method, path: `${pathname}${search}`, headers: Object.fromEntries(headers) };
        const trouble = method === 'POST' ? computer.nextWrite : null;
        if (trouble !== null) computer.nextWrite = null;
        if (trouble?.isCarriedOut === false) throw new Error(trouble.throws);
        const result = await farEnd.exchange({ ...request, body: body ?? '' }, { signal });
        // Nothing reaches a computer that sleeps, and its connections do not outlive the sleep.
        if (asleepSinceMs !== null) return new Promise<never>(() => undefined);
        if (trouble !== null) throw new Error(trouble.throws);
        if ('status' in result) return new Response(result.body === '' ? null : result.body, result);
        if (result.broken === 'aborted') throw new DOMException('The request was aborted', 'AbortError');
        throw new Error(ERROR_OF[result.broken]);
      },
      close: () => Promise.resolve(),
    },
    fallAsleep() {
      asleepSinceMs = time.now();
    },
    wakeUp() {
      sleptMs += time.now() - (asleepSinceMs ?? time.now());
      asleepSinceMs = null;
      const late = missed;
      missed = [];
      for (const run of late) run();
    },
  };
  return computer;
}
