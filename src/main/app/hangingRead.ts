import { app } from 'electron';
import { SECOND, type Clock } from '../lib/time';

/** Longer than any drive that works; a reading that goes well must not cost an orderly end its exit code. */
const HANGS_AFTER_MS = 5 * SECOND;

/**
 * A program that ends waits for its threads, and one that reads from a drive that is dead never ends: there would be an
 * app without a window, and in its place no other could start. By then everything that had to be kept has been.
 */
const endAtOnce = () => process.kill(process.pid, 'SIGKILL');

/** Lets the app end while this reading, which nobody can call off, has no answer. */
export async function mayEndDuring<Value>(reading: Promise<Value>, clock: Clock): Promise<Value> {
  const cancel = clock.after(HANGS_AFTER_MS, () => app.once('quit', endAtOnce));
  try {
    return await reading;
  } finally {
    cancel();
    app.off('quit', endAtOnce);
  }
}
