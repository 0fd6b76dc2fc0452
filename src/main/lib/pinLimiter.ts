import { z } from 'zod';
import { once } from '@shared/once';
import type { TextFile } from './atomicFile';
import type { Log } from './log';
import { MINUTE, SECOND, type Clock } from './time';

/** So many may be wrong before there is a wait: fingers slip. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 30 * SECOND;
const LONGEST_WAIT_MS = 15 * MINUTE;

const countSchema = once(() => z.strictObject({ failures: z.number().int().min(0).max(1_000_000) }));

/** How long nobody may try after so many wrong PINs in a row, in milliseconds. */
export function getPinWaitMs(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - FREE_FAILURES, 20));
}

export type PinAttempt<Value> =
  | { readonly name: 'right'; readonly value: Value }
  /** `waitMs` until the next attempt is looked at; 0 where it may follow at once. */
  | { readonly name: 'wrong' | 'tooSoon'; readonly waitMs: number };

export interface PinLimiter {
  /** Reads how many were wrong in earlier runs; attempts wait for it. A wait begins anew then: a restart shortens none. */
  load(): Promise<void>;
  /**
   * Runs `check` unless there is a wait; null means wrong. `clears`: whether the right one begins the count anew.
   * One at a time, so that no two share a free attempt.
   */
  attempt<Value>(
    check: () => Promise<Value | null>,
    clears?: (value: Value) => boolean,
  ): Promise<PinAttempt<Value>>;
  /** How long until an attempt is looked at, in milliseconds. */
  getWaitMs(): number;
}

export interface PinLimiterOptions {
  /** Holds nothing but the number of wrong PINs in a row. */
  readonly file: TextFile;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Makes guessing slow. The count is in main and on the disk, so neither a new page nor a restart gives new attempts;
 * only the right PIN begins it anew. It is one count for all roles and all doors: no door helps with another.
 */
export function createPinLimiter({ file, clock, log }: PinLimiterOptions): PinLimiter {
  let failures = 0;
  let waitsSinceMs = 0;
  let previous: Promise<unknown> = Promise.resolve();

  function getWaitMs(): number {
    return Math.max(0, waitsSinceMs + getPinWaitMs(failures) - clock.monotonic());
  }

  async function setFailures(next: number): Promise<void> {
    failures = next;
    waitsSinceMs = clock.monotonic();
    try {
      await file.save(JSON.stringify({ failures }));
    } catch (error) {
      log.error('number of wrong PINs not saved', { error });
    }
  }

  async function attemptNow<Value>(
    check: () => Promise<Value | null>,
    clears: (value: Value) => boolean,
  ): Promise<PinAttempt<Value>> {
    const waitMs = getWaitMs();
    if (waitMs > 0) return { name: 'tooSoon', waitMs };
    // Counted before it is looked at: pulling the plug at the right moment gives no free attempt.
    await setFailures(failures + 1);
    const value = await check();
    if (value === null) {
      log.warn('wrong PIN', { failures });
      return { name: 'wrong', waitMs: getWaitMs() };
    }
    // A PIN that does not clear takes back its own attempt alone.
    await setFailures(clears(value) ? 0 : failures - 1);
    return { name: 'right', value };
  }

  async function loadNow(): Promise<void> {
    try {
      const text = await file.load();
      if (text !== null) ({ failures } = countSchema().parse(JSON.parse(text)));
    } catch (error) {
      log.error('number of wrong PINs damaged, a wait begins', { error });
      failures = FREE_FAILURES;
      await file.setAside().catch((stuck: unknown) => {
        log.error('damaged number of wrong PINs not set aside', { error: stuck });
      });
    }
    waitsSinceMs = clock.monotonic();
  }

  return {
    load() {
      const loaded = loadNow();
      previous = loaded;
      return loaded;
    },
    attempt(check, clears = () => true) {
      const attempted = previous.then(() => attemptNow(check, clears));
      previous = attempted.catch(() => undefined);
      return attempted;
    },
    getWaitMs,
  };
}
