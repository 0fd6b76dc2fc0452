import { expect, test } from 'vitest';
import { mean, percentile } from './statistics';

test('percentiles lie between the values that they fall between', () => {
  expect([0, 0.5, 0.95, 1].map((share) => percentile([40, 10, 30, 20], share))).toEqual([10, 25, 38.5, 40]);
  expect(percentile([], 0.5)).toBeNaN();
});

test('the mean is the mean', () => {
  expect(mean([1, 2, 6])).toBe(3);
});
