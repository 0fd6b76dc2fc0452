import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '@shared/preferences';
import { composeKana, keyRows, LAYOUTS, SIGNS } from './layouts';

const keysOf = (language: (typeof LANGUAGES)[number], isLarge = false) =>
  keyRows(LAYOUTS[language], isLarge, language).flat();

describe('the layouts', () => {
  it.each(LANGUAGES)('of %s have each key once, and no row too long for a finger', (language) => {
    for (const isLarge of [false, true]) {
      const rows = keyRows(LAYOUTS[language], isLarge, language);
      expect(rows.flat().length).toBe(new Set(rows.flat()).size);
      expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(13);
    }
  });

  it('have the letters that a language has beyond the plain ones', () => {
    expect(keysOf('de')).toEqual(expect.arrayContaining([...'äöüß']));
    expect(keysOf('pl')).toEqual(expect.arrayContaining([...'ąćęłńóśźż']));
    expect(keysOf('es')).toEqual(expect.arrayContaining([...'ñáéíóúü¿¡']));
    expect(keysOf('uk')).toEqual(expect.arrayContaining([...'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя']));
    expect(keysOf('he')).toEqual(expect.arrayContaining([...'אבגדהוזחטיכךלמםנןסעפףצץקרשת']));
  });

  it('write large as the language does', () => {
    expect(keysOf('tr', true)).toEqual(expect.arrayContaining(['İ', 'I']));
    expect(keysOf('en', true)).not.toContain('İ');
    expect(keysOf('de', true)).toContain('ẞ');
  });

  it('have the signs of an e-mail address', () => {
    expect(SIGNS.join(' ').split(' ')).toEqual(expect.arrayContaining(['@', '.', '-', '_', '1', '0']));
  });
});

it.each([
  ['か', '゛', 'が'],
  ['は', '゜', 'ぱ'],
  ['ハ', '゛', 'バ'],
  ['あ', '゜', null],
  ['', '゛', null],
  ['か', 'き', null],
])('after %s, %s makes %s', (before, key, after) => {
  expect(composeKana(before, key)).toBe(after);
});
