import { SECOND, type Clock } from './time';

const TICK_MS = SECOND;
/** A tick that comes later than this says that the machine slept, or has no time for us: it counts for nobody. */
const LATE_AFTER_MS = 500;

/**
 * Calls `onTick` once a second of time in which this process itself ran. Who waits for a sign of life counts these,
 * so that neither a sleep of the computer nor a busy minute makes a living process look dead. Answers the function that
 * ends it.
 */
export function tickSteadily(clock: Clock, onTick: () => void): () => void {
  let lastMs = clock.monotonic();
  let cancel = clock.after(TICK_MS, tick);

  function tick(): void {
    const nowMs = clock.monotonic();
    const isLate = nowMs - lastMs > TICK_MS + LATE_AFTER_MS;
    lastMs = nowMs;
    cancel = clock.after(TICK_MS, tick);
    if (!isLate) onTick();
  }

  return () => cancel();
}
