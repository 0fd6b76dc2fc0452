import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '@shared/preferences';
import { createTextSource, DESKTOP_TEXTS, type DesktopTexts } from './index';

const table: Readonly<Record<string, DesktopTexts>> = DESKTOP_TEXTS;

describe.each(LANGUAGES)('%s', (language) => {
  const { newMessages, ...texts } = DESKTOP_TEXTS[language];

  test('has each text, and none that is empty', () => {
    const { newMessages: _counted, ...english } = DESKTOP_TEXTS.en;
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('has each plural form of the language, and no other', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    expect(Object.keys(newMessages).sort()).toEqual([...forms].sort());
  });

  test('is not English left standing', () => {
    const same = Object.entries(texts).filter(
      ([name, text]) => language !== 'en' && text === Reflect.get(DESKTOP_TEXTS.en, name),
    );
    expect(same).toEqual([]);
  });
});

test('counts are written as the language does', () => {
  const say = (language: (typeof LANGUAGES)[number], count: number) =>
    createTextSource(() => language).newMessages(count);
  expect([say('en', 1), say('en', 1234), say('pl', 3), say('pl', 5), say('he', 2), say('ja', 2)]).toEqual([
    '1 new message',
    '1,234 new messages',
    '3 nowe wiadomości',
    '5 nowych wiadomości',
    'שתי הודעות חדשות',
    '新しいメッセージ 2 件',
  ]);
  expect(Object.keys(table)).toEqual([...LANGUAGES]);
});

test('another language is spoken as soon as it is chosen', () => {
  let language: (typeof LANGUAGES)[number] = 'en';
  const texts = createTextSource(() => language);
  language = 'de';
  expect(texts.get('quit')).toBe('Beenden');
});
