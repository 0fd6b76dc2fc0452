import { describe, expect, test } from 'vitest';
import type { EntryStatus, OutboxState } from '../outbox/outboxTable';
import { formatRecord, fromStoredOutbox, parseRecord, toStoredOutbox, type ChatRecord } from './chatRecord';

const STATUSES = {
  queued: { name: 'queued' },
  resting: { name: 'resting' },
  sending: { name: 'sending', watermark: 3 },
  accepted: { name: 'accepted', watermark: 3, endedAtMs: 10, readsSince: 1 },
  unknown: { name: 'unknown', watermark: 3, endedAtMs: 10, readsSince: 1 },
  notConfirmed: { name: 'notConfirmed', watermark: 3 },
  notSent: { name: 'notSent', reason: 'tooLong' },
} as const satisfies Record<EntryStatus['name'], EntryStatus>;

const outbox: OutboxState = {
  entries: Object.values(STATUSES).map((status) => ({
    localId: `id-${status.name}`,
    text: 'Text with "quotes", \u2028 and 👋',
    createdAtMs: 5,
    status,
  })),
  inFlight: null,
  open: false,
  highestIndex: 7,
  delivered: new Map([[4, 'id-old']]),
  deliveredTexts: ['old'],
  mayShowAgain: ['older'],
};

const record: ChatRecord = {
  serverUrl: 'https://chat.example.com',
  form: { nickname: 'Chris', subject: 'A late parcel' },
  chat: { id: 'c1', form: 'me/chat', formIsGuess: true },
  sinceMs: 1,
  hadAgent: true,
  ended: null,
  outbox: toStoredOutbox(outbox),
  draft: 'not yet fini',
};

test('what was written is read back the same, with a message in every state', () => {
  const read = parseRecord(formatRecord(record));
  expect(read).toEqual(record);
  expect(read === 'newer' ? null : fromStoredOutbox(read.outbox)).toEqual(outbox);
});

test.each<Partial<ChatRecord>>([
  { chat: null },
  { chat: null, ended: 'agent' },
  { ended: 'customerUnconfirmed' },
])('so is one with %o', (part) => {
  expect(parseRecord(formatRecord({ ...record, ...part }))).toEqual({ ...record, ...part });
});

test('that of a newer version is known for what it is, whatever it holds', () => {
  expect(parseRecord('{"version":2,"chats":[]}')).toBe('newer');
});

describe('refused', () => {
  const entry = record.outbox.entries[0];
  const withOutbox = (part: object) => ({ outbox: { ...record.outbox, ...part } });
  const withEntry = (part: object) => withOutbox({ entries: [{ ...entry, ...part }] });

  test.each<[string, object]>([
    ['no version', { version: undefined }],
    ['a version that is none', { version: '1' }],
    ['an older version than there ever was', { version: 0 }],
    ['no server', { serverUrl: undefined }],
    ['no form', { form: undefined }],
    ['a form without a name', { form: { subject: 'x' } }],
    ['a chat without an id', { chat: { form: 'chats', formIsGuess: false } }],
    ['a chat id that leads elsewhere', { chat: { ...record.chat, id: '../admin' } }],
    ['an address of no known form', { chat: { ...record.chat, form: 'chat' } }],
    ['no word on the address', { chat: { ...record.chat, formIsGuess: undefined } }],
    ['no time', { sinceMs: null }],
    ['no word on the agent', { hadAgent: 'yes' }],
    ['an end for no known reason', { ended: 'boredom' }],
    ['no outbox', { outbox: undefined }],
    ['a draft that is no text', { draft: 7 }],
    ['entries that are no list', withOutbox({ entries: {} })],
    ['a highest index below zero', withOutbox({ highestIndex: -1 })],
    ['a delivery without its index', withOutbox({ delivered: [['4', 'id']] })],
    ['delivered texts that are none', withOutbox({ deliveredTexts: [null] })],
    ['repeated texts that are none', withOutbox({ mayShowAgain: 'x' })],
    ['an entry without an id', withEntry({ localId: undefined })],
    ['an entry without its text', withEntry({ text: null })],
    ['an entry without its time', withEntry({ createdAtMs: '5' })],
    ['an entry of no known state', withEntry({ status: { name: 'lost' } })],
    ['an attempt without its watermark', withEntry({ status: { name: 'sending' } })],
    ['a broken watermark', withEntry({ status: { name: 'sending', watermark: 1.5 } })],
    ['a doubt without its end', withEntry({ status: { ...STATUSES.unknown, endedAtMs: undefined } })],
    ['a refusal for no known reason', withEntry({ status: { name: 'notSent', reason: 'rain' } })],
  ])('%s', (_name, part) => {
    expect(() => parseRecord(JSON.stringify({ version: 1, ...record, ...part }))).toThrow();
  });

  test.each(['', '{', 'null', '[]', '7', '"text"', formatRecord(record).slice(0, -20)])('%s', (text) => {
    expect(() => parseRecord(text)).toThrow();
  });
});
