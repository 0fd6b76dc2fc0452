import { getBackoffMs } from '../lib/backoff';
import type { Log } from '../lib/log';
import type { CancelTimer, Clock } from '../lib/time';
import { MAX_INTERVAL_MS } from './schedule';

export type PollOutcome =
  | { readonly name: 'answered' }
  /** `retryAfterMs` is what the server asked for; it never shortens the back-off. */
  | { readonly name: 'failed'; readonly retryAfterMs?: number };

export interface PollerOptions {
  /** Asks once. Its failure is an outcome; should it throw all the same, the poller goes on. */
  readonly ask: (signal: AbortSignal) => Promise<PollOutcome>;
  readonly getIntervalMs: () => number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** Asks again and again, each time after the last one has ended: never are two polls in flight. */
export interface Poller {
  start(): void;
  /** Ends at once; a poll in flight is aborted and its outcome ignored. */
  stop(): void;
  /** Pulls the next poll forward. During a poll, one more follows directly; never a second beside it. */
  nudge(): void;
}

/** Failures are only forgotten after this many good answers, so that a flapping server is not hammered. */
const ANSWERS_UNTIL_CALM = 2;

export function createPoller({ ask, getIntervalMs, clock, random, log }: PollerOptions): Poller {
  let running: AbortController | null = null;
  let inFlight: AbortController | null = null;
  let nudged = false;
  let failures = 0;
  let answersInARow = 0;
  let cancelTimer: CancelTimer = () => undefined;

  async function askSafely(signal: AbortSignal): Promise<PollOutcome> {
    try {
      return await ask(signal);
    } catch (error) {
      log.error('poll threw', { error });
      return { name: 'failed' };
    }
  }

  /** A throw between two polls would end the polling without a word. */
  function getDelaySafelyMs(outcome: PollOutcome): number {
    try {
      return getDelayMs(outcome);
    } catch (error) {
      log.error('poll interval not known', { error });
      return MAX_INTERVAL_MS;
    }
  }

  function getDelayMs(outcome: PollOutcome): number {
    if (outcome.name === 'answered') {
      answersInARow += 1;
      if (answersInARow >= ANSWERS_UNTIL_CALM) failures = 0;
      return getIntervalMs();
    }
    answersInARow = 0;
    failures += 1;
    const backoffMs = getBackoffMs(failures, random);
    // A server that asks for a long pause would lose the chat: it hangs up on a client silent for 45 s.
    return Math.max(backoffMs, Math.min(outcome.retryAfterMs ?? 0, MAX_INTERVAL_MS));
  }

  async function pollOnce(controller: AbortController): Promise<void> {
    inFlight = controller;
    const outcome = await askSafely(controller.signal);
    if (inFlight === controller) inFlight = null;
    if (running !== controller) return;
    const delayMs = getDelaySafelyMs(outcome);
    // A failed poll keeps its back-off even when nudged: the nudge would make a busy loop of a refusal.
    schedule(nudged && outcome.name === 'answered' ? 0 : delayMs);
  }

  function schedule(delayMs: number): void {
    const controller = running;
    if (controller === null) return;
    nudged = false;
    cancelTimer = clock.after(delayMs, () => void pollOnce(controller));
  }

  return {
    start() {
      if (running !== null) return;
      running = new AbortController();
      failures = 0;
      answersInARow = 0;
      schedule(0);
    },
    stop() {
      cancelTimer();
      running?.abort();
      running = null;
    },
    nudge() {
      if (running === null) return;
      if (inFlight !== null) {
        nudged = true;
      } else if (failures === 0) {
        cancelTimer();
        schedule(0);
      }
    },
  };
}
