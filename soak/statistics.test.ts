import { expect, test } from 'vitest';
import { findSlope, median } from './statistics';

test('the median is the middle one, or lies between the two in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
  expect(median([])).toBeNaN();
});

test('the slope follows the trend, and not what stands out', () => {
  const rising = Array.from({ length: 50 }, (_, at) => ({ atMs: at * 1000, value: 100 + at * 2 }));
  const withPeaks = rising.map((sample, at) => (at % 10 === 3 ? { ...sample, value: 5000 } : sample));
  expect(findSlope(rising)).toBeCloseTo(0.002);
  expect(findSlope(withPeaks)).toBeCloseTo(0.002, 3);
  expect(findSlope([{ atMs: 0, value: 1 }])).toBeNaN();
});

test('thousands of samples are thinned out, and the slope stays', () => {
  const many = Array.from({ length: 5000 }, (_, at) => ({ atMs: at, value: at * 3 }));
  expect(findSlope(many)).toBeCloseTo(3);
});
