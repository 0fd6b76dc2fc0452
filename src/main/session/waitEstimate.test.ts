import { describe, expect, test } from 'vitest';
import { MINUTE } from '../lib/time';
import { estimateUsualMinutes, type PastWait } from './waitEstimate';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Wednesday, local time. */
const NOW = new Date(2026, 0, 14, 10, 30).getTime();
const WEEK = 7 * DAY;

/** That many waits, of so many minutes, begun that long before now. */
function waits(count: number, minutes: number, agoMs = WEEK, wasServed = true): PastWait[] {
  return Array.from({ length: count }, () => ({
    atMs: NOW - agoMs,
    waitedMs: minutes * MINUTE,
    wasServed,
  }));
}

describe('nothing is said', () => {
  test.each<[string, PastWait[]]>([
    ['without a past', []],
    ['of fewer than twenty waits', waits(19, 2)],
    ['of waits at another time of the day', waits(50, 2, WEEK + 4 * HOUR)],
    ['of waits that are too long ago', waits(50, 2, 63 * DAY)],
    ['of waits that a clock which was set has put into the future', waits(50, 2, -DAY)],
    ['when many have waited longer in vain', [...waits(20, 2), ...waits(30, 20, WEEK, false)]],
    ['when the usual wait is longer than an hour', waits(30, 61)],
  ])('%s', (_name, past) => {
    expect(estimateUsualMinutes(past, NOW)).toBeNull();
  });
});

describe('the usual wait', () => {
  test.each<[string, PastWait[], number]>([
    ['is what four of five did not exceed', [...waits(16, 2), ...waits(4, 40)], 3],
    ['is not drawn down by a lucky half', [...waits(15, 1), ...waits(10, 12)], 15],
    ['is never rounded down', waits(20, 5), 7],
    ['of less than a minute is one', waits(20, 0.2), 1],
    [
      'knows the hour before and the hour after',
      [...waits(10, 2, WEEK + HOUR), ...waits(10, 2, WEEK - HOUR)],
      3,
    ],
    ['is that of the same weekday, where that is known', [...waits(20, 8), ...waits(80, 1, 6 * DAY)], 10],
    ['is that of every day, where the weekday has too few', [...waits(19, 8), ...waits(81, 1, 6 * DAY)], 2],
  ])('%s', (_name, past, expected) => {
    expect(estimateUsualMinutes(past, NOW)).toBe(expected);
  });

  test('is not changed by those who left early, and not said where too many waited longer in vain', () => {
    const served = [...waits(20, 3), ...waits(20, 9)];
    expect(estimateUsualMinutes(served, NOW)).toBe(10);
    expect(estimateUsualMinutes([...served, ...waits(40, 0, WEEK, false)], NOW)).toBe(10);
    expect(estimateUsualMinutes([...served, ...waits(40, 8, WEEK, false)], NOW)).toBe(10);
    expect(estimateUsualMinutes([...served, ...waits(15, 20, WEEK, false)], NOW)).toBeNull();
  });

  test('looks over midnight', () => {
    const night = new Date(2026, 0, 14, 0, 10).getTime();
    const past = waits(20, 4).map((wait) => ({ ...wait, atMs: night - HOUR }));
    expect(estimateUsualMinutes(past, night)).toBe(5);
  });
});
