import { expect, it } from 'vitest';
import { createMarkerSearch } from './markerSearch';

const TEXTS = ['Blue sofa', 'Grüße aus Köln', 'Blue sofas'];
const search = createMarkerSearch(TEXTS);
const find = (content: Buffer) => [...search.findIn(content)];

it.each([
  ['UTF-8', Buffer.from('xxBlue sofaxx'), ['Blue sofa']],
  ['at the very end', Buffer.from('xxBlue sofa'), ['Blue sofa']],
  ['one that begins another', Buffer.from('Blue sofas'), ['Blue sofa', 'Blue sofas']],
  [
    'UTF-16, at an odd place',
    Buffer.concat([Buffer.from('x'), Buffer.from('Blue sofa', 'utf16le')]),
    ['Blue sofa'],
  ],
  ['umlauts in UTF-8', Buffer.from('Viele Grüße aus Köln!'), ['Grüße aus Köln']],
  ['umlauts as JSON escapes', Buffer.from('"Gr\\u00fc\\u00dfe aus K\\u00f6ln"'), ['Grüße aus Köln']],
  ['cut off', Buffer.from('Blue sof'), []],
  ['nothing', Buffer.alloc(0), []],
])('finds what is written in %s', (_name, content, found) => {
  expect(find(content)).toEqual(found);
});

it('reads a piece of a larger memory for no more than that piece', () => {
  const larger = Buffer.from('Blue sofa and more');
  expect([...search.findIn(larger.subarray(1))]).toEqual([]);
});

it('gets through 64 MB with many texts in less than a second or two', () => {
  const many = createMarkerSearch(Array.from({ length: 2000 }, (_none, n) => `Sentence number ${n * 7919}`));
  const content = Buffer.alloc(64 * 1024 * 1024, 'the quick brown fox jumps over Some lazy dog ');
  const startedMs = performance.now();
  expect(many.findIn(content).size).toBe(0);
  expect(performance.now() - startedMs).toBeLessThan(10_000);
});
