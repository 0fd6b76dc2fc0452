import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../lib/log';
import { systemClock } from '../lib/time';
import { createVerifier, type StatePlaces } from './verifier';

const SECRET = 'My blue sofa has not arrived';
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-verifier-'));
});
afterEach(() => rm(folder, { recursive: true }));

function verify({
  state = {},
  ownWords = '',
  sinceMs = Date.now() - 60_000,
}: { state?: StatePlaces; ownWords?: string; sinceMs?: number } = {}) {
  const check = createVerifier({
    folders: [folder, join(folder, 'not there')],
    state,
    loadOwnWords: () => Promise.resolve(ownWords),
    clock: systemClock,
    log: silentLog,
  });
  return check([SECRET], sinceMs);
}

it('is content with a profile in which nothing is', async () => {
  await writeFile(join(folder, 'settings.json'), '{"serverUrl":"https://chat.example.com"}');
  expect(await verify({ state: { clipboard: () => '' } })).toEqual({ name: 'clean' });
});

it.each([
  ['a file', 'Cookies', Buffer.from(`\0\0${SECRET}\0`)],
  ['a file in UTF-16', '000003.log', Buffer.from(SECRET, 'utf16le')],
  ['a log, as JSON', 'counterline.log', Buffer.from(JSON.stringify({ text: `x ${SECRET}` }))],
  [
    'a file, across the seam of two reads',
    'data_1',
    Buffer.concat([Buffer.alloc(1024 * 1024 - 9), Buffer.from(SECRET)]),
  ],
])('finds it in %s', async (_name, file, content) => {
  await mkdir(join(folder, 'deep', 'er'), { recursive: true });
  await writeFile(join(folder, 'deep', 'er', file), content);
  expect(await verify()).toEqual({ name: 'found', place: file });
});

it('finds it in the name of a folder, and does not say the name', async () => {
  await mkdir(join(folder, SECRET));
  expect(await verify()).toEqual({ name: 'found', place: 'the name of a file' });
});

it('finds it in the state of the app and on the clipboard', async () => {
  const state = { clipboard: () => Promise.resolve(''), app: () => JSON.stringify({ draft: SECRET }) };
  expect(await verify({ state })).toEqual({ name: 'found', place: 'app' });
});

it('does not take for a trace what the app writes of itself', async () => {
  await writeFile(join(folder, 'counterline.log'), `{"event":"${SECRET}"}`);
  expect(await verify({ ownWords: `… ${SECRET} …` })).toEqual({ name: 'clean' });
});

it('reads only what has changed since the customer came', async () => {
  const file = join(folder, 'old');
  await writeFile(file, SECRET);
  const old = new Date(Date.now() - 86_400_000);
  await utimes(file, old, old);
  // The time of its last change of status cannot be set: in the future, nobody has come yet.
  expect(await verify({ sinceMs: Date.now() + 60_000 })).toEqual({ name: 'clean' });
  expect(await verify()).toEqual({ name: 'found', place: 'old' });
});
