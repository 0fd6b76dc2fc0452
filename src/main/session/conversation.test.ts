import { expect, test } from 'vitest';
import type { Participant, ParticipantKind, TranscriptEntryKind } from '@shared/chat';
import { toConversationItem, type TimedEntry } from './conversation';

const context = { epoch: 1, findDelivered: (index: number) => (index === 7 ? 'local-7' : undefined) };
const from = (kind: ParticipantKind): Participant => ({ id: '2', nickname: 'Kim', kind });

const entry = (kind: TranscriptEntryKind, rest: Partial<TimedEntry> = {}): TimedEntry => ({
  index: 3,
  kind,
  from: from('agent'),
  text: 'hello',
  sentAtMs: 50,
  ...rest,
});

test.each([
  ['customer', 'customer'],
  ['agent', 'agent'],
  ['supervisor', 'agent'],
  ['system', 'system'],
] as const)('what a %s says is a message of the %s', (kind, author) => {
  expect(toConversationItem(entry('text', { from: from(kind) }), context)).toEqual({
    kind: 'message',
    key: '1:3',
    author,
    nickname: 'Kim',
    text: 'hello',
    atMs: 50,
  });
});

test('a message without a sender is shown as the system, without a name', () => {
  expect(toConversationItem(entry('text', { from: null }), context)).toMatchObject({
    author: 'system',
    nickname: '',
  });
});

test("the customer's own message keeps its local id, so that the bubble does not jump; nobody else's does", () => {
  const keys = (['customer', 'agent'] as const).map(
    (kind) => toConversationItem(entry('text', { index: 7, from: from(kind) }), context)?.key,
  );
  expect(keys).toEqual(['local-7', '1:7']);
});

test('the same index in a new transcript is another line', () => {
  expect(toConversationItem(entry('text'), { ...context, epoch: 2 })?.key).toBe('2:3');
});

test.each(['joined', 'left', 'rejoined'] as const)('an agent who %s is a line; others are none', (kind) => {
  expect(toConversationItem(entry(kind), context)).toEqual({ kind, key: '1:3', nickname: 'Kim', atMs: 50 });
  for (const other of ['customer', 'supervisor', 'system'] as const) {
    expect(toConversationItem(entry(kind, { from: from(other) }), context)).toBeNull();
  }
});

test('a notice is a line unless it says nothing', () => {
  expect(toConversationItem(entry('notice'), context)).toEqual({
    kind: 'notice',
    key: '1:3',
    text: 'hello',
    atMs: 50,
  });
  expect(toConversationItem(entry('notice', { text: '' }), context)).toBeNull();
});

test.each(['typingStarted', 'typingStopped', 'unknown'] as const)('%s is no line', (kind) => {
  expect(toConversationItem(entry(kind), context)).toBeNull();
});
