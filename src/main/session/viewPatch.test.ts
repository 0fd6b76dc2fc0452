import { expect, test } from 'vitest';
import { IDLE_CHAT, type ChatView, type ConversationItem } from '@shared/chat';
import { createViewPatch } from './viewPatch';

const item = (key: string): ConversationItem => ({ kind: 'notice', key, text: key, atMs: 0 });
const view = (changed: Partial<ChatView>): ChatView => ({ ...IDLE_CHAT, ...changed });

test('nothing changed is nothing to tell, though all parts are new objects', () => {
  expect(createViewPatch(IDLE_CHAT, structuredClone(IDLE_CHAT))).toBeNull();
});

test('only what changed is told', () => {
  const abilities = { send: true, typing: true, end: true };
  expect(createViewPatch(IDLE_CHAT, view({ abilities, agentTyping: 'Kim' }))).toEqual({
    abilities,
    agentTyping: 'Kim',
  });
});

test('that nobody is typing any more is told too', () => {
  expect(createViewPatch(view({ agentTyping: 'Kim' }), IDLE_CHAT)).toEqual({ agentTyping: null });
});

test('new lines at the end cross alone, however long the conversation is', () => {
  const before = view({ items: [item('a'), item('b')] });
  expect(createViewPatch(before, view({ items: [item('a'), item('b'), item('c')] }))).toEqual({
    appendItems: [item('c')],
  });
});

test.each([
  ['a line that came in between', ['a', 'b'], ['a', 'x', 'b']],
  ['another last line', ['a', 'b'], ['a', 'c']],
  ['fewer lines', ['a', 'b'], ['a']],
  ['no lines', ['a', 'b'], []],
])('%s replaces them all', (_name, before, after) => {
  expect(createViewPatch(view({ items: before.map(item) }), view({ items: after.map(item) }))).toEqual({
    replaceItems: true,
    appendItems: after.map(item),
  });
});
