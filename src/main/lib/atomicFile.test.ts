import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createTextFile,
  readFileIfThere,
  removeFile,
  removeLeftovers,
  setAside,
  writeFileAtomically,
} from './atomicFile';
import { systemClock } from './time';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a write replaces the whole file and leaves no temporary file behind', async () => {
  const path = join(folder, 'deep', 'settings.json');
  await writeFileAtomically(path, 'first, and longer', systemClock);
  await writeFileAtomically(path, 'second', systemClock);
  expect(await readFile(path, 'utf8')).toBe('second');
  expect(await readdir(join(folder, 'deep'))).toEqual(['settings.json']);
});

test('a write that cannot finish says so, and leaves what was there', async () => {
  const notAFolder = join(folder, 'file');
  await writeFile(notAFolder, 'kept');
  await expect(writeFileAtomically(join(notAFolder, 'settings.json'), 'x', systemClock)).rejects.toThrow();
  expect(await readFile(notAFolder, 'utf8')).toBe('kept');
});

test('many writes at once end with one of them, whole', async () => {
  const path = join(folder, 'settings.json');
  const contents = Array.from({ length: 20 }, (_, n) => `${n}`.repeat(5000));
  await Promise.all(contents.map((content) => writeFileAtomically(path, content, systemClock)));
  expect(contents).toContain(await readFile(path, 'utf8'));
});

test('a file that is not there reads as null', async () => {
  expect(await readFileIfThere(join(folder, 'nothing'))).toBeNull();
});

test('a damaged file is moved aside and kept', async () => {
  const path = join(folder, 'settings.json');
  await writeFile(path, '{broken');
  const aside = await setAside(path, 0);
  expect(await readFile(aside, 'utf8')).toBe('{broken');
  expect(await readFileIfThere(path)).toBeNull();
});

test('a file is removed, and one that is not there need not be', async () => {
  const path = join(folder, 'chat.json');
  await writeFile(path, 'x');
  await removeFile(path);
  await removeFile(path);
  expect(await readdir(folder)).toEqual([]);
  await writeFile(join(folder, 'file'), '');
  await expect(removeFile(join(folder, 'file', 'chat.json'))).rejects.toThrow();
});

test('what writes that were cut off left is removed, and nothing else', async () => {
  const names = ['.chat.json.1.tmp', '.chat.json.2.tmp', '.other.json.1.tmp', 'chat.json', '.chat.json.kept'];
  await Promise.all(names.map((name) => writeFile(join(folder, name), '')));
  await removeLeftovers(join(folder, 'chat.json'));
  expect((await readdir(folder)).sort()).toEqual(['.chat.json.kept', '.other.json.1.tmp', 'chat.json']);
  await removeLeftovers(join(folder, 'not', 'there', 'chat.json'));
});

test('a text file can be set aside and begun anew', async () => {
  const file = createTextFile(join(folder, 'journal.json'), systemClock);
  expect(await file.load()).toBeNull();
  await file.save('broken');
  const aside = await file.setAside();
  await file.save('new');
  expect([await file.load(), await readFile(aside, 'utf8')]).toEqual(['new', 'broken']);
});
