import { MINUTE } from '../lib/time';

/**
 * What this installation's own past says about the wait for an agent. It says nothing rather than something doubtful: a
 * number that is too small makes people wait in anger.
 */

/** One wait in the past. */
export interface PastWait {
  /** When the chat was asked for, to the hour. */
  readonly atMs: number;
  readonly waitedMs: number;
  /** False where the customer left, or the chat ended, before an agent came: the wait would have been longer. */
  readonly wasServed: boolean;
}

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What is older says nothing about how the contact center is staffed now. */
export const REMEMBERED_MS = 60 * DAY;
/** Fewer served waits than this are chance. */
const MIN_SERVED = 20;
/** What is called usual holds for this share of the waits. */
const USUAL_SHARE = 0.8;
/** A wait is compared with those that began at most this many hours earlier or later in the day. */
const HOURS_AROUND = 1;
/** Only round numbers are shown: more would pretend to know more. A longer wait than the last is not called usual. */
const SHOWN_MINUTES = [1, 2, 3, 4, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60];

/**
 * In how many minutes an agent usually comes to a chat that is asked for at `atMs`; null where the past does not say.
 * The same hours of the same weekday say most; where they are too few, those of every day do. Hours are local time.
 */
export function estimateUsualMinutes(past: readonly PastWait[], atMs: number): number | null {
  const near = past.filter((wait) => isRecent(wait, atMs) && isAroundSameHour(wait.atMs, atMs));
  const onSameDay = near.filter((wait) => new Date(wait.atMs).getDay() === new Date(atMs).getDay());
  const compared = [onSameDay, near].find((waits) => countServed(waits) >= MIN_SERVED);
  return compared === undefined ? null : toShownMinutes(usualWaitMs(compared));
}

function isRecent(wait: PastWait, atMs: number): boolean {
  return wait.atMs <= atMs && atMs - wait.atMs <= REMEMBERED_MS;
}

function isAroundSameHour(oneMs: number, otherMs: number): boolean {
  const apart = Math.abs(new Date(oneMs).getHours() - new Date(otherMs).getHours());
  return Math.min(apart, 24 - apart) <= HOURS_AROUND;
}

function countServed(waits: readonly PastWait[]): number {
  return waits.filter(({ wasServed }) => wasServed).length;
}

/**
 * The shortest time within which the usual share has been served. Whoever left counts as still waiting up to then (the
 * estimator of Kaplan and Meier): without them, the hours in which people give up would look the best.
 */
function usualWaitMs(waits: readonly PastWait[]): number | null {
  const sorted = waits.toSorted(
    (a, b) => a.waitedMs - b.waitedMs || Number(b.wasServed) - Number(a.wasServed),
  );
  let stillWaiting = 1;
  for (const [before, { waitedMs, wasServed }] of sorted.entries()) {
    if (!wasServed) continue;
    stillWaiting *= 1 - 1 / (sorted.length - before);
    // Sums of fractions miss a round share by a hair.
    if (1 - stillWaiting >= USUAL_SHARE - 1e-9) return waitedMs;
  }
  return null;
}

function toShownMinutes(waitedMs: number | null): number | null {
  if (waitedMs === null) return null;
  return SHOWN_MINUTES.find((minutes) => waitedMs < minutes * MINUTE) ?? null;
}
