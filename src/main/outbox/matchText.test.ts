import { expect, test } from 'vitest';
import { isSameText } from './matchText';

const long = 'a long story '.repeat(30);

test.each([
  ['the very same text', 'Where is my parcel?', 'Where is my parcel?'],
  ['a server that trims', '  hello \n', 'hello'],
  ['line ends turned around', 'one\ntwo\nthree', 'one\r\ntwo\rthree'],
  ['another normal form', 'cafe\u0301', 'caf\u00e9'],
  ['escaped markup', `<b>"you" & 'me'</b>`, '&lt;b&gt;&quot;you&quot; &amp; &#39;me&#39;&lt;/b&gt;'],
  ['a long text that was cut', long, long.slice(0, 250)],
])('%s is the same message', (_name, sent, seen) => {
  expect(isSameText(sent, seen)).toBe(true);
});

test.each([
  ['another word', 'ok', 'okay'],
  ['another letter case', 'ok', 'OK'],
  ['other spaces within', 'a b', 'a  b'],
  ['a letter that only looks alike', 'paypal', 'p\u0430ypal'],
  ['a ligature', 'office', 'o\ufb03ce'],
  ['the short beginning of a text', 'no, thank you', 'no'],
  ['a long text that goes on', long.slice(0, 250), long],
  ['nothing', 'ok', ''],
])('%s is another message', (_name, sent, seen) => {
  expect(isSameText(sent, seen)).toBe(false);
});

test('a text that was typed with an entity in it is found as it was typed', () => {
  expect(isSameText('write &amp; for &', 'write &amp; for &')).toBe(true);
  expect(isSameText('write &amp; for &', 'write &amp;amp; for &amp;')).toBe(true);
});
