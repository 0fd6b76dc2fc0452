// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDLE_CHAT } from '@shared/chat';
import { DEFAULT_PREFERENCES } from '@shared/preferences';
import { at, chatWith, snapshotWith } from './testing/builders';
import { mountApp, settle } from './testing/mountApp';

/** What the page does for the desktop around it: questions of main, links, switches and sound. */

describe('when the window is closed during a chat', () => {
  const closing = { name: 'closing', background: 'tray' } as const;

  it('asks, has the focus on the harmless answer, and hands each answer on', async () => {
    const { main, page, press } = await mountApp(snapshotWith({ chat: chatWith() }));
    main.emit('question:changed', closing);
    await settle();
    expect(document.activeElement?.textContent).toBe('Keep chatting in the background');
    expect(page.get('dialog').text()).toContain('next to the clock');
    await press('Keep chatting in the background');
    await page.get('dialog').trigger('cancel');
    await page.get('dialog .danger').trigger('click');
    expect(main.calls.map(({ argument }) => argument)).toEqual([
      { answer: 'keep' },
      { answer: 'cancel' },
      { answer: 'end' },
    ]);
    main.emit('question:changed', null);
    await settle();
    expect(page.find('dialog').exists()).toBe(false);
  });

  it('says so where there is no tray, and asks again after a reload of the page', async () => {
    const question = { name: 'closing', background: 'minimized' } as const;
    const { page } = await mountApp(snapshotWith({ chat: chatWith(), question }));
    expect(page.get('dialog').text()).toContain('in a minimized window');
  });

  it('asks before it ends a chat from the tray', async () => {
    const { main, page, press } = await mountApp(snapshotWith({ chat: chatWith() }));
    main.emit('question:changed', { name: 'ending' });
    await settle();
    expect([page.get('dialog h2').text(), document.activeElement?.textContent]).toEqual([
      'End this chat?',
      'Keep chatting',
    ]);
    await press('Keep chatting');
    expect(main.calls).toEqual([{ name: 'question:answer', argument: { answer: 'cancel' } }]);
  });
});

describe('a link', () => {
  const prefill = { number: 1, nickname: 'Alex', subject: 'Parcel' };

  it('fills in the form, once, and sends nothing', async () => {
    const { main, page } = await mountApp(snapshotWith({ prefill }));
    expect([page.get('input').element.value, page.get('textarea').element.value]).toEqual(['Alex', 'Parcel']);
    await page.get('textarea').setValue('');
    main.emit('prefill:changed', { ...prefill });
    await settle();
    expect([page.get('textarea').element.value, main.calls]).toEqual(['', []]);
    main.emit('prefill:changed', { ...prefill, number: 2 });
    await settle();
    expect(page.get('textarea').element.value).toBe('Parcel');
  });

  it('that comes while an old chat is still shown waits for the form', async () => {
    const phase = { name: 'ended', reason: 'agent', atMs: at('14:08') } as const;
    const { main, page } = await mountApp(snapshotWith({ chat: chatWith({ phase }) }));
    main.emit('prefill:changed', prefill);
    main.emit('chat:changed', { ...IDLE_CHAT, replaceItems: true, appendItems: [] });
    await settle();
    expect(page.get('textarea').element.value).toBe('Parcel');
  });
});

describe('the sound when an agent joins', () => {
  const sounds: unknown[] = [];

  beforeEach(() => {
    sounds.length = 0;
    // A constructor, since the page calls it with new.
    vi.stubGlobal('AudioContext', function NoSoundCard() {
      sounds.push('asked for');
      throw new Error('no sound card');
    });
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => void vi.unstubAllGlobals());

  const waiting = chatWith({ phase: { name: 'waiting', sinceMs: at('14:00') }, agents: [] });

  it.each([
    ['in front', true, {}, 1],
    ['behind, where a notification has its own', false, {}, 0],
    ['behind, without notifications', false, { notifications: false }, 1],
    ['in front, without sound', true, { notificationSound: false }, 0],
  ])('%s', async (_where, hasFocus, chosen, times) => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(hasFocus);
    const preferences = { values: { ...DEFAULT_PREFERENCES, ...chosen }, locked: [] };
    const { main } = await mountApp(snapshotWith({ chat: waiting, preferences }));
    main.emit('chat:changed', { phase: { name: 'chatting' } });
    await settle();
    expect(sounds).toHaveLength(times);
  });

  it('is not made for a chat that is found again, nor at a counter', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    await mountApp(snapshotWith({ chat: chatWith() }));
    const { main } = await mountApp(snapshotWith({ chat: waiting, kiosk: true }));
    main.emit('chat:changed', { phase: { name: 'chatting' } });
    await settle();
    expect(sounds).toEqual([]);
  });
});
