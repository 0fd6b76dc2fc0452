import { describe, expect, test } from 'vitest';
import type { ChatAddress } from '../gws/client';
import { createFakeClock } from '../lib/fakeClock';
import { wait } from '../lib/time';
import { EMPTY_OUTBOX, type OutboxEntry, type OutboxState } from '../outbox/outboxTable';
import { createChatKeeper, createRecord } from './chatKeeper';
import { EMPTY_STORED_OUTBOX, toStoredOutbox, type ChatRecord } from './chatRecord';
import type { SessionState } from './sessionTable';

const form = { nickname: 'Chris', subject: 'A late parcel' };
const chat: ChatAddress = { id: 'c1', form: 'chats', formIsGuess: true };
const found: ChatAddress = { id: 'c1', form: 'me/chat', formIsGuess: false };
const entry: OutboxEntry = { localId: 'm1', text: 'Hello', createdAtMs: 1, status: { name: 'queued' } };
const outbox: OutboxState = { ...EMPTY_OUTBOX, entries: [entry] };
const NOW = 1000;

describe('what has to outlive a crash', () => {
  const nothing = { serverUrl: 'https://a.example', outbox: EMPTY_STORED_OUTBOX, draft: '' };
  const unsent = { ...nothing, draft: 'not yet fini' };
  const running = {
    form,
    sinceMs: NOW,
    ended: null,
    outbox: EMPTY_STORED_OUTBOX,
    serverUrl: nothing.serverUrl,
  };

  test.each<[string, SessionState, Partial<ChatRecord> | null]>([
    ['idle', { name: 'idle' }, { form: null, chat: null, hadAgent: false }],
    ['failed', { name: 'failed', form, reason: 'busy' }, { form: null, chat: null, hadAgent: false }],
    ['requesting', { name: 'requesting', form }, { chat: null, hadAgent: false }],
    ['waiting', { name: 'waiting', form, chat, sinceMs: 7 }, { chat: found, sinceMs: 7, hadAgent: false }],
    ['chatting', { name: 'chatting', form, chat }, { chat: found, hadAgent: true }],
    [
      'ending',
      { name: 'ending', form, chat, failures: 1, hadAgent: true },
      { chat: found, hadAgent: true, ended: 'customerUnconfirmed' },
    ],
    [
      'ended',
      { name: 'ended', form, reason: 'agent', atMs: 9 },
      { chat: null, hadAgent: true, sinceMs: 9, ended: 'agent' },
    ],
  ])('%s', (_name, state, expected) => {
    expect(createRecord(state, unsent, found, NOW)).toEqual(
      expected && { ...running, draft: 'not yet fini', ...expected },
    );
  });

  test('of a chat that is over, nothing, when nothing is unsent', () => {
    const ended: SessionState = { name: 'ended', form, reason: 'agent', atMs: 9 };
    expect(createRecord(ended, { ...nothing, draft: '  ' }, null, NOW)).toBeNull();
  });

  test.each<SessionState>([{ name: 'idle' }, { name: 'failed', form, reason: 'busy' }])(
    'without a chat ($name), nothing, when nothing is typed; and never a message of an earlier one',
    (state) => {
      expect(createRecord(state, nothing, null, NOW)).toBeNull();
      const kept = { ...unsent, outbox: toStoredOutbox(outbox) };
      expect(createRecord(state, kept, null, NOW)?.outbox).toEqual(EMPTY_STORED_OUTBOX);
    },
  );

  test('the address that was asked for, while no other turned out to be right', () => {
    expect(createRecord({ name: 'chatting', form, chat }, nothing, null, NOW)?.chat).toEqual(chat);
  });
});

