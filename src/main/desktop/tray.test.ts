import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { IDLE_CHAT, type ChatView } from '@shared/chat';
import type { Language } from '@shared/preferences';
import { NOTHING_UNREAD } from './attention';
import { createTextSource } from './texts';
import { createTrayView, getStatus } from './tray';

const chatting: ChatView = { ...IDLE_CHAT, phase: { name: 'chatting' } };
const lost = { sinceMs: 0, lastGoodAtMs: null };

test.each<[string, ChatView]>([
  ['idle', IDLE_CHAT],
  ['idle', { ...IDLE_CHAT, phase: { name: 'ended', reason: 'agent', atMs: 0 } }],
  ['waiting', { ...IDLE_CHAT, phase: { name: 'requesting' } }],
  ['waiting', { ...IDLE_CHAT, phase: { name: 'waiting', sinceMs: 0 } }],
  ['chatting', chatting],
  ['reconnecting', { ...chatting, link: { name: 'reconnecting', ...lost } }],
  ['reconnecting', { ...chatting, link: { name: 'offline', ...lost } }],
])('%s', (status, view) => {
  expect(getStatus(view)).toBe(status);
});

function setUp() {
  const state = { language: 'en' as Language, unread: false, toolTip: '', menus: 0 };
  const clicked: string[] = [];
  let menu: readonly MenuItemConstructorOptions[] = [];
  const tray = createTrayView({
    icon: {
      showUnread(hasNews) {
        state.unread = hasNews;
      },
      setToolTip(text) {
        state.toolTip = text;
      },
      setMenu(items) {
        menu = items;
        state.menus += 1;
      },
    },
    texts: createTextSource(() => state.language),
    onOpen: () => clicked.push('open'),
    onEndChat: () => clicked.push('end'),
    onQuit: () => clicked.push('quit'),
  });
  return { state, clicked, tray, getMenu: () => menu };
}

test('says how the chat stands and what is unread, without a word of it', () => {
  const { state, tray, getMenu } = setUp();
  tray.show(chatting, { count: 2, hasNews: true });
  expect([state.toolTip, state.unread]).toEqual(['Counterline – In a chat – 2 new messages', true]);
  expect(getMenu().map(({ label, enabled }) => [label, enabled])).toEqual([
    ['In a chat – 2 new messages', false],
    [undefined, undefined],
    ['Open Counterline', undefined],
    ['End chat…', true],
    [undefined, undefined],
    ['Quit', undefined],
  ]);
  tray.show(IDLE_CHAT, NOTHING_UNREAD);
  expect([state.toolTip, state.unread, getMenu()[3]?.enabled]).toEqual([
    'Counterline – No chat',
    false,
    false,
  ]);
});

test('each entry does what it says', () => {
  const { clicked, tray, getMenu } = setUp();
  tray.show(chatting, NOTHING_UNREAD);
  for (const { click } of getMenu()) (click as (() => void) | undefined)?.();
  expect(clicked).toEqual(['open', 'end', 'quit']);
});

test('the menu is left alone while nothing changes, and speaks another language when one is chosen', () => {
  const { state, tray } = setUp();
  tray.show(chatting, NOTHING_UNREAD);
  tray.show({ ...chatting, agentTyping: 'Kim' }, NOTHING_UNREAD);
  expect(state.menus).toBe(1);
  state.language = 'de';
  tray.show(chatting, NOTHING_UNREAD);
  expect([state.menus, state.toolTip]).toEqual([2, 'Counterline – Im Chat']);
});
