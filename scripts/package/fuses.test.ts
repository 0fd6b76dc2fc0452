import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from '../process/temporaryFolder';
import { readFuses, setFuses, SHIPPED_FUSES } from './fuses';

const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const binaryWith = (...wires: readonly string[]) =>
  wires.map((wire) => `code${MARK}\x01${String.fromCharCode(wire.length)}${wire}more`).join('');

function withBinary<T>(content: string, work: (file: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'electron');
    await writeFile(file, content, { encoding: 'latin1', mode: 0o755 });
    return work(file);
  });
}

test('every fuse of the table is turned, in each architecture, and nothing else is touched', () =>
  withBinary(binaryWith('101000011', '101000011'), async (file) => {
    await setFuses(file, SHIPPED_FUSES);
    expect(await readFile(file, 'latin1')).toBe(binaryWith('010011001', '010011001'));
    expect((await stat(file)).mode & 0o777).toBe(0o755);
  }));

test('an older Electron has fewer fuses; one that was taken out stays out', () =>
  withBinary(binaryWith('1r100001'), async (file) => {
    await setFuses(file, SHIPPED_FUSES);
    expect(await readFuses(file)).toEqual({
      RunAsNode: 'off',
      EnableCookieEncryption: 'removed',
      EnableNodeOptionsEnvironmentVariable: 'off',
      EnableNodeCliInspectArguments: 'off',
      EnableEmbeddedAsarIntegrityValidation: 'on',
      OnlyLoadAppFromAsar: 'on',
      LoadBrowserProcessSpecificV8Snapshot: 'off',
      GrantFileProtocolExtraPrivileges: 'off',
    });
  }));

test('a fuse that nobody has decided about stops the build', () =>
  withBinary(binaryWith('1010000110'), async (file) => {
    await expect(setFuses(file, SHIPPED_FUSES)).rejects.toThrow('10 fuses, and only 9 are known');
  }));

test.each([
  ['code without a mark', 'no Electron'],
  [`${MARK}\x02\x0510100`, 'of version 2'],
])('what has no fuses of the known kind is refused', (content, reason) =>
  withBinary(content, async (file) => {
    await expect(setFuses(file, SHIPPED_FUSES)).rejects.toThrow(reason);
  }),
);

test('architectures that differ are not read as one', () =>
  withBinary(binaryWith('010011001', '110011001'), async (file) => {
    await expect(readFuses(file)).rejects.toThrow('RunAsNode differs');
  }));
