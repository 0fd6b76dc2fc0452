import type { Clock } from '../../src/main/lib/time';
import type { PollOutcome } from '../../src/main/polling/poller';
import { between, type Random } from '../../src/simulator/random';

export interface FleetServerOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** How many requests it can answer in a second. */
  readonly perSecond: () => number;
}

/** A server that takes requests one after the other, and turns away what would wait too long. */
export interface FleetServer {
  ask(): Promise<PollOutcome>;
  goDown(): void;
  comeUp(): void;
  /** Requests that reached its address, in each second from the beginning. */
  readonly arrivals: readonly number[];
  /** Of these, those that it turned away because it had too many. */
  readonly turnedAway: readonly number[];
}

const LONGEST_QUEUE_MS = 2000;
const RETRY_AFTER_MS = 2000;

export function createFleetServer({ clock, random, perSecond }: FleetServerOptions): FleetServer {
  const arrivals: number[] = [];
  const turnedAway: number[] = [];
  let isUp = true;
  let busyUntilMs = 0;

  const travelMs = () => between(random, 20, 60);
  const count = (counts: number[]) => {
    const second = Math.floor(clock.monotonic() / 1000);
    counts[second] = (counts[second] ?? 0) + 1;
  };

  /** What the server makes of a request that has arrived, and when that leaves it. */
  function take(): { readonly outcome: PollOutcome; readonly afterMs: number } {
    count(arrivals);
    if (!isUp) return { outcome: { name: 'failed' }, afterMs: 0 };
    const nowMs = clock.monotonic();
    const waitMs = Math.max(0, busyUntilMs - nowMs);
    if (waitMs > LONGEST_QUEUE_MS) {
      count(turnedAway);
      return { outcome: { name: 'failed', retryAfterMs: RETRY_AFTER_MS }, afterMs: 0 };
    }
    busyUntilMs = nowMs + waitMs + 1000 / perSecond();
    return { outcome: { name: 'answered' }, afterMs: busyUntilMs - nowMs };
  }

  return {
    arrivals,
    turnedAway,
    ask: () =>
      new Promise((resolve) => {
        clock.after(travelMs(), () => {
          const { outcome, afterMs } = take();
          clock.after(afterMs + travelMs(), () => resolve(outcome));
        });
      }),
    goDown() {
      isUp = false;
    },
    comeUp() {
      isUp = true;
      busyUntilMs = clock.monotonic();
    },
  };
}
