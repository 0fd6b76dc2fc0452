import { describe, expect, it } from 'vitest';
import { FALLBACK_LANGUAGE } from '@shared/language';
import { LANGUAGES, type Language } from '@shared/preferences';
import en from './en.json';
import { textLeaves } from '../testing/textLeaves';
import { createTexts } from './index';
import { LANGUAGE_NAMES } from './languageNames';
import { PLURAL_FORMS, PLURAL_RULES } from './pluralRules';

const files = import.meta.glob<typeof en>('./*.json', { import: 'default', eager: true });
const textsOf = (language: Language) => new Map(textLeaves(files[`./${language}.json`] ?? {}));
const formsOf = (text: string) => text.split(' | ');
const namesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

const english = textsOf(FALLBACK_LANGUAGE);
const TRANSLATIONS = LANGUAGES.filter((language) => language !== FALLBACK_LANGUAGE);

/** What is the same word in both languages, or a name. */
const SAME_WORDS = new Set([
  'app.name',
  'app.title',
  'connection.serverUrlHint',
  'settings.pin.label',
  'staff.pin.label',
]);
const SAME_IN: Readonly<Partial<Record<Language, readonly string[]>>> = {
  de: ['conversation.heading', 'about.version', 'settings.headers.name'],
  es: ['conversation.heading'],
  fr: [
    'conversation.heading',
    'conversation.log',
    'composer.label',
    'about.version',
    'settings.group.conversation',
    'settings.of.logo',
  ],
  it: ['conversation.heading', 'conversation.contactCenter', 'settings.of.logo'],
  'pt-BR': ['conversation.heading', 'keyboard.enter'],
  pl: ['keyboard.enter'],
};

describe('every language', () => {
  it('has its file, and each file its language', () => {
    expect(Object.keys(files).sort()).toEqual(LANGUAGES.map((language) => `./${language}.json`).sort());
    expect(Object.keys(LANGUAGE_NAMES)).toEqual([...LANGUAGES]);
  });

  it('has its plural forms, as the runtime knows them, with the one for everything else at the end', () => {
    for (const language of LANGUAGES) {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      expect([...PLURAL_FORMS[language]].sort(), language).toEqual([...pluralCategories].sort());
      expect(PLURAL_FORMS[language].at(-1), language).toBe('other');
    }
  });
});

// What is missing here is shown in English until it is translated: translate each key that this test prints.
describe.each(TRANSLATIONS)('%s', (language) => {
  const translated = textsOf(language);

  it('has a text for every key, and no other', () => {
    expect({
      missing: [...english].filter(([key]) => !translated.has(key)),
      extra: [...translated.keys()].filter((key) => !english.has(key)),
    }).toEqual({ missing: [], extra: [] });
  });

  it('names the same values in every text', () => {
    const wrong = [...translated].filter(([key, text]) => {
      const wanted = namesIn(english.get(key) ?? '').join();
      // “One message” needs no number; the form for all other counts does.
      return namesIn(formsOf(text).at(-1) ?? '').join() !== wanted || namesIn(text).join() !== wanted;
    });
    expect(wrong).toEqual([]);
  });

  it('has all plural forms where English has them, and nowhere else', () => {
    const wrong = [...translated].filter(([key, text]) => {
      const isPlural = formsOf(english.get(key) ?? '').length > 1;
      return formsOf(text).length !== (isPlural ? PLURAL_FORMS[language].length : 1);
    });
    expect(wrong).toEqual([]);
  });

  it('leaves nothing in English', () => {
    const same = [...translated].filter(
      ([key, text]) => text === english.get(key) && !SAME_WORDS.has(key) && !SAME_IN[language]?.includes(key),
    );
    expect(same).toEqual([]);
  });

  it('can be read by the message parser', () => {
    const { t, setLocaleMessage } = createTexts(language).global;
    setLocaleMessage(language, files[`./${language}.json`] ?? en);
    const raw = [...translated].filter(([key, text]) => {
      const values = Object.fromEntries(namesIn(text).map((name) => [name.slice(1, -1), 'X']));
      return /[{}|]|^$/.test(t(key, values)) || t(key, values) === key;
    });
    expect(raw).toEqual([]);
  });
});

const COUNTS: readonly (readonly [Language, readonly (readonly [count: number, form: string])[]])[] = [
  [
    'en',
    [
      [1, 'one'],
      [0, 'other'],
      [2, 'other'],
    ],
  ],
  [
    'fr',
    [
      [0, 'one'],
      [1, 'one'],
      [1_000_000, 'many'],
      [2, 'other'],
    ],
  ],
  [
    'pl',
    [
      [1, 'one'],
      [3, 'few'],
      [13, 'many'],
      [22, 'few'],
      [1.5, 'other'],
    ],
  ],
  [
    'uk',
    [
      [21, 'one'],
      [3, 'few'],
      [11, 'many'],
      [1.5, 'other'],
    ],
  ],
  [
    'ar',
    [
      [0, 'zero'],
      [1, 'one'],
      [2, 'two'],
      [5, 'few'],
      [11, 'many'],
      [100, 'other'],
    ],
  ],
  [
    'he',
    [
      [1, 'one'],
      [2, 'two'],
      [10, 'other'],
    ],
  ],
  [
    'hi',
    [
      [0, 'one'],
      [1, 'one'],
      [2, 'other'],
    ],
  ],
  [
    'ja',
    [
      [0, 'other'],
      [1, 'other'],
      [7, 'other'],
    ],
  ],
];

it.each(COUNTS)('a count takes its form in %s', (language, counts) => {
  const forms = PLURAL_FORMS[language];
  const taken = counts.map(([count]) => [count, forms[PLURAL_RULES[language]?.(count, forms.length) ?? -1]]);
  expect(taken).toEqual(counts);
});

it('a text with fewer forms than its language has, such as an English one, still has one for every count', () => {
  expect([1, 2, 5, 1.5].map((count) => PLURAL_RULES['pl']?.(count, 2))).toEqual([0, 1, 1, 1]);
});
