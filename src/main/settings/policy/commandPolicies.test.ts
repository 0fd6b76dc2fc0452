import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createManagedPreferences,
  createRegistryPolicy,
  runProgram,
  type RunProgram,
} from './commandPolicies';

const LIST = '\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\Counterline\r\n';
const VALUES = `${LIST}    language    REG_SZ    de\r\n\r\n`;

test('Windows is asked whether there is a policy, then for all of it', async () => {
  const asked: string[] = [];
  const run: RunProgram = (program, args) => {
    asked.push([program, ...args].join(' '));
    return Promise.resolve(args.includes('/s') ? VALUES : LIST);
  };
  expect(await createRegistryPolicy('C:\\Windows', run).load()).toMatchObject({
    ok: true,
    value: { json: { value: { enforced: { language: 'de' }, defaults: {} } }, isSigned: false },
  });
  expect(asked).toEqual([
    'C:\\Windows\\System32\\reg.exe query HKLM\\Software\\Policies /reg:64',
    'C:\\Windows\\System32\\reg.exe query HKLM\\Software\\Policies\\Counterline /s /reg:64',
  ]);
});

test('Windows without the key has no policy', async () => {
  const run = () => Promise.resolve('\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\Microsoft\r\n');
  expect(await createRegistryPolicy('C:\\Windows', run).load()).toEqual({ ok: true, value: null });
});

test('a registry that may not be read is refused, not taken for an empty one', async () => {
  const failing = Object.assign(new Error('no'), { code: 1 });
  const refused = { ok: false, error: 'cannot be read: reg.exe failed (1)' };
  expect(await createRegistryPolicy('C:\\Windows', () => Promise.reject(failing)).load()).toEqual(refused);
  const half: RunProgram = (_program, args) =>
    args.includes('/s') ? Promise.reject(failing) : Promise.resolve(LIST);
  expect(await createRegistryPolicy('C:\\Windows', half).load()).toEqual(refused);
});

test('what device management puts on a Mac is read by its own program', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-plist-'));
  const path = join(folder, 'x.plist');
  expect(await createManagedPreferences(() => Promise.resolve('{}'), path).load()).toEqual({
    ok: true,
    value: null,
  });
  await writeFile(path, '');
  const latin1 = Buffer.from('{"enforced":{"endpoint":"Verk\u00e4ufe"}}', 'utf8').toString('latin1');
  expect(await createManagedPreferences(() => Promise.resolve(latin1), path).load()).toMatchObject({
    value: { json: { value: { enforced: { endpoint: 'Verk\u00e4ufe' } } } },
  });
  expect(await createManagedPreferences(() => Promise.resolve('x'), path).load()).toEqual({
    ok: false,
    error: 'cannot be read: plutil printed no JSON',
  });
  await rm(folder, { recursive: true });
});

test('a program is run without a shell, and its failure is known', async () => {
  expect(await runProgram(process.execPath, ['-p', '"$HOME"'])).toBe('$HOME\n');
  await expect(runProgram(process.execPath, ['-e', 'process.exit(3)'])).rejects.toMatchObject({ code: 3 });
  await expect(runProgram('/no/such/program', [])).rejects.toMatchObject({ code: 'ENOENT' });
});
