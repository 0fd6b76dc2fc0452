import { expect, it } from 'vitest';
import { LANGUAGES } from '@shared/preferences';
import { getTranscriptLabels, insertName } from './transcriptLabels';

it.each(LANGUAGES)('every word is there in %s, and the names have their place', (language) => {
  const { joined, left, direction, ...rest } = getTranscriptLabels(language);
  expect(Object.values(rest).filter((word) => word.trim() === '' || /[<>&{}]/.test(word))).toEqual([]);
  expect([insertName(joined, '$&'), insertName(left, '$&')].filter((text) => !text.includes('$&'))).toEqual(
    [],
  );
  expect(direction).toBe(language === 'ar' || language === 'he' ? 'rtl' : 'ltr');
});
