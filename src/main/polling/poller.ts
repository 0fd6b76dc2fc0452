import { getBackoffMs } from '../lib/backoff';
import type { Log } from '../lib/log';
import { SECOND, type CancelTimer, type Clock } from '../lib/time';
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

/**
 * So many good answers pay for one retry that comes sooner than the regular poll would have. So a bad line costs the
 * server at most a tenth more requests, and the beginning of an outage one more of each client.
 */
const ANSWERS_PER_EARLY_RETRY = 10;

/** What a server asks for is stretched by up to this share: a fleet that it told the same does not return in step. */
const RETRY_AFTER_JITTER = 0.25;

export function createPoller({ ask, getIntervalMs, clock, random, log }: PollerOptions): Poller {
  let running: AbortController | null = null;
  let inFlight: AbortController | null = null;
  let nudged = false;
  let failures = 0;
  let answersInARow = 0;
  let answersSinceEarlyRetry = ANSWERS_PER_EARLY_RETRY;
  let isFirstPoll = true;
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
  function getIntervalSafelyMs(): number {
    try {
      return getIntervalMs();
    } catch (error) {
      log.error('poll interval not known', { error });
      return MAX_INTERVAL_MS;
    }
  }

  function getDelayMs(outcome: PollOutcome): number {
    const regularMs = getIntervalSafelyMs();
    const isFirst = isFirstPoll;
    isFirstPoll = false;
    if (outcome.name === 'answered') {
      answersInARow += 1;
      if (answersInARow >= ANSWERS_UNTIL_CALM) failures = 0;
      answersSinceEarlyRetry += 1;
      // Clients that started together, as at opening time, do not go on in step.
      return isFirst ? random() * regularMs : regularMs;
    }
    answersInARow = 0;
    failures += 1;
    return Math.max(getRetryMs(regularMs), getPauseMs(outcome.retryAfterMs));
  }

  /** Full jitter, up to a ceiling that doubles with each failure; soon the pace is one probe within 15 s. */
  function getRetryMs(regularMs: number): number {
    const backoffMs = getBackoffMs(failures, random, { baseMs: Math.max(SECOND, regularMs) });
    if (backoffMs >= regularMs) return backoffMs;
    if (answersSinceEarlyRetry < ANSWERS_PER_EARLY_RETRY) return regularMs;
    answersSinceEarlyRetry = 0;
    return backoffMs;
  }

  /** A server that asks for a long pause would lose the chat: it hangs up on a client silent for 45 s. */
  function getPauseMs(retryAfterMs = 0): number {
    const longestMs = MAX_INTERVAL_MS / (1 + RETRY_AFTER_JITTER);
    return Math.min(retryAfterMs, longestMs) * (1 + RETRY_AFTER_JITTER * random());
  }

  async function pollOnce(controller: AbortController): Promise<void> {
    inFlight = controller;
    const outcome = await askSafely(controller.signal);
    if (inFlight === controller) inFlight = null;
    if (running !== controller) return;
    const delayMs = getDelayMs(outcome);
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
      isFirstPoll = true;
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
