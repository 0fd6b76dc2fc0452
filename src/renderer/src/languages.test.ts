// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { FALLBACK_LANGUAGE } from '@shared/language';
import { DEFAULT_PREFERENCES, LANGUAGES, type Preferences } from '@shared/preferences';
import { scenes, type SceneName } from './gallery/scenes';
import en from './locales/en.json';
import { loadMessages } from './locales/loadMessages';
import { snapshotWith } from './testing/builders';
import { mountApp, settle } from './testing/mountApp';

const TRANSLATIONS = LANGUAGES.filter((language) => language !== FALLBACK_LANGUAGE);

interface Messages {
  readonly [key: string]: string | Messages;
}

function leaves(messages: Messages, path = ''): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
}

/** Sentences that stand on the screen as they are; single words may be the same in another language. */
const ENGLISH = leaves(en).flatMap(([, text]) => (/^[^{|]+ [^{|]+$/.test(text) ? [text] : []));
const RAW_KEY = new RegExp(`\\b(${Object.keys(en).join('|')})\\.[a-z]+[A-Za-z.]*\\b`);

const speaking = (language: Preferences['language']) => ({
  values: { ...DEFAULT_PREFERENCES, language },
  locked: [],
});

/** Looks often: the languages are many, and each is there in a moment. */
const until = (condition: () => boolean) => vi.waitUntil(condition, { interval: 2 });

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

it.each(shownScenes)('shows no key and nothing in English in any other language: %s', async (name) => {
  const { main } = await mountApp(scenes[name]());
  for (const language of TRANSLATIONS) {
    main.emit('preferences:changed', speaking(language));
    await until(() => document.documentElement.lang === language);
    const own = new Set(leaves(await loadMessages(language)).map(([, text]) => text));
    const words = allWords();
    expect({ language, key: RAW_KEY.exec(words)?.[0] }).toEqual({ language, key: undefined });
    expect({ language, english: ENGLISH.filter((text) => words.includes(text) && !own.has(text)) }).toEqual({
      language,
      english: [],
    });
  }
});

describe('the language', () => {
  it('is the system’s, from the first screen on', async () => {
    const { page } = await mountApp(snapshotWith({ systemLanguages: ['sv', 'de-AT'] }));
    await until(() => page.find('h1').exists());
    expect([page.get('h1').text(), document.documentElement.lang]).toEqual(['Chatten Sie mit uns', 'de']);
  });

  it('changes at once, with its direction, and keeps what was typed', async () => {
    const { main, page } = await mountApp(snapshotWith());
    await page.get('input').setValue('Alex');
    const field = page.get('input').element;
    main.emit('preferences:changed', speaking('he'));
    await until(() => document.documentElement.lang === 'he');
    expect([document.documentElement.dir, page.get('input').element === field, field.value]).toEqual([
      'rtl',
      true,
      'Alex',
    ]);
    main.emit('preferences:changed', speaking('en'));
    await settle();
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en', 'ltr']);
  });

  it('is the last one that was chosen, however fast they follow each other', async () => {
    const { main, page } = await mountApp(snapshotWith());
    main.emit('preferences:changed', speaking('tr'));
    main.emit('preferences:changed', speaking('pl'));
    await until(() => document.documentElement.lang === 'pl');
    await loadMessages('tr');
    await settle();
    expect([document.documentElement.lang, page.get('h1').text()]).toEqual(['pl', 'Zapraszamy na czat']);
  });

  it('is asked for by its own name, and main decides', async () => {
    const { main, page } = await mountApp(snapshotWith());
    const french = page.findAll('[role=menuitemradio]').find((found) => found.text() === 'Français');
    expect(french?.attributes()).toMatchObject({ lang: 'fr', 'aria-checked': 'false' });
    await french?.trigger('click');
    expect(main.calls).toEqual([{ name: 'settings:choose', argument: { language: 'fr' } }]);
    expect(document.documentElement.lang).toBe('en');
  });

  it('says when the choice could not be saved', async () => {
    const { main, page } = await mountApp(snapshotWith());
    main.answerWith('settings:choose', { name: 'notSaved' });
    await page.findAll('[role=menuitemradio]').at(-1)?.trigger('click');
    await settle();
    expect(page.get('[role=alert]').text()).toContain('could not be saved');
  });

  it('is not offered where a policy has decided it', async () => {
    const preferences = { ...speaking('en'), locked: ['language'] as const };
    const { button } = await mountApp(snapshotWith({ preferences }));
    expect([button('Language'), button('Settings') !== undefined]).toEqual([undefined, true]);
  });

  it('at a counter is not “as this computer”', async () => {
    const { page } = await mountApp(snapshotWith({ kiosk: true }));
    const choices = page.findAll('[role=menuitemradio]');
    expect(choices.map((choice) => choice.attributes('lang'))).toEqual([...LANGUAGES]);
    expect(
      choices.filter((choice) => choice.attributes('aria-checked') === 'true').map((c) => c.text()),
    ).toEqual(['English']);
  });
});
