import { SECOND, type Clock } from './time';

const HEARTBEAT_MS = SECOND;
/** A busy machine may delay a heartbeat by a second or two; more than this was a sleep. */
const SLEPT_AFTER_MS = 5 * SECOND;

/**
 * Notices a sleep by a heartbeat that comes much too late, since some systems do not tell of it. Answers the function
 * that ends the watch. `onSlept` gets how long the heartbeat was late, in milliseconds.
 */
export function watchForSleep(clock: Clock, onSlept: (lateMs: number) => void): () => void {
  let lastMs = clock.now();
  let cancel = clock.after(HEARTBEAT_MS, beat);

  function beat(): void {
    const nowMs = clock.now();
    // The wall clock, since the other one stands still during a sleep on some systems; set back, it means nothing.
    const lateMs = nowMs - lastMs - HEARTBEAT_MS;
    lastMs = nowMs;
    cancel = clock.after(HEARTBEAT_MS, beat);
    if (lateMs >= SLEPT_AFTER_MS) onSlept(lateMs);
  }

  return () => cancel();
}
