import type { Log } from '../lib/log';
import { SECOND, within, type Clock } from '../lib/time';
import type { WipeReceipt } from './receipts';
import type { Verdict } from './verifier';

/** One thing that a customer could leave, and how it is removed. The order counts. */
export interface WipeStep {
  readonly name: string;
  /** Throws when it could not be done. */
  run(): void | Promise<void>;
}

export interface WipeOptions {
  readonly steps: readonly WipeStep[];
  readonly verify: () => Promise<Verdict>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A step that hangs must not keep the others from running. */
const STEP_WITHIN_MS = 5 * SECOND;

/** Removes what a customer has left, then looks whether it is gone. Never rejects. */
export async function wipe({ steps, verify, clock, log }: WipeOptions): Promise<WipeReceipt> {
  const startedMs = clock.monotonic();
  const failed: string[] = [];

  async function attempt(name: string, run: () => unknown): Promise<void> {
    try {
      const outcome = await within(clock, STEP_WITHIN_MS, Promise.resolve(run()));
      if (outcome !== 'late') return;
      log.error('step of the wipe took too long', { step: name });
    } catch (error) {
      log.error('step of the wipe failed', { step: name, error });
    }
    failed.push(name);
  }

  async function check(): Promise<Verdict> {
    try {
      return await verify();
    } catch (error) {
      log.error('wipe could not be verified', { error });
      return { name: 'notVerified', place: 'verifier' };
    }
  }

  // One that fails does not spare the others.
  for (const { name, run } of steps) await attempt(name, run);
  const verdict = await check();
  const place = failed[0] ?? (verdict.name === 'clean' ? null : verdict.place);
  const receipt: WipeReceipt = {
    atMs: clock.now(),
    tookMs: Math.round(clock.monotonic() - startedMs),
    result: place === null ? 'clean' : 'failed',
    place,
  };
  const facts = { tookMs: receipt.tookMs, result: receipt.result, place, verdict: verdict.name };
  if (place === null) log.info('wipe', facts);
  else log.error('wipe', facts);
  return receipt;
}
