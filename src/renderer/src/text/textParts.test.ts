import { describe, expect, it } from 'vitest';
import { findLinks } from '@shared/links';
import { measureCpuMs } from '@shared/testing/cpuTime';
import { textParts } from './textParts';
import { stretchEnds } from './textStretches';

const LONG = 100_000;

function stretches(text: string): string[] {
  return textParts(text, findLinks(text), []).map((parts) => parts.map((part) => part.text).join(''));
}

describe('the parts of a text', () => {
  it('is one part where there is nothing in it', () => {
    expect(textParts('Hello\n', [], [])).toEqual([[{ text: 'Hello\n', link: null, found: 'no' }]]);
  });

  it('is cut at links and at what was found, and a part may be both', () => {
    const text = 'See https://example.com now';
    const [parts] = textParts(text, findLinks(text), [{ start: 12, end: 25, isCurrent: true }]);
    expect(parts?.map(({ text: written, link, found }) => [written, link !== null, found])).toEqual([
      ['See ', false, 'no'],
      ['https://', true, 'no'],
      ['example.com', true, 'current'],
      [' n', false, 'current'],
      ['ow', false, 'no'],
    ]);
  });

  it('has nothing of an empty text', () => {
    expect(textParts('', [], [])).toEqual([[]]);
  });
});

describe('the stretches of a very long text', () => {
  it('is one up to 25,000 characters', () => {
    expect(stretches('word '.repeat(5_000))).toHaveLength(1);
  });

  it.each([
    ['lines', 'A line of no great length.\n', '\n'],
    ['words', 'word ', ' '],
  ])('are cut behind %s', (_name, unit, end) => {
    const text = unit.repeat(LONG / unit.length);
    const found = stretches(text);
    expect(found.length).toBeGreaterThan(15);
    expect(found.slice(0, -1).every((stretch) => stretch.endsWith(end) && stretch.length <= 5_000)).toBe(
      true,
    );
    expect(found.join('')).toBe(text);
  });

  it.each([
    ['an emoji', '👩🏽‍💻'],
    ['a letter with accents', 'e\u0301\u0323'],
    ['a letter of its own', '文'],
    ['one endless letter', '\u0301'],
  ])('never cut %s, and always come to an end', (_name, letter) => {
    const text = letter.repeat(LONG / letter.length);
    const found = stretches(text);
    expect(found.join('')).toBe(text);
    expect(found.length).toBeGreaterThan(15);
    if (letter !== '\u0301') {
      expect(found.every((stretch) => stretch.replaceAll(letter, '') === '')).toBe(true);
    }
  });

  it('keep a link whole', () => {
    const text = `${'word '.repeat(999)}https://example.com/path ${'word '.repeat(LONG / 5)}`;
    const linked = textParts(text, findLinks(text), [])
      .flat()
      .filter(({ link }) => link !== null);
    expect(linked.map((part) => part.text)).toEqual(['https://example.com/path']);
  });

  it('are found in an instant in a text of a megabyte', () => {
    expect(measureCpuMs(() => void stretchEnds('x'.repeat(1_000_000)))).toBeLessThan(1_000);
  });
});
