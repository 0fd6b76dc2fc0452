import { expect, test } from 'vitest';
import type { TextFile } from './atomicFile';
import { createFakeClock } from './fakeClock';
import { silentLog } from './log';
import { createPinLimiter, getPinWaitMs } from './pinLimiter';
import { MINUTE, SECOND } from './time';

/** The disk of one machine: what one run saved, the next one loads. */
function createDisk(content: string | null = null) {
  const disk = { content, isFull: false, aside: [] as string[] };
  const file: TextFile = {
    load: () => Promise.resolve(disk.content),
    save: (next) => {
      if (disk.isFull) return Promise.reject(new Error('ENOSPC'));
      disk.content = next;
      return Promise.resolve();
    },
    setAside: () => {
      disk.aside.push(String(disk.content));
      disk.content = null;
      return Promise.resolve('aside');
    },
  };
  return { disk, file };
}

async function startRun(file: TextFile, clock = createFakeClock()) {
  const limiter = createPinLimiter({ file, clock, log: silentLog });
  await limiter.load();
  return { limiter, clock };
}

const wrong = () => Promise.resolve(null);
const right = () => Promise.resolve('staff');

async function failTimes(limiter: ReturnType<typeof createPinLimiter>, times: number): Promise<unknown[]> {
  const attempts: unknown[] = [];
  for (let done = 0; done < times; done += 1) attempts.push(await limiter.attempt(wrong));
  return attempts;
}

test('five wrong PINs: the fifth begins a wait, and not even the right one is looked at before it ends', async () => {
  const { limiter, clock } = await startRun(createDisk().file);
  expect(await failTimes(limiter, 6)).toEqual([
    ...Array.from({ length: 4 }, () => ({ name: 'wrong', waitMs: 0 })),
    { name: 'wrong', waitMs: 30 * SECOND },
    { name: 'tooSoon', waitMs: 30 * SECOND },
  ]);
  await clock.advance(29 * SECOND);
  expect(await limiter.attempt(right)).toEqual({ name: 'tooSoon', waitMs: SECOND });
  await clock.advance(SECOND);
  expect(await limiter.attempt(right)).toEqual({ name: 'right', value: 'staff' });
});

test('each further wrong one doubles the wait, up to a quarter of an hour', () => {
  expect([4, 5, 6, 7, 9, 10, 100].map(getPinWaitMs)).toEqual([
    0,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    8 * MINUTE,
    15 * MINUTE,
    15 * MINUTE,
  ]);
});

test('the right PIN begins the count anew', async () => {
  const { limiter } = await startRun(createDisk().file);
  await failTimes(limiter, 4);
  await limiter.attempt(right);
  expect(await failTimes(limiter, 4)).toEqual(
    Array.from({ length: 4 }, () => ({ name: 'wrong', waitMs: 0 })),
  );
});

test('a restart gives no new attempts, and the wait begins anew', async () => {
  const { file } = createDisk();
  const first = await startRun(file);
  await failTimes(first.limiter, 6);
  await first.clock.advance(20 * SECOND);
  const second = await startRun(file);
  expect(second.limiter.getWaitMs()).toBe(30 * SECOND);
  expect(await second.limiter.attempt(right)).toEqual({ name: 'tooSoon', waitMs: 30 * SECOND });
});

test('an attempt that was cut off counts as a wrong one', async () => {
  const { file } = createDisk();
  const { limiter } = await startRun(file);
  await failTimes(limiter, 4);
  void limiter.attempt(() => new Promise(() => undefined));
  await new Promise((resolve) => setImmediate(resolve));
  expect((await startRun(file)).limiter.getWaitMs()).toBe(30 * SECOND);
});

test('many at once are looked at one after the other, and no more of them than one by one', async () => {
  const { limiter } = await startRun(createDisk().file);
  let checked = 0;
  const check = async () => {
    checked += 1;
    await Promise.resolve();
    return null;
  };
  const attempts = await Promise.all(Array.from({ length: 50 }, () => limiter.attempt(check)));
  expect([checked, attempts.filter(({ name }) => name === 'tooSoon').length]).toEqual([5, 45]);
});

test('a check that breaks counts, and blocks nobody after it', async () => {
  const { limiter } = await startRun(createDisk().file);
  await expect(limiter.attempt(() => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
  expect(await limiter.attempt(right)).toEqual({ name: 'right', value: 'staff' });
});

test('on a full disk the count goes on in memory', async () => {
  const { disk, file } = createDisk();
  disk.isFull = true;
  const { limiter } = await startRun(file);
  expect((await failTimes(limiter, 6))[5]).toEqual({ name: 'tooSoon', waitMs: 30 * SECOND });
});

test('a damaged file means a wait, not new attempts', async () => {
  const { disk, file } = createDisk('{"failures":-1}');
  const { limiter } = await startRun(file);
  expect([limiter.getWaitMs(), disk.aside]).toEqual([30 * SECOND, ['{"failures":-1}']]);
});
