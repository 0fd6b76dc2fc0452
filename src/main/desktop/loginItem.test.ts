import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeFile, writeFileAtomically } from '../lib/atomicFile';
import { systemClock } from '../lib/time';
import { createAutostartFile, createSystemLoginItem, formatAutostartEntry } from './loginItem';

test('on Windows and macOS the system is told', async () => {
  const told: unknown[] = [];
  const item = createSystemLoginItem({ setLoginItemSettings: (settings) => told.push(settings) });
  await item.set(true);
  await item.set(false);
  expect(told).toEqual([{ openAtLogin: true }, { openAtLogin: false }]);
});

test('on Linux an entry is written, and nothing is left of it when it is not wanted any more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-autostart-'));
  const path = join(folder, 'autostart', 'counterline.desktop');
  const item = createAutostartFile({
    write: (content) => writeFileAtomically(path, content, systemClock),
    remove: () => removeFile(path),
    executablePath: '/opt/Counterline/counterline',
  });
  await item.set(false);
  await item.set(true);
  expect((await readFile(path, 'utf8')).split('\n')).toEqual([
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Counterline',
    'Exec="/opt/Counterline/counterline"',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ]);
  await item.set(false);
  expect(await readdir(join(folder, 'autostart'))).toEqual([]);
  await rm(folder, { recursive: true });
});

test.each([
  ['/opt/My App/counterline', 'Exec="/opt/My App/counterline"'],
  ['/opt/100%/app', 'Exec="/opt/100%%/app"'],
  ['/opt/$HOME/`x`/"y"/app', 'Exec="/opt/\\\\$HOME/\\\\`x\\\\`/\\\\"y\\\\"/app"'],
  ['/opt/back\\slash', 'Exec="/opt/back\\\\\\\\slash"'],
])('the path %s is only ever one program: %s', (path, line) => {
  expect(formatAutostartEntry(path).split('\n')).toContain(line);
});

test('a path that would begin another line is refused', () => {
  expect(() => formatAutostartEntry('/opt/x\nExec=evil')).toThrow('control character');
});
