import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { SECOND } from '../lib/time';
import { EMPTY_STORED_OUTBOX, formatRecord, type ChatRecord } from '../session/chatRecord';
import { createHandedChatStore } from './handedChatStore';
import { openSupervisorLine, type ParentProcess } from './line';
import { parseMessageOfSupervisor } from './messages';

const RECORD: ChatRecord = {
  serverUrl: 'https://chat.example.com',
  form: { nickname: 'Chris', subject: 'Parcel' },
  chat: { id: 'abc', form: 'chats', formIsGuess: false },
  sinceMs: 1,
  hadAgent: true,
  ended: null,
  outbox: EMPTY_STORED_OUTBOX,
  draft: 'half a thou',
};

function setUp({ connected = true } = {}) {
  const clock = createFakeClock();
  const sent: unknown[] = [];
  const happened: string[] = [];
  const listeners: Record<string, (message?: unknown) => void> = {};
  const parent: ParentProcess & { connected: boolean } = {
    connected,
    send(message, callback) {
      sent.push(message);
      callback(null);
      return true;
    },
    on: (event: string, listener: (message: unknown) => void) => (listeners[event] = listener as never),
  };
  const line = openSupervisorLine({
    parent,
    onQuit: () => happened.push('quit'),
    onLost: () => happened.push('lost'),
    clock,
    log: silentLog,
  });
  return {
    clock,
    sent,
    happened,
    parent,
    line,
    hear: (message: unknown) => listeners['message']?.(message),
    lose: () => listeners['disconnect']?.(),
  };
}

describe('the line to the supervisor', () => {
  it('is not there where nobody supervises', () => {
    expect(setUp({ connected: false }).line).toBeNull();
  });

  it('greets, beats, and hears what it is told', async () => {
    const { clock, sent, happened, hear, lose } = setUp();
    await clock.advance(4 * SECOND);
    expect(sent).toEqual([{ name: 'hello' }, { name: 'beat' }, { name: 'beat' }, { name: 'beat' }]);
    hear({ name: 'quit' });
    hear({ name: 'nonsense' });
    lose();
    expect(happened).toEqual(['quit', 'lost']);
  });

  it('hands over the record of a chat, and brings it back', async () => {
    const { sent, line, hear } = setUp();
    if (line === null) throw new Error('No line');
    const store = createHandedChatStore(line, silentLog);
    await store.save(RECORD);
    await store.save(null);
    expect(sent.slice(2)).toEqual([
      { name: 'keep', record: formatRecord(RECORD) },
      { name: 'keep', record: null },
    ]);
    hear({
      name: 'welcome',
      record: formatRecord(RECORD),
      isAfterCrash: true,
      restarts: 3,
      endsWithRecord: 4,
    });
    expect(await store.load()).toEqual(RECORD);
  });

  it('a chat with which the app came down again and again is over, and shows nothing', async () => {
    const { line, hear } = setUp();
    if (line === null) throw new Error('No line');
    const store = createHandedChatStore(line, silentLog);
    hear({
      name: 'welcome',
      record: formatRecord({ ...RECORD, draft: 'poison' }),
      isAfterCrash: true,
      restarts: 5,
      endsWithRecord: 5,
    });
    const given = await store.load();
    expect(given).toMatchObject({ chat: RECORD.chat, ended: 'customerUnconfirmed', draft: '' });
    expect(given?.outbox.entries).toEqual([]);
  });

  it('goes on without an answer, with a damaged record, and without the supervisor', async () => {
    const silent = setUp();
    const waiting = silent.line?.welcome;
    await silent.clock.advance(3 * SECOND);
    expect(await waiting).toEqual({ record: null, isAfterCrash: false, restarts: 0, endsWithRecord: 0 });

    const damaged = setUp();
    damaged.hear({ name: 'welcome', record: '{', isAfterCrash: true, restarts: 1, endsWithRecord: 1 });
    if (damaged.line === null) throw new Error('No line');
    const store = createHandedChatStore(damaged.line, silentLog);
    expect(await store.load()).toBeNull();
    damaged.parent.connected = false;
    await store.save(RECORD);
    expect(store.isSaved()).toBe(true);
  });
});

it('messages of another form are none', () => {
  for (const raw of [
    null,
    7,
    {},
    { name: 'welcome' },
    { name: 'welcome', record: 1, isAfterCrash: true, restarts: 0, endsWithRecord: 0 },
  ])
    expect(parseMessageOfSupervisor(raw)).toBeNull();
});

it('a supervisor of before an update still gives the chat back', () => {
  const welcome = { name: 'welcome', record: 'the chat', isAfterCrash: true, restarts: 1 };
  expect(parseMessageOfSupervisor(welcome)).toEqual({ ...welcome, endsWithRecord: 0 });
});
