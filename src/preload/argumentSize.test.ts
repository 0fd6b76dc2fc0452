import { describe, expect, it } from 'vitest';
import { MAX_DRAFT_LENGTH } from '@shared/limits';
import { isTooLarge } from './argumentSize';

const nest = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};

describe('an argument', () => {
  it.each([
    ['nothing', undefined],
    ['an empty object', {}],
    ['a message', { text: 'x'.repeat(20_000) }],
    ['the longest draft', { text: 'x'.repeat(MAX_DRAFT_LENGTH) }],
  ])('that is %s may cross', (_what, argument) => {
    expect(isTooLarge(argument)).toBe(false);
  });

  it.each([
    ['one text of 100 million characters', { text: 'x'.repeat(100_000_000) }],
    ['many texts', Array.from({ length: 5000 }, () => 'x'.repeat(1000))],
    ['long names', { ['x'.repeat(2_000_000)]: 1 }],
    ['a million numbers', Array.from({ length: 1_000_000 }, (_, index) => index)],
    ['a long list of nothing', new Array(1_000_000).fill(null)],
    ['nested 100,000 deep', nest(100_000)],
    ['bytes', { text: new Uint8Array(5_000_000) }],
  ])('with %s stays on this side', (_what, argument) => {
    expect(isTooLarge(argument)).toBe(true);
  });

  it('that goes in a circle comes to an end', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(isTooLarge(circle)).toBe(true);
  });
});
