import { expect, test } from 'vitest';
import type { TextFile } from '../lib/atomicFile';
import { silentLog } from '../lib/log';
import { createOutOfService } from './outOfService';

function createDisk(content: string | null) {
  const disk = { content };
  const file: TextFile = {
    load: () => Promise.resolve(disk.content),
    save: (next) => {
      disk.content = next;
      return Promise.resolve();
    },
    setAside: () => {
      disk.content = null;
      return Promise.resolve('aside');
    },
  };
  return { disk, file };
}

async function startRun(file: TextFile) {
  const changes: unknown[] = [];
  const service = createOutOfService({ file, onChange: () => changes.push(service.get()), log: silentLog });
  await service.load();
  return { service, changes };
}

test('a counter that was closed stays closed after a restart, and one that was opened again stays open', async () => {
  const { file } = createDisk(null);
  const first = await startRun(file);
  expect(first.service.get()).toBeNull();
  first.service.set('staff');
  first.service.set('staff');
  const second = await startRun(file);
  expect([second.service.get(), first.changes]).toEqual(['staff', ['staff']]);
  second.service.set(null);
  expect((await startRun(file)).service.get()).toBeNull();
});

test.each(['{', '{"reason":"other"}', '[]'])(
  'a damaged file %j closes no counter, and is kept',
  async (text) => {
    const { disk, file } = createDisk(text);
    expect([(await startRun(file)).service.get(), disk.content]).toEqual([null, null]);
  },
);

test('on a full disk the counter is closed all the same', async () => {
  const { file } = createDisk(null);
  const { service } = await startRun({ ...file, save: () => Promise.reject(new Error('ENOSPC')) });
  service.set('wipeFailed');
  expect(service.get()).toBe('wipeFailed');
});
