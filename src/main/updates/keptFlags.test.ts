import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MINUTE } from '../lib/time';
import { isStartAfterUpdate, keepFlags, takeKeptFlags } from './keptFlags';

const NOW = Date.UTC(2026, 0, 15, 3);
const COUNTER = ['--kiosk', '--supervised', '--policy=/srv/policy.json'];

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-flags-'));
  path = join(folder, 'flags.json');
});
afterEach(() => rm(folder, { recursive: true }));

test('a counter comes back with its flags, once', async () => {
  path = join(folder, 'never', 'needed', 'flags.json');
  await keepFlags(path, ['--updated', ...COUNTER], NOW);
  expect(takeKeptFlags(path, NOW + MINUTE)).toEqual(COUNTER);
  expect(takeKeptFlags(path, NOW + MINUTE)).toBeNull();
  expect(await readdir(dirname(path))).toEqual([]);
});

test.each([
  ['of an update that has failed', JSON.stringify({ atMs: NOW - 31 * MINUTE, args: COUNTER })],
  ['from a clock that was wrong', JSON.stringify({ atMs: NOW + MINUTE, args: COUNTER })],
  ['that would begin the same again', JSON.stringify({ atMs: NOW, args: ['--updated'] })],
  ['that are none', JSON.stringify({ atMs: NOW, args: [] })],
  ['that are no texts', JSON.stringify({ atMs: NOW, args: [1] })],
  ['in a damaged file', '{"atMs":'],
])('flags %s are not taken', async (_name, text) => {
  await writeFile(path, text);
  expect(takeKeptFlags(path, NOW)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('they are looked for only by a start that an update can have made', () => {
  expect(isStartAfterUpdate('win32', ['--updated'])).toBe(true);
  expect(isStartAfterUpdate('win32', [])).toBe(false);
  expect(isStartAfterUpdate('darwin', [])).toBe(true);
  expect(isStartAfterUpdate('darwin', ['--kiosk'])).toBe(false);
});
