// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDLE_CHAT } from '@shared/chat';
import type { CounterView } from '@shared/counter';
import { DEFAULT_PREFERENCES, type Preferences } from '@shared/preferences';
import { agentSays, chatWith, snapshotWith } from '../testing/builders';
import { mountApp, settle } from '../testing/mountApp';
import { findVoice } from './useReadAloud';

interface Utterance {
  voice: SpeechSynthesisVoice | null;
  lang: string;
  readonly text: string;
}

const voiceOf = (lang: string, localService = true) =>
  ({ lang, localService, name: lang }) as SpeechSynthesisVoice;

/** What the system would say, in order; `(silence)` where it was made to stop. */
let heard: string[] = [];
let uttered: Utterance[] = [];
let voices: SpeechSynthesisVoice[] = [];
const synthesis = new EventTarget();

beforeEach(() => {
  [heard, uttered, voices] = [[], [], [voiceOf('de-DE'), voiceOf('en-US')]];
  Object.assign(synthesis, {
    getVoices: () => voices,
    speak(utterance: Utterance) {
      uttered.push(utterance);
      heard.push(utterance.text);
    },
    cancel: () => heard.push('(silence)'),
  });
  vi.stubGlobal('speechSynthesis', synthesis);
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      voice = null;
      lang = '';
      constructor(readonly text: string) {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const IN_USE: CounterView = { name: 'inUse' };
const COUNTDOWN: CounterView = { name: 'countdown', endsAtMs: Date.now() + 20_000, hasNews: false };

async function openCounter({ counter = IN_USE, values = {} as Partial<Preferences>, chatting = true } = {}) {
  const opened = await mountApp(
    snapshotWith({
      kiosk: true,
      counter,
      preferences: { values: { ...DEFAULT_PREFERENCES, ...values }, locked: [] },
      ...(chatting && { chat: chatWith({}) }),
    }),
  );
  // The lower edge comes by itself, a moment later.
  await vi.waitFor(() => expect(document.querySelector('.access-bar')).not.toBeNull());
  const find = () =>
    [...document.querySelectorAll('button')].find((button) => button.textContent.includes('Read aloud'));
  return {
    ...opened,
    find,
    async switchOn() {
      find()?.click();
      await settle();
    },
  };
}

const silences = () => heard.filter((what) => what === '(silence)').length;

describe('the voice', () => {
  it.each([
    ['en', ['de-DE', 'en-GB', 'en-US'], 'en-GB'],
    ['pt-BR', ['pt-PT', 'pt_BR'], 'pt_BR'],
    ['pt-BR', ['pt-PT'], 'pt-PT'],
    ['zh-Hans', ['ja', 'zh-CN'], 'zh-CN'],
    ['fi', ['fil-PH', 'en'], undefined],
    ['ar', [], undefined],
  ])('for %s of %j is %s', (language, offered, expected) => {
    expect(
      findVoice(
        offered.map((lang) => voiceOf(lang)),
        language,
      )?.lang,
    ).toBe(expected);
  });

  it('is never one that sends the text over the network', () => {
    expect(findVoice([voiceOf('en-US', false)], 'en')).toBeUndefined();
    expect(findVoice([voiceOf('en-US', false), voiceOf('en-IN')], 'en')?.lang).toBe('en-IN');
  });
});

describe('reading aloud', () => {
  it('is offered only where there is a voice for the language, also one that comes late', async () => {
    voices = [voiceOf('de-DE'), voiceOf('en-US', false)];
    const { find } = await openCounter();
    expect(find()).toBeUndefined();
    voices = [voiceOf('en-US')];
    synthesis.dispatchEvent(new Event('voiceschanged'));
    await settle();
    expect(find()).toBeDefined();
  });

  it('is not offered where the policy has no room for it', async () => {
    const { find } = await openCounter({ values: { readAloud: false } });
    expect(find()).toBeUndefined();
  });

  it('says nothing before it is switched on, then the heading and each message once, in the voice of the language', async () => {
    const { main, switchOn } = await openCounter();
    main.emit('chat:changed', { appendItems: [agentSays('Before')] });
    await vi.waitFor(() => expect(document.querySelector('[role=log]')?.textContent).toContain('Before'));
    await settle();
    expect(uttered).toEqual([]);
    await switchOn();
    const heading = document.querySelector('h1')?.textContent ?? 'none';
    expect(uttered.map(({ text }) => text)).toEqual([heading]);
    main.emit('chat:changed', { appendItems: [agentSays('Your parcel is here')] });
    await vi.waitFor(() => expect(heard.join()).toContain('Your parcel is here'), 5000);
    await settle();
    expect(heard.filter((text) => text.includes('Your parcel is here'))).toHaveLength(1);
    expect(new Set(uttered.map(({ voice, lang }) => `${voice?.name} ${lang}`))).toEqual(
      new Set(['en-US en-US']),
    );
  });

  it('falls silent when it is switched off', async () => {
    const { switchOn, find } = await openCounter();
    await switchOn();
    const before = silences();
    find()?.click();
    await settle();
    expect(silences()).toBeGreaterThan(before);
  });

  it('under the curtain says what the curtain asks, and nothing of what it hides', async () => {
    const { main, switchOn } = await openCounter();
    await switchOn();
    const before = silences();
    main.emit('counter:changed', COUNTDOWN);
    await vi.waitFor(() => expect(heard.at(-1)).toMatch(/^Are you still there\? .*\d+ seconds/), 5000);
    expect(silences()).toBe(before + 1);
    main.emit('chat:changed', { appendItems: [agentSays('A secret')] });
    // Announced it is, where only a screen reader would find it, and that is kept from it by the cover.
    await vi.waitFor(() => {
      const regions = [...document.querySelectorAll('.screens[inert] [aria-live=polite]')];
      expect(regions.map(({ textContent }) => textContent).join()).toContain('A secret');
    }, 5000);
    await settle();
    expect(heard.join()).not.toContain('A secret');
    main.emit('counter:changed', IN_USE);
    await settle();
    expect(silences()).toBe(before + 2);
  });

  it('falls silent at the wipe, and is off for the next customer', async () => {
    const { main, switchOn, find } = await openCounter();
    await switchOn();
    const before = silences();
    main.emit('counter:changed', { name: 'wiping' });
    await settle();
    expect(silences()).toBeGreaterThan(before);
    main.emit('chat:changed', { ...IDLE_CHAT, replaceItems: true, appendItems: [] });
    main.emit('counter:changed', { name: 'attract' });
    await settle();
    expect(find()?.getAttribute('aria-pressed')).toBe('false');
    const count = uttered.length;
    main.emit('counter:changed', IN_USE);
    await settle();
    expect(uttered).toHaveLength(count);
  });
});
