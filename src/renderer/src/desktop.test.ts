// @vitest-environment happy-dom
import type { FakeMain } from './testing/fakeMain';
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

/** The screen also asks how the machine is doing. */
const choicesOf = (calls: FakeMain['calls']) => calls.filter(({ name }) => name === 'settings:choose');

describe('the switches on the settings screen', () => {
  const open = async (more = {}) => {
    const app = await mountApp(snapshotWith(more));
    await app.press('Settings');
    const box = (label: string) => {
      const found = app.page.findAll('label').find((one) => one.text().startsWith(label));
      if (!found) throw new Error(`There is no switch “${label}”.`);
      return found.get('input');
    };
    return { ...app, box };
  };

  it('choose at once, and show what main has, not what was pressed', async () => {
    const { main, box } = await open();
    main.answerWith('settings:choose', { name: 'notSaved' });
    await box('Enter sends').setValue(false);
    await settle();
    expect(choicesOf(main.calls)).toEqual([{ name: 'settings:choose', argument: { enterSends: false } }]);
    expect(box('Enter sends').element.checked).toBe(true);
    expect(document.querySelector('.preference-switches [role=alert]')?.textContent).toContain(
      'could not be saved',
    );
    main.emit('preferences:changed', { values: { ...DEFAULT_PREFERENCES, enterSends: false }, locked: [] });
    await settle();
    expect(box('Enter sends').element.checked).toBe(false);
  });

  it('say who has decided, and do nothing, where a policy has', async () => {
    const { main, box } = await open({
      preferences: { values: DEFAULT_PREFERENCES, locked: ['openAtLogin'] },
    });
    const locked = box('Open when I sign in');
    await locked.setValue(true);
    expect([choicesOf(main.calls), locked.element.checked, locked.attributes('aria-disabled')]).toEqual([
      [],
      false,
      'true',
    ]);
    const description = document.getElementById(locked.attributes('aria-describedby') ?? '');
    expect(description?.textContent).toBe('Set by your organization');
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
