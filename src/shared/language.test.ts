import { describe, expect, it } from 'vitest';
import { languageOf, negotiateLanguage } from './language';
import { LANGUAGES } from './preferences';

describe('the language of the app', () => {
  it.each([
    [['de-AT', 'en-US'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['pt-PT'], 'pt-BR'],
    [['pt'], 'pt-BR'],
    [['zh'], 'zh-Hans'],
    [['zh-CN'], 'zh-Hans'],
    [['zh-SG'], 'zh-Hans'],
    // Traditional characters: English where it is asked for, otherwise the nearest there is.
    [['zh-TW', 'en-US'], 'en'],
    [['zh-TW'], 'zh-Hans'],
    [['iw'], 'he'],
    [['ar-EG'], 'ar'],
    [['uk-UA'], 'uk'],
    [['sv-SE', 'nb', 'fr-CA'], 'fr'],
    [['de_DE.UTF-8'], 'de'],
    [['C', 'POSIX', 'it'], 'it'],
    [['', '*', '-', 'no such thing'], 'en'],
    [['fi'], 'en'],
    [[], 'en'],
  ] as const)('on a computer that prefers %j is %s', (preferred, spoken) => {
    expect(negotiateLanguage(preferred)).toBe(spoken);
  });

  it.each(LANGUAGES)('is %s where that is chosen or preferred', (language) => {
    expect(languageOf(language, ['de'])).toBe(language);
    expect(languageOf('system', [language])).toBe(language);
  });
});
