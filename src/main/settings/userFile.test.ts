import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../lib/log';
import { systemClock } from '../lib/time';
import { loadUserSettings, peekUserSettings, type UserSettingsFile } from './userFile';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-user-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function load(content?: string): Promise<UserSettingsFile> {
  if (content !== undefined) await writeFile(path, content);
  return loadUserSettings(path, systemClock, silentLog);
}

const onDisk = async () => JSON.parse(await readFile(path, 'utf8')) as unknown;
const setAside = async () => {
  const names = await readdir(folder);
  return names.filter((name) => name.startsWith('settings.json.damaged-'));
};

test('what was saved is there at the next start', async () => {
  const file = await load();
  expect(file.getValues()).toEqual({});
  await file.save({ endpoint: 'sales' });
  expect([file.getValues(), (await load()).getValues()]).toEqual([
    { endpoint: 'sales' },
    { endpoint: 'sales' },
  ]);
});

test('keys of a later version, and values that are not valid, stay in the file as they are', async () => {
  const file = await load('{"future":{"a":1},"pollingProfile":"fast","endpoint":"old"}');
  expect(file.getValues()).toEqual({ endpoint: 'old' });
  await file.save({ endpoint: 'new' });
  expect(await onDisk()).toEqual({ future: { a: 1 }, pollingProfile: 'fast', endpoint: 'new' });
});

test('a file that an editor marked with a byte order mark is not damaged', async () => {
  expect((await load('\uFEFF{"endpoint":"sales"}')).getValues()).toEqual({ endpoint: 'sales' });
  expect(await setAside()).toEqual([]);
});

test.each(['', '{"endpoint":', '[]', 'null', '7', '\u0000\u0000\u0000'])(
  'a damaged file (%j) is set aside and kept, and the app starts and saves',
  async (content) => {
    const file = await load(content);
    expect(file.getValues()).toEqual({});
    const [aside = ''] = await setAside();
    expect(await readFile(join(folder, aside), 'utf8')).toBe(content);
    await file.save({ endpoint: 'sales' });
    expect(await onDisk()).toEqual({ endpoint: 'sales' });
  },
);

test('what cannot be read at all is set aside before anything takes its place', async () => {
  await mkdir(path);
  await writeFile(join(path, 'kept'), '');
  const file = await load();
  expect([file.getValues(), await setAside()]).toEqual([{}, []]);
  await file.save({ endpoint: 'sales' });
  const [aside = ''] = await setAside();
  expect([await onDisk(), await readdir(join(folder, aside))]).toEqual([{ endpoint: 'sales' }, ['kept']]);
});

test('a failed write says so, changes nothing, and does not poison the next', async () => {
  const file = await load('{"endpoint":"old"}');
  // A folder in the place of the file makes the rename fail.
  await rm(path);
  await mkdir(join(path, 'in the way'), { recursive: true });
  await expect(file.save({ endpoint: 'lost' })).rejects.toThrow();
  expect(file.getValues()).toEqual({ endpoint: 'old' });
  await rm(path, { recursive: true });
  await file.save({ resourcePath: 'chats' });
  expect(await onDisk()).toEqual({ endpoint: 'old', resourcePath: 'chats' });
});

test('saves at once are all kept', async () => {
  const file = await load();
  await Promise.all([
    file.save({ endpoint: 'sales' }),
    file.save({ contactCenterId: 'center-1' }),
    file.save({ resourcePath: 'chats' }),
  ]);
  expect(await onDisk()).toEqual({ endpoint: 'sales', contactCenterId: 'center-1', resourcePath: 'chats' });
});

test.each([
  [
    '{"endpoint":"sales","pollingProfile":"fast"}',
    { endpoint: 'sales' },
    '"pollingProfile" must be responsive, balanced or economical',
  ],
  ['{"endpoint":', {}, 'is not a JSON object of settings'],
] as const)('whoever only looks at %s changes nothing', async (content, values, fault) => {
  await writeFile(path, content);
  expect(await peekUserSettings(path)).toEqual({ values, faults: [fault] });
  expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual([content, ['settings.json']]);
});

test('whoever looks where there is no file, or none that can be read, finds nothing', async () => {
  expect(await peekUserSettings(path)).toEqual({ values: {}, faults: [] });
  expect(await peekUserSettings(folder)).toEqual({ values: {}, faults: ['cannot be read: EISDIR'] });
});
