import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeClock } from './fakeClock';
import { createLogFile } from './logFile';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'log-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const linesOf = async (name: string) => (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n');

test('lines are kept in their order, also behind those of an earlier run', async () => {
  const path = join(folder, 'logs', 'app.log');
  for (const run of ['a', 'b']) {
    const file = createLogFile({ path, clock: createFakeClock() });
    for (let count = 0; count < 100; count += 1) file.write(`${run}${count}`);
    await file.whenWritten();
  }
  const expected = ['a', 'b'].flatMap((run) =>
    Array.from({ length: 100 }, (_none, count) => `${run}${count}`),
  );
  expect(await linesOf('logs/app.log')).toEqual(expected);
});

test('the files are few and bounded, and the newest lines are there', async () => {
  const file = createLogFile({
    path: join(folder, 'app.log'),
    clock: createFakeClock(),
    maxBytes: 1000,
    maxFiles: 3,
  });
  for (let count = 0; count < 500; count += 1) {
    file.write(`line ${String(count).padStart(3, '0')}`);
    if (count % 10 === 9) await file.whenWritten();
  }
  expect((await readdir(folder)).sort()).toEqual(['app.log', 'app.log.1', 'app.log.2']);
  for (const name of await readdir(folder)) {
    expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(1000);
  }
  const kept = [
    ...(await linesOf('app.log.2')),
    ...(await linesOf('app.log.1')),
    ...(await linesOf('app.log')),
  ];
  expect(kept.at(-1)).toBe('line 499');
  expect(kept).toEqual([...kept].sort());
});

test('of a flood the first lines are kept, and how many are not is said', async () => {
  const file = createLogFile({ path: join(folder, 'app.log'), clock: createFakeClock(), maxWaiting: 10 });
  for (let count = 0; count < 1000; count += 1) file.write(`line ${count}`);
  await file.whenWritten();
  const lines = await linesOf('app.log');
  expect(lines.length).toBeLessThan(25);
  const noted = lines.flatMap((line) =>
    line.startsWith('{') ? [(JSON.parse(line) as { count: number }).count] : [],
  );
  expect(noted.reduce((sum, count) => sum + count, 0) + lines.length - noted.length).toBe(1000);
});

test('a disk that takes nothing is left alone for a while, and tried again', async () => {
  const clock = createFakeClock();
  // A file where the folder should be.
  await writeFile(join(folder, 'logs'), '');
  const file = createLogFile({ path: join(folder, 'logs', 'app.log'), clock });
  file.write('lost');
  await file.whenWritten();
  await rm(join(folder, 'logs'));
  file.write('lost too');
  await file.whenWritten();
  expect(await readdir(folder)).toEqual([]);
  await clock.advance(31_000);
  file.write('kept');
  await file.whenWritten();
  expect(await linesOf('logs/app.log')).toEqual(['kept']);
});

test('what waits is written when the program ends', async () => {
  const file = createLogFile({ path: join(folder, 'app.log'), clock: createFakeClock() });
  file.write('first');
  file.write('last');
  file.close();
  expect(await linesOf('app.log')).toContain('last');
  await file.whenWritten();
});
