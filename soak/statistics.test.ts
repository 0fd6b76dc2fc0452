import { describe, expect, it, test } from 'vitest';
import { createRandom } from '../src/simulator/random';
import { judgeGrowth } from './growth';
import { findFloor, findTrend, median, type Sample } from './statistics';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

test('the median is the middle one, or lies between the two in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
  expect(median([])).toBeNaN();
});

test('the slope follows the trend, and not what stands out; its interval tells how sure that is', () => {
  const rising = Array.from({ length: 50 }, (_, at) => ({ atMs: at * 1000, value: 100 + at * 2 }));
  const withPeaks = rising.map((sample, at) => (at % 10 === 3 ? { ...sample, value: 5000 } : sample));
  expect(findTrend(rising)).toEqual({ slope: 0.002, low: 0.002, high: 0.002 });
  const { slope, low, high } = findTrend(withPeaks);
  expect(slope).toBeCloseTo(0.002, 3);
  expect(low).toBeLessThanOrEqual(0.002);
  expect(high).toBeGreaterThanOrEqual(0.002);
  expect(findTrend([{ atMs: 0, value: 1 }]).slope).toBeNaN();
});

test('the floor is the lowest of each block of time', () => {
  const samples = [5, 3, 9, 2, 8].map((value, at) => ({ atMs: at * 10, value }));
  expect(findFloor(samples, 20).map(({ value }) => value)).toEqual([3, 2, 8]);
});

describe('growth beyond noise', () => {
  /** Twelve minutes as the meter sees them: chats that take and give back, garbage, and noise. */
  function measure(seed: number, getLevel: (minute: number) => number): Sample[] {
    const random = createRandom(seed);
    return Array.from({ length: 144 }, (_, at) => {
      const atMs = at * 5 * SECOND;
      return { atMs, value: getLevel(atMs / MINUTE) + 6 * random() + (at % 4) * 2 };
    });
  }
  const seeds = Array.from({ length: 40 }, (_, at) => at + 1);
  const count = (getLevel: (minute: number) => number) =>
    seeds.filter((seed) => judgeGrowth(measure(seed, getLevel)).verdict === 'grows').length;

  it('is not seen in noise, nor in a process that settles', () => {
    expect(count(() => 150)).toBe(0);
    expect(count((minute) => 150 + 2 * (1 - Math.exp(-minute / 3)))).toBe(0);
  });

  it('is seen in a leak of 150 kB in each of seven chats a minute', () => {
    expect(count((minute) => 150 + minute)).toBe(seeds.length);
  });

  it('is not judged from a few minutes', () => {
    expect(judgeGrowth(measure(1, () => 1).slice(0, 50)).verdict).toBe('too short');
  });
});
