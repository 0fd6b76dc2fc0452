import { expect, test } from 'vitest';
import { chooseLanguage, findLanguage } from './language';
import { LANGUAGES } from './preferences';

test.each([
  ['pt-PT', 'pt-BR'],
  ['pt', 'pt-BR'],
  ['zh-CN', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['iw', 'he'],
  ['iw-IL', 'he'],
  ['de_AT.UTF-8', 'de'],
  ['es-419', 'es'],
  ['ar-EG', 'ar'],
  ['EN-gb', 'en'],
])('%s is spoken as %s', (tag, language) => {
  expect(findLanguage(tag)).toBe(language);
});

test.each(['zh-TW', 'zh-Hant-HK', 'uz-Cyrl', 'sr-Latn', 'C', 'POSIX', '', '-', 'x'.repeat(1000)])(
  '%j is not spoken',
  (tag) => {
    expect(findLanguage(tag)).toBeNull();
  },
);

test('each language of the app is found by its own name', () => {
  expect(LANGUAGES.map(findLanguage)).toEqual(LANGUAGES);
});

test('a choice counts above the system, whose first known language counts, and English is the last resort', () => {
  expect([
    chooseLanguage('ja', ['de']),
    chooseLanguage('system', ['nl-NL', 'fr-CH', 'de']),
    chooseLanguage('system', ['nl', 'zh-TW']),
    chooseLanguage('system', []),
  ]).toEqual(['ja', 'fr', 'en', 'en']);
});
