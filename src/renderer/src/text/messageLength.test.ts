import { expect, it } from 'vitest';
import { excessLength, foldedText, isLongText } from './messageLength';

it('folds what is long in characters or in lines, and nothing else', () => {
  expect(isLongText('short\ntext')).toBe(false);
  expect(isLongText('x'.repeat(1_501))).toBe(true);
  expect(isLongText('\n'.repeat(19))).toBe(false);
  expect(isLongText('\n'.repeat(20))).toBe(true);
});

it('holds a folded message whole, unless it is monstrous', () => {
  expect(foldedText('x'.repeat(20_000))).toBe('x'.repeat(20_000));
  expect(foldedText('x'.repeat(20_001))).toBe(`${'x'.repeat(20_000)}…`);
});

it('says by how much a text is too long', () => {
  expect(excessLength('12345', 5)).toBe(0);
  expect(excessLength('1234567', 5)).toBe(2);
});
