import { describe, expect, it } from 'vitest';
import { at } from '../testing/builders';
import { createTimeFormats, formatWaited } from './times';

describe('times', () => {
  it('are written by the clock of the person, in the language of the interface', () => {
    expect(createTimeFormats('en', 'de-DE').time(at('14:02'))).toBe('14:02');
    expect(createTimeFormats('en', 'en-US').time(at('14:02'))).toMatch(/^2:02\sPM$/);
    expect(createTimeFormats('en', 'de-DE').day(at('14:02'))).toBe('Friday, November 21');
  });

  it.each([
    [0, '00:00'],
    [59_999, '00:59'],
    [600_000, '10:00'],
    [3_599_000, '59:59'],
    [3_661_000, '1:01:01'],
    [-5_000, '00:00'],
  ])('of waiting: %i ms is %s', (waitedMs, shown) => {
    expect(formatWaited(waitedMs)).toBe(shown);
  });
});
