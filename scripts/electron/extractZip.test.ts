import { lstat, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from '../process/temporaryFolder';
import { extractZip, resolveInside } from './extractZip';
import { makeZip, type ZipEntry } from './testZip';

// Windows has neither these permissions nor, for everybody, symbolic links; what is pinned runs on Linux
// only.
const testOnUnix = test.skipIf(process.platform === 'win32');

async function extract(
  folder: string,
  entries: readonly ZipEntry[],
  place: (name: string) => string | undefined = (name) => name,
): Promise<string> {
  const archive = join(folder, 'archive.zip');
  await writeFile(archive, makeZip(entries));
  const destination = join(folder, 'out');
  await extractZip({ archive, destination, place });
  return destination;
}

testOnUnix('files keep their place, content and permissions', () =>
  withTemporaryFolder(async (folder) => {
    const out = await extract(folder, [
      { name: 'bin/', content: '', mode: 0o40755 },
      { name: 'bin/tool', content: 'run me', mode: 0o104755 },
      { name: 'read.me', content: 'text' },
    ]);
    expect(await readFile(join(out, 'bin', 'tool'), 'utf8')).toBe('run me');
    expect((await stat(join(out, 'bin', 'tool'))).mode & 0o7777).toBe(0o755);
    expect((await stat(join(out, 'read.me'))).mode & 0o777).toBe(0o644);
  }),
);

testOnUnix('a link inside of the archive stays a link', () =>
  withTemporaryFolder(async (folder) => {
    const out = await extract(folder, [
      { name: 'lib/current', content: 'one.so', mode: 0o120777 },
      { name: 'lib/one.so', content: 'library' },
    ]);
    expect((await lstat(join(out, 'lib', 'current'))).isSymbolicLink()).toBe(true);
    expect(await readlink(join(out, 'lib', 'current'))).toBe('one.so');
  }),
);

test('what has no place is left behind', () =>
  withTemporaryFolder(async (folder) => {
    const entries = ['keep', 'leave'].map((name) => ({ name, content: name }));
    const out = await extract(folder, entries, (name) => (name === 'keep' ? name : undefined));
    expect(await readdir(out)).toEqual(['keep']);
  }));

test.each(['../evil', 'a/../../evil', '/tmp/evil', '..\\evil'])(
  'a name that climbs out is refused: %s',
  (name) =>
    withTemporaryFolder(async (folder) => {
      await expect(extract(folder, [{ name, content: 'x' }])).rejects.toThrow();
      expect(await readdir(folder)).not.toContain('evil');
    }),
);

test('a place outside of the destination is refused, whatever the archive says', () =>
  withTemporaryFolder(async (folder) => {
    await expect(extract(folder, [{ name: 'good', content: 'x' }], () => '../evil')).rejects.toThrow(
      'The archive was refused: ../evil points outside of it.',
    );
  }));

test.each(['../../outside', '/etc/passwd'])('a link that leads out is refused: %s', (content) =>
  withTemporaryFolder(async (folder) => {
    await expect(extract(folder, [{ name: 'lib/link', content, mode: 0o120777 }])).rejects.toThrow(
      'points outside of it',
    );
  }),
);

test('nothing is written through a link of the archive', () =>
  withTemporaryFolder(async (folder) => {
    const entries = [
      { name: 'link', content: '.', mode: 0o120777 },
      { name: 'link/file', content: 'x' },
    ];
    await expect(extract(folder, entries)).rejects.toThrow();
  }));

test('a neighbour whose name begins alike is outside', () => {
  expect(() => resolveInside('/out', '../outer/file')).toThrow('points outside of it');
  expect(resolveInside('/out', 'a/b')).toBe(join('/out', 'a', 'b'));
});
