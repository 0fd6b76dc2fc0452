import { expect, it } from 'vitest';
import { LANGUAGES } from '@shared/preferences';
import { chooseTranscriptLanguage, getTranscriptLabels, insertName } from './transcriptLabels';

it.each(LANGUAGES)('every word is there in %s, and the names have their place', (language) => {
  const { joined, left, direction, ...rest } = getTranscriptLabels(language);
  expect(Object.values(rest).filter((word) => word.trim() === '' || /[<>&{}]/.test(word))).toEqual([]);
  expect([insertName(joined, '$&'), insertName(left, '$&')].filter((text) => !text.includes('$&'))).toEqual(
    [],
  );
  expect(direction).toBe(language === 'ar' || language === 'he' ? 'rtl' : 'ltr');
});

it.each([
  ['de', ['fr-FR'], 'de'],
  ['system', ['nl-NL', 'pt-PT', 'en-US'], 'pt-BR'],
  ['system', ['zh-CN'], 'zh-Hans'],
  ['system', ['C'], 'en'],
  ['system', [], 'en'],
] as const)('%s on a computer that speaks %j is %s', (preference, system, language) => {
  expect(chooseTranscriptLanguage(preference, system)).toBe(language);
});
