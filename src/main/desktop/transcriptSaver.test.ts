import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { IDLE_CHAT } from '@shared/chat';
import { getTranscriptLabels } from './transcriptLabels';
import { createTranscriptSaver } from './transcriptSaver';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-transcript-'));
});
afterEach(() => rm(folder, { recursive: true }));

function setUp(askForFile: (defaultPath: string) => Promise<string | null>) {
  return createTranscriptSaver({
    getView: () => ({ ...IDLE_CHAT, form: { nickname: 'Chris', subject: 'Parcel' } }),
    getLabels: () => getTranscriptLabels('en'),
    askForFile,
    createPdf: (html) => Promise.resolve(Buffer.from(`PDF of ${html.slice(0, 15)}`)),
    now: () => new Date(2026, 0, 5),
  });
}

test.each([
  ['chat.txt', 'Subject: Parcel'],
  ['chat', 'Subject: Parcel'],
  ['chat.html', '<!doctype html>'],
  ['chat.HTM', '<!doctype html>'],
  ['chat.pdf', 'PDF of <!doctype html>'],
])('the ending of the name decides what is saved: %s', async (name, beginning) => {
  const path = join(folder, name);
  expect(await setUp(() => Promise.resolve(path))()).toEqual({ saved: true });
  expect((await readFile(path, 'utf8')).startsWith(beginning)).toBe(true);
});

test('nothing is saved when the person has changed their mind', async () => {
  expect(await setUp(() => Promise.resolve(null))()).toEqual({ saved: false });
});

test('a second wish while the dialog is open opens no second dialog', async () => {
  const asked: string[] = [];
  let answer: (path: string | null) => void = () => undefined;
  const save = setUp((defaultPath) => {
    asked.push(defaultPath);
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  const first = save();
  expect(await save()).toEqual({ saved: false });
  answer(join(folder, 'a.txt'));
  expect([await first, asked]).toEqual([{ saved: true }, ['Chat 2026-01-05.txt']]);
});

test('a place that cannot be written to is a failure, and does not keep the next from being tried', async () => {
  const save = setUp(() => Promise.resolve(join(folder, 'missing', 'a.txt')));
  await expect(save()).rejects.toThrow('ENOENT');
  await expect(save()).rejects.toThrow('ENOENT');
});
