import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeFile, writeFileAtomically } from '../lib/atomicFile';
import { systemClock } from '../lib/time';
import {
  createAutostartFile,
  createSystemLoginItem,
  formatAutostartEntry,
  getAutostartName,
  quoteForWindows,
} from './loginItem';

const PLAIN = { name: null, args: [] };
const TILL = { name: 'till', args: ['--policy=/srv/our policy.json', '--profile=till'] };

test.each([
  ['win32', PLAIN, { args: [] }],
  [
    'win32',
    TILL,
    { name: 'Counterline till', args: ['"--policy=/srv/our policy.json"', '"--profile=till"'] },
  ],
  // The system has one item for the app, and passes nothing on.
  ['darwin', PLAIN, {}],
  ['darwin', TILL, {}],
] as const)('on %s the system is told, with what it can keep of %j', async (platform, start, kept) => {
  const told: unknown[] = [];
  const item = createSystemLoginItem(
    { setLoginItemSettings: (settings) => told.push(settings) },
    start,
    platform,
  );
  await item.set(true);
  await item.set(false);
  expect(told).toEqual([
    { openAtLogin: true, ...kept },
    { openAtLogin: false, ...kept },
  ]);
});

test.each([
  ['--a=b c', '"--a=b c"'],
  ['--a="b"', '"--a=\\"b\\""'],
  ['--dir=C:\\data\\', '"--dir=C:\\data\\\\"'],
  ['--a=\\"', '"--a=\\\\\\""'],
])('on Windows the argument %s stays one: %s', (arg, quoted) => {
  expect(quoteForWindows(arg)).toBe(quoted);
});

test('a start with other data has an entry of its own', () => {
  expect([PLAIN, TILL].map(getAutostartName)).toEqual(['counterline', 'counterline-till']);
});

test('the flags of the app are in the entry, each as one word', () => {
  const lines = formatAutostartEntry('/opt/Counterline/counterline', TILL).split('\n');
  expect(lines).toContain('Name=Counterline (till)');
  expect(lines).toContain(
    'Exec="/opt/Counterline/counterline" "--policy=/srv/our policy.json" "--profile=till"',
  );
});

test('on Linux an entry is written, and nothing is left of it when it is not wanted any more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-autostart-'));
  const path = join(folder, 'autostart', 'counterline.desktop');
  const item = createAutostartFile({
    write: (content) => writeFileAtomically(path, content, systemClock),
    remove: () => removeFile(path),
    executablePath: '/opt/Counterline/counterline',
    start: PLAIN,
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
  expect(formatAutostartEntry(path, PLAIN).split('\n')).toContain(line);
});

test('what would begin another line is refused', () => {
  expect(() => formatAutostartEntry('/opt/x\nExec=evil', PLAIN)).toThrow('control character');
  const start = { name: null, args: ['--user-data-dir=/x\nExec=evil'] };
  expect(() => formatAutostartEntry('/opt/x', start)).toThrow('control character');
});
