import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../lib/log';
import { findPictureType, readLogo } from './logo';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'logo-'))));
afterEach(() => rm(folder, { recursive: true }));

test.each([
  ['a PNG', '\x89PNG\r\n\x1a\n....', 'image/png'],
  ['a JPEG', '\xff\xd8\xff\xe0....', 'image/jpeg'],
  ['a WebP', 'RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp'],
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
  ['an SVG with a declaration', '\n<?xml version="1.0"?><svg/>', 'image/svg+xml'],
  ['a page', '<!doctype html><svg></svg>', null],
  ['a script', 'alert(1)', null],
  ['nothing', '', null],
])('%s is known by its first bytes', (_name, content, expected) => {
  expect(findPictureType(Buffer.from(content, 'latin1'))).toBe(expected);
});

test('a picture is read whole', async () => {
  const path = join(folder, 'logo.anything');
  await writeFile(path, '<svg/>');
  const logo = await readLogo(path, silentLog);
  expect(logo?.contentType).toBe('image/svg+xml');
  expect(Buffer.from(logo?.content ?? []).toString()).toBe('<svg/>');
});

test('what cannot be used is no reason to fail', async () => {
  const large = join(folder, 'large.svg');
  await writeFile(large, `<svg>${' '.repeat(1024 * 1024)}</svg>`);
  const text = join(folder, 'logo.png');
  await writeFile(text, 'no picture');
  for (const path of ['', large, text, folder, join(folder, 'none')]) {
    expect(await readLogo(path, silentLog)).toBeNull();
  }
});
