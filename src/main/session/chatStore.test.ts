import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog, silentLog } from '../lib/log';
import { systemClock } from '../lib/time';
import { EMPTY_STORED_OUTBOX, formatRecord, type ChatRecord } from './chatRecord';
import { createChatFile, createMemoryChatStore } from './chatStore';

const record: ChatRecord = {
  serverUrl: 'https://chat.example.com',
  form: { nickname: 'Chris', subject: 'A late parcel' },
  chat: { id: 'c1', form: 'chats', formIsGuess: false },
  sinceMs: 1,
  hadAgent: false,
  ended: null,
  outbox: EMPTY_STORED_OUTBOX,
  draft: '',
};

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-chat-'));
  path = join(folder, 'chat.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (at = path) => createChatFile(at, systemClock, silentLog);

test('what one run saved, the next one finds; what it removed, it does not', async () => {
  const store = open();
  expect(await store.load()).toBeNull();
  await store.save(record);
  expect(await open().load()).toEqual(record);
  await store.save(null);
  expect([await open().load(), store.isSaved(), await readdir(folder)]).toEqual([null, true, []]);
});

test('of many saved at once the last one stays, also when that is nothing', async () => {
  const store = open();
  const drafts = Array.from({ length: 20 }, (_, n) => `${n}`);
  await Promise.all(drafts.map((draft) => store.save({ ...record, draft })));
  expect(await open().load()).toEqual({ ...record, draft: '19' });
  await Promise.all([store.save(record), store.save({ ...record, draft: 'x' }), store.save(null)]);
  expect(await open().load()).toBeNull();
  await Promise.all([store.save(null), store.save(record)]);
  expect(await open().load()).toEqual(record);
});

test.each(['', '{"version":1', '{"version":1}', 'null', '\u0000\u0000\u0000'])(
  'a damaged record (%j) is set aside and kept, and the next one is saved',
  async (content) => {
    await writeFile(path, content);
    const store = open();
    expect(await store.load()).toBeNull();
    const [aside = ''] = await readdir(folder);
    expect([aside.startsWith('chat.json.damaged-'), await readFile(join(folder, aside), 'utf8')]).toEqual([
      true,
      content,
    ]);
    await store.save(record);
    expect([await open().load(), store.isSaved()]).toEqual([record, true]);
  },
);

test('what a person wrote does not get into the log with a damaged record', async () => {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), systemClock.now, 'debug');
  await writeFile(path, 'My secret is {"version":1}');
  await createChatFile(path, systemClock, log).load();
  expect([lines.length > 0, lines.join().includes('secret')]).toEqual([true, false]);
});

test('the record of a newer version is neither replaced nor removed, and that nothing is kept is said', async () => {
  const newer = '{"version":2,"chats":["of another kind"]}';
  await writeFile(path, newer);
  const store = open();
  expect(await store.load()).toBeNull();
  await store.save(record);
  expect(store.isSaved()).toBe(false);
  await store.save(null);
  expect([store.isSaved(), await readFile(path, 'utf8'), await readdir(folder)]).toEqual([
    true,
    newer,
    ['chat.json'],
  ]);
});

test('what cannot be read at all is set aside too', async () => {
  await mkdir(path);
  const store = open();
  expect(await store.load()).toBeNull();
  await store.save(record);
  expect([await open().load(), (await readdir(folder)).length]).toEqual([record, 2]);
});

test('what writes that were cut off left behind is removed at the next start', async () => {
  await writeFile(join(folder, '.chat.json.0b5c.tmp'), 'what somebody wrote');
  await writeFile(join(folder, '.settings.json.0b5c.tmp'), 'of somebody else');
  await writeFile(path, formatRecord(record));
  expect([await open().load(), (await readdir(folder)).sort()]).toEqual([
    record,
    ['.settings.json.0b5c.tmp', 'chat.json'],
  ]);
});

describe('a disk that takes nothing', () => {
  test('is no reason to fail: it says so, and saves again when there is room', async () => {
    const full = join(folder, 'full');
    await writeFile(full, 'in the way of a folder');
    const store = open(join(full, 'chat.json'));
    expect(await store.load()).toBeNull();
    await store.save(record);
    expect(store.isSaved()).toBe(false);
    await rm(full);
    await store.save(record);
    expect([store.isSaved(), await open(join(full, 'chat.json')).load()]).toEqual([true, record]);
  });
});

test('a counter keeps nothing, and that is as it should be', async () => {
  const store = createMemoryChatStore();
  await store.save(record);
  expect([await store.load(), store.isSaved()]).toEqual([null, true]);
});
