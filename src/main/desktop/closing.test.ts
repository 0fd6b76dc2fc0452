import { expect, test } from 'vitest';
import type { ChatPhase } from '@shared/chat';
import { createClosing, decideClose } from './closing';

const DURING_A_CHAT = {
  isQuitting: false,
  isChatRunning: true,
  keepsChat: false,
  canAsk: true,
  hasTray: true,
};

test.each([
  ['during a chat', {}, 'ask'],
  ['without a chat', { isChatRunning: false }, 'close'],
  ['without a chat, where a chat would be kept', { isChatRunning: false, keepsChat: true }, 'close'],
  ['while the app quits', { isQuitting: true }, 'close'],
  ['while the app quits, where the chat is kept', { isQuitting: true, keepsChat: true }, 'close'],
  ['where the chat is kept', { keepsChat: true }, 'toBackground'],
  ['where the page is gone, but the chat is kept', { keepsChat: true, canAsk: false }, 'toBackground'],
  [
    'where the page is gone and there is no tray',
    { keepsChat: true, canAsk: false, hasTray: false },
    'close',
  ],
  ['where the page is gone', { canAsk: false }, 'close'],
] as const)('closing %s', (_when, facts, decision) => {
  expect(decideClose({ ...DURING_A_CHAT, ...facts })).toBe(decision);
});

function setUp({ hasTray = true } = {}) {
  const facts: { phase: ChatPhase; keepsChat: boolean } = { phase: { name: 'chatting' }, keepsChat: false };
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const closing = createClosing({
    getPhase: () => facts.phase,
    isQuitting: () => false,
    keepsChat: () => facts.keepsChat,
    canAsk: () => true,
    hasTray: () => hasTray,
    rememberToKeep() {
      facts.keepsChat = true;
    },
    hideWindow: note('hide'),
    minimizeWindow: note('minimize'),
    showWindow: note('show'),
    endChat: note('end'),
    quit: note('quit'),
    onChange: (question) => void done.push(`question ${question?.name ?? 'none'}`),
  });
  return { facts, done, closing };
}

test('asked once, and kept from then on', () => {
  const { closing, done } = setUp();
  expect(closing.mayClose()).toBe(false);
  expect(closing.getQuestion()).toEqual({ name: 'closing', background: 'tray' });
  closing.answer('keep');
  expect(closing.mayClose()).toBe(false);
  expect(done).toEqual(['question closing', 'show', 'question none', 'hide', 'hide']);
});

test('without a tray the window is only minimized, and the question says so', () => {
  const { closing, done } = setUp({ hasTray: false });
  closing.mayClose();
  expect(closing.getQuestion()).toEqual({ name: 'closing', background: 'minimized' });
  closing.answer('keep');
  expect(done).not.toContain('hide');
  expect(done.at(-1)).toBe('minimize');
});

test('ending the chat closes the app, and is asked again the next time', () => {
  const { closing, done, facts } = setUp();
  closing.mayClose();
  closing.answer('end');
  expect([done.slice(-2), facts.keepsChat]).toEqual([['end', 'quit'], false]);
});

test('cancelled: nothing happens, and the next close asks again', () => {
  const { closing, done } = setUp();
  closing.mayClose();
  closing.answer('cancel');
  closing.mayClose();
  expect(done).toEqual(['question closing', 'show', 'question none', 'question closing', 'show']);
});

test('from the tray: asks in the window, and ends the chat but not the app', () => {
  const { closing, done } = setUp();
  closing.askToEnd();
  closing.answer('end');
  expect(done).toEqual(['question ending', 'show', 'question none', 'end']);
});

test('a chat that ends by itself takes the question with it, and a late answer does nothing', () => {
  const { closing, done, facts } = setUp();
  closing.mayClose();
  facts.phase = { name: 'ended', reason: 'agent', atMs: 0 };
  closing.noteChange();
  closing.answer('end');
  closing.answer('keep');
  closing.askToEnd();
  expect(done).toEqual(['question closing', 'show', 'question none']);
  expect(closing.mayClose()).toBe(true);
});
