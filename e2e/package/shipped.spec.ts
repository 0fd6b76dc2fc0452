import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { expect, test as base } from '@playwright/test';
import { checkAsar } from '../../scripts/package/asarContents';
import { readFuses, SHIPPED_FUSES, type FuseName } from '../../scripts/package/fuses';
import { findFreePort } from './drivenApp';
import { getElectronProgram } from '../fixtures/electronProgram';
import { getPackages } from './packages';

const { shipped, debuggable } = getPackages();

const test = base.extend<{ readonly folder: string }>({
  // Playwright wants the first parameter destructured, also where a fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'counterline-package-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Starts the app as it ships and waits for its end. */
async function run(executable: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const child = spawn(executable, [...getElectronProgram().args, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** A flag that the app itself refuses: who gets this answer has reached the app, and not Node or another program. */
const REACHES_THE_APP = '--not-a-flag-of-ours';
const answerOfTheApp = {
  code: 2,
  output: expect.stringContaining('--not-a-flag-of-ours is not a flag of this app'),
};

test('the fuses of the app that ships are as decided', async () => {
  const fuses = await readFuses(shipped.fuseFile);
  for (const [name, state] of Object.entries(fuses))
    expect(`${name} ${state}`).toBe(`${name} ${SHIPPED_FUSES[name as FuseName] ? 'on' : 'off'}`);
  // Electron 33 has eight.
  expect(Object.keys(fuses).length).toBeGreaterThanOrEqual(8);
});

test('the debuggable app differs from it in one fuse, and in what its package.json says', async () => {
  const fuses = await readFuses(shipped.fuseFile);
  expect(await readFuses(debuggable.fuseFile)).toEqual({ ...fuses, EnableNodeCliInspectArguments: 'on' });
  const readDescription = (archive: string) =>
    JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>;
  const { version: _version, ...described } = readDescription(debuggable.archive);
  const { version, ...own } = readDescription(shipped.archive);
  expect(described).toEqual({ ...own, isDebuggable: true });
  expect(version).not.toContain('debuggable');
  const files = listPackage(shipped.archive, { isPack: false });
  expect(listPackage(debuggable.archive, { isPack: false })).toEqual(files);
  for (const file of files.map((path) => path.slice(1)).filter((path) => /^out\/.*\.\w+$/.test(path)))
    expect(extractFile(debuggable.archive, file).equals(extractFile(shipped.archive, file)), file).toBe(true);
});

test('nothing is in the archive that the app does not need', () => {
  const { faults, files } = checkAsar(shipped.archive);
  expect(faults).toEqual([]);
  expect(files).toBeGreaterThan(20);
});

test('the bill of materials and the licences name the same parts', async () => {
  const sbom = JSON.parse(await readFile(join(dirname(shipped.archive), 'sbom.cdx.json'), 'utf8')) as {
    components: { name: string; version: string }[];
  };
  const notices = JSON.parse(extractFile(shipped.archive, join('out', 'notices.json')).toString()) as {
    name: string;
    text: string;
  }[];
  const names = sbom.components.map(({ name }) => name);
  expect(names).toEqual(['electron', ...notices.map(({ name }) => name)]);
  expect(names).toEqual(expect.arrayContaining(['axios', 'vue', 'zod']));
  expect(notices.filter(({ text }) => text.length < 100)).toEqual([]);
});

test.describe('whoever starts the app that ships cannot get into it', () => {
  for (const name of ['--remote-debugging-port', '--inspect', '--inspect-brk'] as const) {
    test(`${name} is refused, and nobody listens`, async ({ folder }) => {
      const port = await findFreePort();
      const started = await run(shipped.executable, [`${name}=${port}`, `--user-data-dir=${folder}`]);
      expect(started).toEqual({
        code: 2,
        output: expect.stringContaining(`${name} is not a flag of this app`),
      });
      expect(started.output).not.toContain('listening on');
    });
  }

  test('ELECTRON_RUN_AS_NODE does not make a Node of it', async () => {
    const args = [REACHES_THE_APP, '-e', 'console.log("node")'];
    expect(await run(shipped.executable, args, { ELECTRON_RUN_AS_NODE: '1' })).toEqual(answerOfTheApp);
  });

  test('NODE_OPTIONS bring no code into it', async ({ folder }) => {
    const intruder = join(folder, 'intruder.cjs');
    await writeFile(intruder, 'console.log("intruder");');
    const started = await run(shipped.executable, [REACHES_THE_APP], {
      NODE_OPTIONS: `--require ${intruder}`,
    });
    expect(started).toEqual(answerOfTheApp);
    expect(started.output).not.toContain('intruder\n');
  });

  test('a folder with another app beside the archive is not looked at', async ({ folder }) => {
    // Hard links where they are possible: the copy is large, and nothing in it is changed.
    const copy = join(folder, basename(shipped.folder));
    await cp(shipped.folder, copy, { recursive: true, mode: 0 });
    const intruder = join(copy, 'resources', 'app');
    await mkdir(intruder);
    await writeFile(join(intruder, 'package.json'), '{"main":"main.js"}');
    await writeFile(join(intruder, 'main.js'), 'console.log("intruder"); process.exit(0);');
    expect(await run(join(copy, basename(shipped.executable)), [REACHES_THE_APP])).toEqual(answerOfTheApp);
  });
});
