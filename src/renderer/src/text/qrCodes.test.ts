import jsQR from 'jsqr';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { splitForCodes, toPath } from './qrCodes';

const bytes = (text: string) => new TextEncoder().encode(text).length;
const bodyOf = (part: string) => part.slice(part.indexOf('\n') + 1);

/** Reads a code with a decoder that shares nothing with the one that made it. */
function decode(text: string): string | undefined {
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const scale = 4;
  const pixels = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255);
  for (let y = 0; y < size * scale; y += 1) {
    for (let x = 0; x < size * scale; x += 1) {
      const isDark = data[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true;
      if (isDark) pixels.fill(0, (y * size * scale + x) * 4, (y * size * scale + x) * 4 + 3);
    }
  }
  return jsQR(pixels, size * scale, size * scale)?.data;
}

describe('a text in parts', () => {
  it('is one code where it fits', () => {
    expect(splitForCodes(' Kim: Hello\n')).toEqual(['Chat 1/1\nKim: Hello']);
  });

  it('is cut between lines, and each part says its place', () => {
    const lines = Array.from({ length: 60 }, (_, n) => `[12:0${n % 10}] Kim: line number ${n}`);
    const parts = splitForCodes(lines.join('\n'));
    expect(parts.map((part) => part.split('\n')[0])).toEqual(
      parts.map((_, n) => `Chat ${n + 1}/${parts.length}`),
    );
    expect(parts.map(bodyOf).join('\n')).toBe(lines.join('\n'));
    expect(parts.length).toBeGreaterThan(2);
  });

  it.each([
    ['one word', 'x'.repeat(5000)],
    ['four bytes each', '🙂'.repeat(1000)],
    ['accents', `Z${'\u0301'.repeat(3000)}`],
    ['a broken surrogate', `${'a '.repeat(900)}\ud800`],
  ])('never holds more than fits, whatever it is: %s', (_, text) => {
    const parts = splitForCodes(text);
    expect(Math.max(...parts.map(bytes))).toBeLessThanOrEqual(400);
    expect(parts.map(bodyOf).join('').replaceAll(' ', '')).toBe(text.toWellFormed().replaceAll(' ', ''));
  });

  it('of nothing is nothing', () => {
    expect(splitForCodes('  ')).toEqual([]);
  });
});

it.each([
  ['a short text', 'Chat 1/1\nKim: Hello'],
  ['several scripts', 'Chat 1/1\nمرحبا שלום こんにちは 你好 नमस्ते 🙂 “ü”'],
  ['the longest part', splitForCodes('ありがとう '.repeat(400))[0] ?? ''],
])('another decoder reads it: %s', (_, text) => {
  expect(decode(text)).toBe(text);
});

it('the path covers the dark fields and no other', () => {
  expect(
    toPath([
      [true, true, false, true],
      [false, false, false, false],
      [false, true, false, false],
    ]),
  ).toBe('M0 0h2v1h-2zM3 0h1v1h-1zM1 2h1v1h-1z');
});
