import { expect, test } from 'vitest';
import { duration } from './times';

test.each([
  [-5, '0 s'],
  [0, '0 s'],
  [59_999, '59 s'],
  [60_000, '1:00 min'],
  [125_000, '2:05 min'],
  [3_599_000, '59:59 min'],
  [3_600_000, '1:00 h'],
  [5_400_000, '1:30 h'],
])('%i ms read as %s', (ms, expected) => {
  expect(duration(ms)).toBe(expected);
});
