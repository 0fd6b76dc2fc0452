import { expect, test } from 'vitest';
import { toSingleLine } from './singleLine';

test.each([
  ['Hello', 'Hello'],
  ['  two\r\nlines\tand\u2028more ', 'two lines and more'],
  ['\u202egpj.exe\u202c', 'gpj.exe'],
  ['a\u2066b\u2069c\u200fd\u061ce', 'abcde'],
  ['bell\u0007 nul\0 esc\u001b[31m', 'bell nul esc [31m'],
  ['hidden\u{e0041}\u{e0042}', 'hidden'],
  ['\ud800 alone', '\ufffd alone'],
  ['नमस्ते क्\u200dष 👩\u200d🚒 سلام', 'नमस्ते क्\u200dष 👩\u200d🚒 سلام'],
  ['\u202e\u200b\ufeff', ''],
])('%j becomes %j', (text, line) => {
  expect(toSingleLine(text, 120)).toBe(line);
});

test('a long text is cut between characters, and says so', () => {
  expect(toSingleLine('🙂'.repeat(10), 4)).toBe('🙂🙂🙂…');
  expect(toSingleLine('word '.repeat(100_000), 10)).toBe('word word…');
  expect(toSingleLine('12345', 5)).toBe('12345');
});
