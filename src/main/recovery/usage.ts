import { MINUTE, type Clock } from '../lib/time';

/** When somebody last touched this machine, as the page tells. */
export interface Usage {
  noteUse(): void;
  /** Nobody has touched it for a while. */
  isUnused(): boolean;
}

const UNUSED_AFTER_MS = MINUTE;

export function createUsage(clock: Clock): Usage {
  let usedMs = clock.monotonic();
  return {
    noteUse() {
      usedMs = clock.monotonic();
    },
    isUnused: () => clock.monotonic() - usedMs >= UNUSED_AFTER_MS,
  };
}
