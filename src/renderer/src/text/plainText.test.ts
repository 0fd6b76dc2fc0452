import { expect, it } from 'vitest';
import { measureCpuMs } from '@shared/testing/cpuTime';
import { toPlainText } from './plainText';

it.each<[string, string, string]>([
  ['lines of Windows', 'a\r\nb\r\n', 'a\nb\n'],
  ['lines of old Macs', 'a\rb', 'a\nb'],
  ['soft and page breaks of word processors', 'a\vb\fc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
  ['the colors of a terminal', '\u001b[31mred\u001b[0m', '[31mred[0m'],
  ['zero bytes, bells and a byte order mark', '\ufeffa\u0000b\u0007c', 'abc'],
  ['half of an emoji', 'a\ud83d', 'a\ufffd'],
])('mends %s', (_name, from, to) => {
  expect(toPlainText(from)).toBe(to);
});

it.each<[string, string]>([
  ['tabs and empty lines', 'a\tb\n\n  c'],
  ['emoji that are joined of several', '👩🏽‍💻 👨‍👩‍👧‍👦 🇩🇪 1️⃣'],
  ['marks of direction', 'ABC \u200f\u2067مرحبا\u2069'],
  ['accents that stand by themselves', 'e\u0301'],
  ['spaces that do not break', '12\u00a0345\u202f€'],
])('leaves %s', (_name, text) => {
  expect(toPlainText(text)).toBe(text);
});

it('takes a text of a megabyte in an instant', () => {
  expect(measureCpuMs(() => void toPlainText('a\r\n\u0000'.repeat(250_000)))).toBeLessThan(1000);
});