function setUp() {
  const clock = createFakeClock();
  const disk = { isFull: false, slowMs: 0, isSaved: true, records: [] as (ChatRecord | null)[] };
  const session = { state: { name: 'chatting', form, chat } as SessionState, changes: 0 };
  const keeper = createChatKeeper({
    store: {
      load: () => Promise.resolve(null),
      async save(record) {
        if (disk.slowMs > 0) await wait(clock, disk.slowMs);
        disk.isSaved = !disk.isFull;
        if (disk.isSaved) disk.records.push(record);
      },
      isSaved: () => disk.isSaved,
    },
    getState: () => session.state,
    getAddress: () => null,
    clock,
    onChange: () => (session.changes += 1),
  });
  return { clock, disk, session, keeper, last: () => disk.records.at(-1) };
}

test('messages and draft are in one record, with where the chat lives', async () => {
  const { keeper, last } = setUp();
  keeper.setServer({ serverUrl: 'https://a.example' });
  keeper.setDraft('next');
  await keeper.keepOutbox(outbox);
  expect(last()).toMatchObject({
    serverUrl: 'https://a.example',
    chat,
    draft: 'next',
    outbox: { entries: [{ text: 'Hello' }] },
  });
});

test('what was sent is no draft any more; what was typed meanwhile still is', () => {
  const { keeper } = setUp();
  keeper.setDraft('Hello, and');
  keeper.takeSent('Something else');
  expect(keeper.getDraft()).toBe('Hello, and');
  keeper.takeSent('Hello');
  expect(keeper.getDraft()).toBe(', and');
});

test('a draft that did not change costs no write; one that belongs to no chat yet is kept for the next', async () => {
  const { keeper, disk, session } = setUp();
  keeper.setDraft('x');
  keeper.setDraft('x');
  await keeper.whenSaved();
  session.state = { name: 'idle' };
  keeper.setDraft('y');
  await keeper.whenSaved();
  expect(disk.records.map((record) => [record?.draft, record?.form])).toEqual([
    ['x', form],
    ['y', null],
  ]);
});

test('waiting for the disk includes what came while waiting', async () => {
  const { keeper, disk, clock } = setUp();
  disk.slowMs = 100;
  keeper.setDraft('first');
  let isSaved = false;
  void keeper.whenSaved().then(() => (isSaved = true));
  await clock.advance(50);
  keeper.setDraft('second');
  await clock.advance(60);
  expect(isSaved).toBe(false);
  await clock.advance(60);
  expect([isSaved, disk.records.at(-1)?.draft]).toEqual([true, 'second']);
});

test('a disk that is full is told once, tried again by itself, and its end is told too', async () => {
  const { keeper, disk, clock, session, last } = setUp();
  disk.isFull = true;
  keeper.setDraft('a');
  keeper.setDraft('ab');
  await clock.advance(60_000);
  expect([keeper.isKept(), session.changes]).toEqual([false, 1]);
  disk.isFull = false;
  await clock.advance(15_000);
  expect([keeper.isKept(), session.changes, last()?.draft, clock.pending()]).toEqual([true, 2, 'ab', 0]);
});

test('with nothing to keep, a full disk is not tried again', async () => {
  const { keeper, disk, clock, session } = setUp();
  disk.isFull = true;
  session.state = { name: 'idle' };
  await keeper.save();
  expect(clock.pending()).toBe(0);
});

test('what an earlier run left is gone on with; a draft that is newer stays', () => {
  const { keeper } = setUp();
  const record: ChatRecord = {
    serverUrl: 'https://a.example',
    form,
    chat,
    sinceMs: 1,
    hadAgent: true,
    ended: null,
    outbox: {
      ...EMPTY_STORED_OUTBOX,
      entries: [{ ...entry, status: { name: 'sending', watermark: 2 } }],
    },
    draft: 'old',
  };
  keeper.takeOver(record);
  expect([keeper.getDraft(), keeper.getOutbox().entries.map(({ status }) => status.name)]).toEqual([
    'old',
    ['unknown'],
  ]);
  keeper.setDraft('newer');
  keeper.takeOver(record);
  expect(keeper.getDraft()).toBe('newer');
  keeper.forgetMessages();
  expect([keeper.getDraft(), keeper.getOutbox().entries]).toEqual(['newer', []]);
});
