import { expect, test } from 'vitest';
import { getBackoffMs } from './backoff';

test('the ceiling doubles with each failure up to the cap', () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 50].map((failures) => getBackoffMs(failures, () => 1));
  expect(ceilings).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
});

test('a wait is anywhere between a tenth of a second and the ceiling', () => {
  expect(getBackoffMs(3, () => 0)).toBe(100);
  expect(getBackoffMs(3, () => 0.5)).toBe(2000);
});
