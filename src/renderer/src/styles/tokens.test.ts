import { describe, expect, it } from 'vitest';
import access from './access.css?raw';
import tokens from './tokens.css?raw';

const TEXT = 4.5;
const SIGN = 3;
/** At high contrast, of text (WCAG 2.2, 1.4.6). */
const HIGH = 7;

/** Ground, what stands on it, and the least contrast (WCAG 2.2, 1.4.3 and 1.4.11). */
const PAIRS: readonly (readonly [string, string, number])[] = [
  ['page', 'ink', TEXT],
  ['page', 'ink-soft', TEXT],
  ['page', 'accent', TEXT],
  ['page', 'danger', TEXT],
  ['page', 'caution', TEXT],
  ['page', 'good', TEXT],
  ['page', 'focus', SIGN],
  ['surface', 'ink', TEXT],
  ['surface', 'ink-soft', TEXT],
  ['surface', 'accent', TEXT],
  ['surface', 'danger', TEXT],
  ['surface', 'good', TEXT],
  ['surface', 'line-strong', SIGN],
  ['surface', 'focus', SIGN],
  ['sunken', 'ink', TEXT],
  ['sunken', 'ink-soft', TEXT],
  ['accent', 'on-accent', TEXT],
  ['accent-hover', 'on-accent', TEXT],
  ['accent-soft', 'on-accent-soft', TEXT],
  ['bubble', 'ink', TEXT],
  ['own', 'on-own', TEXT],
  ['danger', 'on-danger', TEXT],
  ['danger-hover', 'on-danger', TEXT],
  ['danger-soft', 'on-danger-soft', TEXT],
  ['caution-soft', 'on-caution-soft', TEXT],
  ['caution-soft', 'accent', TEXT],
  ['found', 'on-found', TEXT],
  ['found-current', 'on-found-current', TEXT],
];

const [light = '', dark = ''] = tokens.split('prefers-color-scheme: dark');

function colours(part: string): Map<string, string> {
  const found = part.matchAll(/--color-([a-z-]+):\s*#([0-9a-f]{6})/g);
  return new Map([...found].map(([, name = '', hex = '']) => [name, hex]));
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((from) => parseInt(hex.slice(from, from + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([
  ['light', colours(light), TEXT],
  ['dark', colours(dark), TEXT],
  ['high-contrast', colours(access), HIGH],
])('the %s colours', (_scheme, colour, text) => {
  it.each(PAIRS)('on %s, %s has a contrast of at least %d', (ground, mark, pair) => {
    const least = pair === TEXT ? text : pair;
    expect(contrast(colour.get(ground) ?? '', colour.get(mark) ?? '')).toBeGreaterThanOrEqual(least);
  });
});
