import { expect, it } from 'vitest';
import { countWays } from './patternCost';
import { measureCpuMs } from './testing/cpuTime';

it.each([
  ['\\d{5}', 1],
  ['[A-Z]{2}-?\\d{4,6}', 6],
  ['EN|DE|FR', 3],
  ['(\\d{4} ?){4}', 16],
  ['(?:ab)*', 101],
  ['\\p{L}+', 100],
  ['[(+*]{1,3}\\)', 3],
  ['(?<year>\\d{4})(?=-)', 1],
])('counts the ways of %s', (pattern, ways) => {
  expect(countWays(pattern, 100)).toBe(ways);
});

it.each(['(a+)+', '(a|a)*', '(a?){50}', 'a?'.repeat(50), '.*.*.*.*.*x', '((a{1,9}){1,9}){1,9}'])(
  'finds that %s has more ways than can be tried',
  (pattern) => {
    expect(countWays(pattern, 100)).toBeGreaterThan(10_000_000);
  },
);

it('lets nothing through that takes long', () => {
  const pattern = '[^x]+[^x]+[^x]+x';
  expect(countWays(pattern, 200)).toBeLessThan(10_000_001);
  const tookMs = measureCpuMs(() =>
    expect(new RegExp(`^(?:${pattern})$`, 'u').test('a'.repeat(200))).toBe(false),
  );
  expect(tookMs).toBeLessThan(1000);
});
