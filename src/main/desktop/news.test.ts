import { expect, test } from 'vitest';
import { IDLE_CHAT, type ChatView, type ConversationItem, type OutgoingState } from '@shared/chat';
import { findNews } from './news';

const chat = (more: Partial<ChatView> = {}): ChatView => ({
  ...IDLE_CHAT,
  phase: { name: 'chatting' },
  ...more,
});

const says = (
  key: string,
  author: 'agent' | 'customer' | 'system',
  text = 'hi',
): Extract<ConversationItem, { kind: 'message' }> => ({
  kind: 'message',
  key,
  author,
  nickname: 'Kim',
  text,
  atMs: 0,
});

const came = (key: string, kind: 'joined' | 'left' | 'rejoined'): ConversationItem => ({
  kind,
  key,
  nickname: 'Kim',
  atMs: 0,
});

const out = (name: 'sending' | 'checking' | 'notConfirmed') => [
  { localId: '1', text: 'x', createdAtMs: 0, state: { name } as OutgoingState },
];

test('an agent who joins, and what others say, is news; what the person says, and who leaves, is none', () => {
  const items = [
    came('1', 'joined'),
    says('2', 'agent', 'Hello'),
    says('3', 'customer'),
    says('4', 'system', 'Welcome'),
    came('5', 'left'),
    came('6', 'rejoined'),
    { kind: 'notice', key: '7', text: 'Recorded', atMs: 0 } as const,
  ];
  expect(findNews(chat({ items: items.slice(0, 1) }), chat({ items }))).toEqual([
    { name: 'message', nickname: 'Kim', text: 'Hello' },
    { name: 'message', nickname: 'Kim', text: 'Welcome' },
    { name: 'message', nickname: '', text: 'Recorded' },
  ]);
  expect(findNews(chat(), chat({ items: items.slice(0, 1) }))).toEqual([{ name: 'agentJoined' }]);
});

test('a conversation that is read again after a restart of the app is no news, and what follows is', () => {
  const away = chat({ link: { name: 'catchingUp', lastGoodAtMs: null } });
  const read = chat({ items: [says('1', 'agent'), says('2', 'agent')] });
  expect(findNews(away, read)).toEqual([]);
  expect(findNews(read, chat({ items: [...read.items, says('3', 'agent', 'more')] }))).toEqual([
    { name: 'message', nickname: 'Kim', text: 'more' },
  ]);
});

test('a message that is known not to have arrived, or not known to have, is news once', () => {
  const lost = out('sending').map((message) => ({
    ...message,
    state: { name: 'notSent', reason: 'refused' } as const,
  }));
  expect([
    findNews(chat({ outgoing: out('checking') }), chat({ outgoing: out('notConfirmed') })),
    findNews(chat({ outgoing: out('notConfirmed') }), chat({ outgoing: out('notConfirmed') })),
    findNews(chat(), chat({ outgoing: out('sending') })),
    findNews(chat({ outgoing: out('sending') }), chat({ outgoing: lost })),
  ]).toEqual([[{ name: 'notConfirmed' }], [], [], [{ name: 'notSent' }]]);
});

test.each([
  ['agent', [{ name: 'ended' }]],
  ['gone', [{ name: 'ended' }]],
  ['customer', []],
  ['leftQueue', []],
] as const)('a chat that ends (%s)', (reason, news) => {
  expect(findNews(chat(), chat({ phase: { name: 'ended', reason, atMs: 0 } }))).toEqual(news);
});

test('an old chat that is found over at the start is no news', () => {
  expect(findNews(IDLE_CHAT, chat({ phase: { name: 'ended', reason: 'gone', atMs: 0 } }))).toEqual([]);
});

test('a new chat in the place of an old one', () => {
  expect(findNews(chat({ items: [says('1', 'agent')] }), IDLE_CHAT)).toEqual([]);
  expect(
    findNews(chat({ items: [says('a', 'agent')] }), chat({ items: [says('b', 'agent', 'new')] })),
  ).toEqual([{ name: 'message', nickname: 'Kim', text: 'new' }]);
});
