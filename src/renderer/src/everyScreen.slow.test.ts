// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { FALLBACK_LANGUAGE } from '@shared/language';
import { DEFAULT_PREFERENCES, LANGUAGES, type Preferences } from '@shared/preferences';
import { scenes, type SceneName } from './gallery/scenes';
import en from './locales/en.json';
import { loadMessages } from './locales/loadMessages';
import { mountApp } from './testing/mountApp';
import { textLeaves } from './testing/textLeaves';

/** Each screen is drawn anew thirteen times. */
const SLOW_MS = 60_000;

const TRANSLATIONS = LANGUAGES.filter((language) => language !== FALLBACK_LANGUAGE);

/** Sentences that stand on the screen as they are; single words may be the same in another language. */
const ENGLISH = textLeaves(en).flatMap(([, text]) => (/^[^{|]+ [^{|]+$/.test(text) ? [text] : []));
const RAW_KEY = new RegExp(`\\b(${Object.keys(en).join('|')})\\.[a-z]+[A-Za-z.]*\\b`);

const speaking = (language: Preferences['language']) => ({
  values: { ...DEFAULT_PREFERENCES, language },
  locked: [],
});

/** Looks often: the languages are many, and each is there in a moment, though on a busy machine a longer one. */
const until = (condition: () => boolean) => vi.waitUntil(condition, { interval: 2, timeout: 20_000 });

/** Everything that is seen or heard. */
function allWords(): string {
  const attributes = ['aria-label', 'placeholder', 'title', 'alt'];
  const named = [...document.querySelectorAll(attributes.map((name) => `[${name}]`).join())];
  const spoken = named.flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ''));
  return [document.title, document.body.textContent, ...spoken].join('\n');
}

const shownScenes = (Object.keys(scenes) as SceneName[]).filter(
  (name) => scenes[name]().chat.items.length < 50,
);

it.each(shownScenes)(
  'shows no key and nothing in English in any other language: %s',
  async (name) => {
    const { main } = await mountApp(scenes[name]());
    for (const language of TRANSLATIONS) {
      main.emit('preferences:changed', speaking(language));
      await until(() => document.documentElement.lang === language);
      const own = new Set(textLeaves(await loadMessages(language)).map(([, text]) => text));
      const words = allWords();
      expect({ language, key: RAW_KEY.exec(words)?.[0] }).toEqual({ language, key: undefined });
      expect({ language, english: ENGLISH.filter((text) => words.includes(text) && !own.has(text)) }).toEqual(
        {
          language,
          english: [],
        },
      );
    }
  },
  SLOW_MS,
);
