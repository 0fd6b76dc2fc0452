import type { Log } from '../lib/log';
import { SECOND, type CancelTimer, type Clock } from '../lib/time';

const WRITE_EVERY_MS = 30 * SECOND;

export interface StatusFileOptions {
  /** What is written, as JSON: a `Health`, or less before there is one. */
  readonly getHealth: () => object;
  /** Replaces the file as a whole. */
  readonly save: (content: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Writes the state of health every half minute, so that what reads it can also tell by its age whether the app lives.
 * Answers the function that ends it.
 */
export function keepStatusFile({ getHealth, save, clock, log }: StatusFileOptions): () => void {
  let cancel: CancelTimer = () => undefined;
  let isFailing = false;

  async function write(): Promise<void> {
    try {
      await save(`${JSON.stringify(getHealth(), null, 2)}\n`);
      isFailing = false;
    } catch (error) {
      // A full disk is said once; the app goes on.
      if (!isFailing) log.warn('status file not written', { error });
      isFailing = true;
    }
  }

  function run(): void {
    cancel = clock.after(WRITE_EVERY_MS, run);
    void write();
  }

  run();
  return () => cancel();
}
