import { expect, it } from 'vitest';
import { isVisibleName } from './nickname';

it.each(['Kim', 'ليلى', '李', '🙂', '\u202etnega'])('%j can be seen', (nickname) => {
  expect(isVisibleName(nickname)).toBe(true);
});

it.each(['', '  ', '\u3164', '\u200b\u200d', '\u202e\u2066', '\u2800', '\u0301'])(
  '%j cannot be seen',
  (nickname) => {
    expect(isVisibleName(nickname)).toBe(false);
  },
);
