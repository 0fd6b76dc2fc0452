import { expect, test } from 'vitest';
import { IDLE_CHAT, type ChatView, type ConversationItem, type OutgoingState } from '@shared/chat';
import { getTranscriptLabels } from './transcriptLabels';
import { getChatFileName } from './transcriptParts';
import { formatTranscript } from './transcriptText';

const atMs = new Date(2026, 0, 15, 9, 5).getTime();
const TIME = '[Jan 15, 2026, 9:05 AM]';

const says = (nickname: string, text: string): ConversationItem => ({
  kind: 'message',
  key: text,
  author: 'agent',
  nickname,
  text,
  atMs,
});
const outgoing = (text: string, state: OutgoingState) => ({ localId: text, text, createdAtMs: atMs, state });

/** The lines, with the narrow space before AM and PM made an ordinary one. */
const format = (changed: Partial<ChatView>) =>
  formatTranscript({ ...IDLE_CHAT, ...changed }, getTranscriptLabels('en'))
    .replaceAll('\u202f', ' ')
    .split('\n');

test('a conversation reads from top to bottom', () => {
  const items: ConversationItem[] = [
    { kind: 'joined', key: '1', nickname: 'Kim', atMs },
    says('Kim', 'Hello\nthere'),
    { kind: 'left', key: '3', nickname: 'Kim', atMs },
    { kind: 'rejoined', key: '4', nickname: 'Kim', atMs },
    { kind: 'notice', key: '5', text: 'The chat is recorded', atMs },
    { kind: 'restarted', key: '6', atMs },
  ];
  expect(format({ form: { nickname: 'Chris', subject: 'A late parcel' }, items })).toEqual([
    'Subject: A late parcel',
    '',
    `${TIME} Kim joined`,
    `${TIME} Kim: Hello`,
    'there',
    `${TIME} Kim left`,
    `${TIME} Kim joined`,
    `${TIME} The chat is recorded`,
    `${TIME} --- the contact center began a new transcript ---`,
    '',
  ]);
});

test('what was never confirmed is not claimed to have been sent, nor to have been lost', () => {
  const lines = format({
    form: { nickname: 'Chris', subject: 'x' },
    outgoing: [
      outgoing('a', { name: 'notSent', reason: 'chatOver' }),
      outgoing('b', { name: 'notConfirmed' }),
      outgoing('c', { name: 'checking' }),
      outgoing('d', { name: 'accepted' }),
      outgoing('e', { name: 'sending' }),
    ],
  });
  expect(lines.slice(2)).toEqual([
    `${TIME} (not sent) Chris: a`,
    `${TIME} (not confirmed) Chris: b`,
    `${TIME} (not confirmed) Chris: c`,
    `${TIME} (not confirmed) Chris: d`,
    `${TIME} (not confirmed) Chris: e`,
    '',
  ]);
});

test('without a chat there is nothing', () => {
  expect(format({})).toEqual(['']);
});

test('the file is named after the day, in a way that every file system takes', () => {
  expect(getChatFileName(new Date(2026, 0, 5))).toBe('Chat 2026-01-05.txt');
});
