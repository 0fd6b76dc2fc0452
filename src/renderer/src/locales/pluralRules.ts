import type { Language } from '@shared/preferences';

/**
 * Which forms a text with a count has in each language, in the order in which they stand in the locale file:
 * `"one | other"` in English. Source: CLDR, as `Intl.PluralRules` has it. Written down here, so that the files fit
 * whatever version of it the runtime brings along.
 */
export const PLURAL_FORMS: Readonly<Record<Language, readonly Intl.LDMLPluralRule[]>> = {
  en: ['one', 'other'],
  es: ['one', 'many', 'other'],
  fr: ['one', 'many', 'other'],
  de: ['one', 'other'],
  'pt-BR': ['one', 'many', 'other'],
  it: ['one', 'many', 'other'],
  pl: ['one', 'few', 'many', 'other'],
  tr: ['one', 'other'],
  uk: ['one', 'few', 'many', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  he: ['one', 'two', 'other'],
  hi: ['one', 'other'],
  ja: ['other'],
  'zh-Hans': ['other'],
};

type PluralRule = (count: number, formCount: number) => number;

/** For each language, which of the forms of a text a count takes. */
export const PLURAL_RULES: Readonly<Record<string, PluralRule>> = Object.fromEntries(
  Object.entries(PLURAL_FORMS).map(([language, forms]) => [language, createPluralRule(language, forms)]),
);

function createPluralRule(language: string, forms: readonly Intl.LDMLPluralRule[]): PluralRule {
  const rules = new Intl.PluralRules(language);
  return (count, formCount) => {
    const form = forms.indexOf(rules.select(count));
    // The last form is `other`, which fits every count better than no text.
    return form === -1 ? formCount - 1 : Math.min(form, formCount - 1);
  };
}
