import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFilePolicy } from './filePolicy';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-policy-'));
  path = join(folder, 'policy.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The value, whether it is signed, or the refusal. */
async function load({ isRequired = false, machineFolder = null as string | null } = {}): Promise<unknown> {
  const raw = await createFilePolicy({ path, isRequired, machineFolder }).load();
  if (!raw.ok) return raw.error;
  return raw.value === null ? null : [raw.value.json.value, raw.value.isSigned];
}

test('a policy is read as it is written, by whatever editor', async () => {
  await writeFile(path, '\uFEFF{"language": "de"}\r\n');
  expect(await load()).toEqual([{ language: 'de' }, false]);
});

test('a policy that is not there is none, unless somebody has named it', async () => {
  expect(await load()).toBeNull();
  expect(await load({ isRequired: true })).toBe('is not there');
});

test.each([
  ['is no JSON', () => writeFile(path, '{\n  "a": }'), 'is no JSON, line 2, column 8: a value is missing'],
  ['is empty', () => writeFile(path, ''), 'is no JSON, line 1, column 1: a value is missing'],
  ['is not UTF-8', () => writeFile(path, Buffer.from([0x7b, 0xff, 0x7d])), 'is not UTF-8'],
  ['is too large', () => writeFile(path, ' '.repeat(1024 * 1024 + 1)), 'is larger than 1048576 bytes'],
  ['is a folder', () => mkdir(path), 'cannot be read: it is a folder'],
  [
    'is a link to nothing',
    () => symlink(join(folder, 'gone'), path),
    'cannot be read: it is a link to nothing',
  ],
  ['is a link to itself', () => symlink(path, path), 'cannot be read: it is a link to itself'],
])('one that %s is refused, not taken for none', async (_name, make, sentence) => {
  await make();
  expect(await load()).toBe(sentence);
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'one that may not be read is refused',
  async () => {
    await writeFile(path, '{}', { mode: 0o000 });
    expect(await load()).toBe('cannot be read: permission denied');
  },
);

test('one in a folder that is a file is refused', async () => {
  await writeFile(join(folder, 'file'), '');
  path = join(folder, 'file', 'policy.json');
  expect(await load()).toBe('the key policy.pub cannot be read: its folder is a file');
});

describe('with a public key beside it', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const content = '{"language": "de"}\n';
  const signature = sign(null, Buffer.from(content), privateKey).toString('base64');

  beforeEach(() => writeFile(join(folder, 'policy.pub'), pem));

  test('only what is signed with it counts', async () => {
    await writeFile(path, content);
    expect(await load()).toBe('is not signed, and the key asks for it');
    await writeFile(`${path}.sig`, signature);
    expect(await load()).toEqual([{ language: 'de' }, true]);
    await writeFile(path, content.replace('de', 'fr'));
    expect(await load()).toBe('is refused: its signature does not belong to it');
  });

  test('no policy at all is no way round it', async () => {
    expect(await load()).toBe('is not there, but the key policy.pub is');
  });

  test('a key that cannot be read does not open the door', async () => {
    await writeFile(path, content);
    await rm(join(folder, 'policy.pub'));
    await mkdir(join(folder, 'policy.pub'));
    expect(await load()).toBe('the key policy.pub cannot be read: it is a folder');
  });

  test('the key of the machine counts for a policy elsewhere too', async () => {
    const machineFolder = folder;
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    path = join(elsewhere, 'policy.json');
    await writeFile(path, content);
    expect(await load({ machineFolder })).toBe('is not signed, and the key asks for it');
    // Somebody's own key beside it does not help.
    const own = generateKeyPairSync('ed25519');
    await writeFile(join(elsewhere, 'policy.pub'), own.publicKey.export({ type: 'spki', format: 'pem' }));
    await writeFile(`${path}.sig`, sign(null, Buffer.from(content), own.privateKey).toString('base64'));
    expect(await load({ machineFolder })).toBe('is refused: its signature does not belong to it');
    await writeFile(`${path}.sig`, signature);
    expect(await load({ machineFolder })).toEqual([{ language: 'de' }, true]);
  });
});

// Nothing is printed where there is none.
const hasOpenssl = /^OpenSSL 3/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout);

/** The commands of docs/rollout.md. */
test.skipIf(!hasOpenssl)('what openssl signs is accepted', async () => {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  openssl('genpkey', '-algorithm', 'ed25519', '-out', 'policy.key');
  openssl('pkey', '-in', 'policy.key', '-pubout', '-out', 'policy.pub');
  await writeFile(path, '{"language": "de"}');
  openssl('pkeyutl', '-sign', '-rawin', '-inkey', 'policy.key', '-in', 'policy.json', '-out', 'policy.raw');
  openssl('base64', '-in', 'policy.raw', '-out', 'policy.json.sig');
  expect(await load()).toEqual([{ language: 'de' }, true]);
});
