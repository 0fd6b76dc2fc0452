import { SECOND } from './time';

/**
 * How long to wait before attempt number `failures + 1`, in milliseconds: full jitter, so that clients that failed
 * together do not come back together. Never under a tenth of a second, so that a fast refusal is no busy loop.
 */
export function getBackoffMs(
  failures: number,
  random: () => number,
  { baseMs = SECOND, capMs = 15 * SECOND }: { baseMs?: number; capMs?: number } = {},
): number {
  const ceilingMs = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(failures - 1, 0), 20));
  return Math.max(100, random() * ceilingMs);
}
