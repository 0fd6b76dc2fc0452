// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_PREFERENCES, LANGUAGES, type Language, type Preferences } from '@shared/preferences';
import { loadMessages } from './locales/loadMessages';
import { snapshotWith } from './testing/builders';
import { mountApp, settle } from './testing/mountApp';

const speaking = (language: Preferences['language']) => ({
  values: { ...DEFAULT_PREFERENCES, language },
  locked: [],
});

const until = (condition: () => boolean) => vi.waitUntil(condition, { interval: 2, timeout: 20_000 });

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

  it('is English where its texts cannot be read', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const { main, page } = await mountApp(snapshotWith());
    main.emit('preferences:changed', speaking('it'));
    await until(() => document.documentElement.lang === 'it');
    main.emit('preferences:changed', speaking('nowhere' as Language));
    await until(() => document.documentElement.lang === 'en');
    expect(page.get('h1').text()).toBe('Chat with us');
    expect(logged).toHaveBeenCalledOnce();
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
    await mountApp(snapshotWith({ kiosk: true }));
    // At the lower edge, which is loaded at a counter only.
    const findChoices = () => [...document.querySelectorAll('[role=menuitemradio]')];
    await vi.waitUntil(() => findChoices().length > 0, 20_000);
    expect(findChoices().map((choice) => choice.getAttribute('lang'))).toEqual([...LANGUAGES]);
    expect(
      findChoices()
        .filter((choice) => choice.getAttribute('aria-checked') === 'true')
        .map((choice) => choice.textContent.trim()),
    ).toEqual(['English']);
  });
});
