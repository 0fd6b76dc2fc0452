import { expect, test } from 'vitest';
import { IDLE_CHAT, type ChatView } from '@shared/chat';
import { createAttention, type Unread } from './attention';

function setUp() {
  const facts = { view: IDLE_CHAT, isLookedAt: false, mayNotify: true };
  const told: string[] = [];
  const unread: Unread[] = [];
  const attention = createAttention({
    getView: () => facts.view,
    isLookedAt: () => facts.isLookedAt,
    mayNotify: () => facts.mayNotify,
    notifier: {
      tell: (news) => void told.push(...news.map(({ name }) => name)),
      clear: () => void told.push('clear'),
    },
    onChange: (changed) => unread.push(changed),
  });
  let said = 0;
  function show(view: ChatView): void {
    facts.view = view;
    attention.noteChange();
  }
  function say(): void {
    said += 1;
    const item = {
      kind: 'message',
      key: `${said}`,
      author: 'agent',
      nickname: 'Kim',
      text: 'x',
      atMs: 0,
    } as const;
    show({ ...facts.view, phase: { name: 'chatting' }, items: [...facts.view.items, item] });
  }
  return { facts, told, unread, attention, say, show };
}

test('what comes while nobody looks is counted and told, and forgotten when somebody does', () => {
  const { attention, say, told, unread } = setUp();
  say();
  say();
  expect(attention.getUnread()).toEqual({ count: 2, hasNews: true });
  attention.noteLook();
  attention.noteLook();
  expect(unread).toEqual([
    { count: 1, hasNews: true },
    { count: 2, hasNews: true },
    { count: 0, hasNews: false },
  ]);
  expect(told).toEqual(['message', 'message', 'clear', 'clear']);
});

test('what comes while somebody looks is neither, also when they look away later', () => {
  const { facts, attention, say, told } = setUp();
  facts.isLookedAt = true;
  say();
  facts.isLookedAt = false;
  attention.noteChange();
  expect([attention.getUnread().hasNews, told]).toEqual([false, []]);
});

test('without notifications it is still counted', () => {
  const { facts, attention, say, told } = setUp();
  facts.mayNotify = false;
  say();
  expect([attention.getUnread().count, told]).toEqual([1, []]);
});

test('the end of a chat is no message, and no less worth a look', () => {
  const { attention, facts, say, show } = setUp();
  say();
  attention.noteLook();
  show({ ...facts.view, phase: { name: 'ended', reason: 'agent', atMs: 0 } });
  expect(attention.getUnread()).toEqual({ count: 0, hasNews: true });
});

test('with the chat goes what was unread in it', () => {
  const { attention, say, show } = setUp();
  say();
  show(IDLE_CHAT);
  expect(attention.getUnread()).toEqual({ count: 0, hasNews: false });
});
