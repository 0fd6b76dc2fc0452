import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTextFile } from '../lib/atomicFile';
import { silentLog } from '../lib/log';
import { MINUTE, systemClock } from '../lib/time';
import { createWaitHistory, getQueueName } from './waitHistory';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-waits-'));
  path = join(folder, 'waits.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const HOUR = 60 * MINUTE;
const NOW = new Date(2026, 0, 14, 10, 30).getTime();

async function open({ queue = 'desk', nowMs = NOW }: { queue?: string | null; nowMs?: number } = {}) {
  const clock = { ...systemClock, now: () => nowMs };
  const history = createWaitHistory({
    file: createTextFile(path, systemClock),
    getQueue: () => queue,
    clock,
    log: silentLog,
  });
  await history.load();
  return history;
}

const onDisk = async () => JSON.parse(await readFile(path, 'utf8')) as { waits: unknown[] };

test('twenty waits make an estimate, which outlives the app; on the disk is only the hour and how long', async () => {
  const history = await open();
  for (let count = 0; count < 20; count += 1) {
    expect(history.getUsualMinutes(NOW)).toBeNull();
    await history.note(2.5 * MINUTE, true);
  }
  expect(history.getUsualMinutes(NOW)).toBe(3);
  expect((await open()).getUsualMinutes(NOW)).toBe(3);
  const hour = new Date(2026, 0, 14, 10).getTime();
  expect(await onDisk()).toEqual({
    queue: 'desk',
    waits: Array(20).fill({ atMs: hour, waitedMs: 150_000, wasServed: true }),
  });
});

test('the past of another queue says nothing, and is forgotten with the first wait in this one', async () => {
  const history = await open();
  for (let count = 0; count < 20; count += 1) await history.note(MINUTE, true);
  const other = await open({ queue: 'other' });
  expect(other.getUsualMinutes(NOW)).toBeNull();
  await other.note(MINUTE, false);
  expect((await onDisk()).waits).toHaveLength(1);
});

test('the demo leaves nothing, and neither does a wait that cannot be true', async () => {
  const demo = await open({ queue: null });
  await demo.note(MINUTE, true);
  expect(demo.getUsualMinutes(NOW)).toBeNull();
  const history = await open();
  await history.note(-1, true);
  await history.note(13 * HOUR, true);
  expect(await readdir(folder)).toEqual([]);
});

test('the file stays small: the oldest go, and what is too old to count', async () => {
  const history = await open();
  await Promise.all(Array.from({ length: 1005 }, () => history.note(MINUTE, true)));
  expect((await onDisk()).waits).toHaveLength(1000);
  const later = await open({ nowMs: NOW + 61 * 24 * HOUR });
  await later.note(MINUTE, true);
  expect((await onDisk()).waits).toHaveLength(1);
});

test.each(['', '{"queue":', '[]', 'null', '{"queue":"desk","waits":[{"atMs":"soon"}]}', '\u0000'])(
  'a damaged file (%j) is set aside and kept, and the history begins anew',
  async (content) => {
    await writeFile(path, content);
    const history = await open();
    expect(history.getUsualMinutes(NOW)).toBeNull();
    const [aside = ''] = (await readdir(folder)).filter((name) => name.startsWith('waits.json.damaged-'));
    expect(await readFile(join(folder, aside), 'utf8')).toBe(content);
    await history.note(MINUTE, true);
    expect((await onDisk()).waits).toHaveLength(1);
  },
);

test('a disk that takes nothing costs the estimate of later runs, and nothing else', async () => {
  const history = createWaitHistory({
    file: {
      load: () => Promise.reject(new Error('EACCES')),
      save: () => Promise.reject(new Error('ENOSPC')),
      setAside: () => Promise.reject(new Error('EACCES')),
    },
    getQueue: () => 'desk',
    clock: { ...systemClock, now: () => NOW },
    log: silentLog,
  });
  await history.load();
  for (let count = 0; count < 20; count += 1) await history.note(MINUTE, true);
  expect(history.getUsualMinutes(NOW)).toBe(2);
});

test('a queue is named by all that leads to it', () => {
  const settings = { serverUrl: 'https://a.example', contactCenterId: 'id', endpoint: 'sales' };
  expect(getQueueName(settings)).not.toBe(getQueueName({ ...settings, endpoint: 'support' }));
});

test('whoever leaves waits for what was noted last', async () => {
  const history = await open();
  void history.note(MINUTE, true);
  await history.whenNoted();
  expect((await onDisk()).waits).toHaveLength(1);
});
