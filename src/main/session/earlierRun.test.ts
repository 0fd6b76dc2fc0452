import { expect, test } from 'vitest';
import { EMPTY_STORED_OUTBOX } from './chatRecord';
import { findAbandoned, judgeRecord, type ChatRecordOfChat, type Leftover } from './earlierRun';

const SERVER = 'https://a.example';
const chat = { id: 'c1', form: 'chats', formIsGuess: false } as const;
const NOW = 1000;
const running: ChatRecordOfChat = {
  serverUrl: SERVER,
  form: { nickname: 'Chris', subject: 'A late parcel' },
  chat,
  sinceMs: 10,
  hadAgent: true,
  ended: null,
  outbox: EMPTY_STORED_OUTBOX,
  draft: '',
};

test.each<[string, Partial<ChatRecordOfChat>, string | null, Leftover, typeof chat | null]>([
  ['a running chat', {}, SERVER, { name: 'goesOn', chat, sinceMs: 10, hadAgent: true }, null],
  [
    'one begun when the clock was ahead',
    { sinceMs: 5000, hadAgent: false },
    SERVER,
    { name: 'goesOn', chat, sinceMs: NOW, hadAgent: false },
    null,
  ],
  ['one of another server', {}, 'https://b.example', { name: 'over', reason: 'gone', atMs: NOW }, chat],
  ['one while nothing is configured', {}, null, { name: 'over', reason: 'gone', atMs: NOW }, chat],
  ['a request without an answer', { chat: null, hadAgent: false }, SERVER, { name: 'unclear' }, null],
  ['an end that was asked for', { ended: 'customerUnconfirmed' }, SERVER, { name: 'nothing' }, chat],
  [
    'an end that was asked for, with something unsent',
    { ended: 'customerUnconfirmed', draft: 'x' },
    SERVER,
    { name: 'over', reason: 'customerUnconfirmed', atMs: 10 },
    chat,
  ],
  [
    'a chat that was over, with something unsent',
    { chat: null, ended: 'agent', draft: 'x' },
    null,
    { name: 'over', reason: 'agent', atMs: 10 },
    null,
  ],
])('%s', (_name, part, serverUrl, leftover, abandoned) => {
  const record = { ...running, ...part };
  const judged = judgeRecord(record, serverUrl === null ? null : { serverUrl }, NOW);
  expect([judged, findAbandoned(record, judged)]).toEqual([leftover, abandoned]);
});
