import { expect, it } from 'vitest';
import { nextFocus } from './menuKeys';

const LABELS = ['Deutsch', 'English', 'Español', 'עברית'];

it.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 3, 0],
  ['ArrowDown', -1, 0],
  ['ArrowUp', 2, 1],
  ['ArrowUp', 0, 3],
  ['Home', 2, 0],
  ['End', 0, 3],
  ['e', 0, 1],
  ['e', 1, 2],
  ['E', 2, 1],
  ['ע', 0, 3],
  ['x', 0, null],
  [' ', 0, null],
  ['Enter', 0, null],
])('%s on choice %i moves the focus to %s', (key, from, to) => {
  expect(nextFocus(key, from, LABELS)).toBe(to);
});
