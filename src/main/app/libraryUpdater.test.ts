import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type RequestOptions, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import updaterLibrary from 'electron-updater';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLibraryUpdater } from './libraryUpdater';

/**
 * electron-updater itself, its part for Windows, against a server of updates on this computer. Only its edges are stood
 * in for: Electron's network, the look at the signature, and the start of the installer.
 */

const INSTALLER = Buffer.from('An installer, as far as anybody here can tell');

class PlainExecutor extends ElectronHttpExecutor {
  // Electron's own request has a little more, which is not needed here.
  override createRequest = ((options: RequestOptions, callback: (response: unknown) => void) =>
    request(options, callback)) as unknown as ElectronHttpExecutor['createRequest'];
}

let folder = '';
let server: Server;
let feed = { version: '2.0.0', sha512: '' };
let requested: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-update-'));
  feed = { version: '2.0.0', sha512: createHash('sha512').update(INSTALLER).digest('base64') };
  requested = [];
  server = createServer(({ url = '' }, response) => {
    const [path = ''] = url.split('?');
    requested.push(path);
    if (path === '/latest.yml') response.end(describeLatest());
    else if (path === '/Counterline-2.0.0.exe') response.end(INSTALLER);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function describeLatest(): string {
  const file = 'Counterline-2.0.0.exe';
  return [
    `version: ${feed.version}`,
    'files:',
    `  - url: ${file}`,
    `    sha512: ${feed.sha512}`,
    `    size: ${INSTALLER.length}`,
    `path: ${file}`,
    `sha512: ${feed.sha512}`,
    "releaseDate: '2026-01-15T03:00:00.000Z'",
  ].join('\n');
}

/** `signatureFault`: what Windows says of the installer's signature; null where it is the publisher's. */
async function setUp({ signatureFault = null as string | null, publisher = 'Example Ltd' } = {}) {
  const told: string[] = [];
  let quit: (exitCode: number) => void = () => undefined;
  await writeFile(
    join(folder, 'app-update.yml'),
    `provider: generic\nurl: https://updates.invalid\npublisherName: [${publisher}]\nupdaterCacheDirName: cache\n`,
  );
  const library = new updaterLibrary.NsisUpdater(null, {
    version: '1.0.0',
    name: 'counterline',
    isPackaged: true,
    appUpdateConfigPath: join(folder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => told.push('relaunch'),
    quit: () => told.push('quit'),
    onQuit: (handler) => (quit = handler),
  });
  Object.assign(library, {
    httpExecutor: new PlainExecutor(),
    _testOnlyOptions: { platform: 'win32', isUseDifferentialDownload: false },
    async _verifyUpdateCodeSignature(publishers: string[], file: string) {
      told.push(`signed by ${publishers.join()}?`);
      expect(await readFile(file)).toEqual(INSTALLER);
      return signatureFault;
    },
    doInstall({ isSilent, isForceRunAfter }: { isSilent: boolean; isForceRunAfter: boolean }) {
      told.push(`install, silent ${isSilent}, start anew ${isForceRunAfter}`);
      return false;
    },
  });
  const updater = createLibraryUpdater({
    library,
    platform: 'win32',
    createToken: () => new updaterLibrary.CancellationToken(),
    keepFlags() {
      told.push('flags kept');
      return Promise.resolve();
    },
  });
  const { port } = server.address() as AddressInfo;
  const fetch = (signal = new AbortController().signal) => updater.fetch(`http://127.0.0.1:${port}`, signal);
  return { updater, told, fetch, quit: (exitCode = 0) => quit(exitCode) };
}

test('a newer version is fetched, its signature asked for, and put in place at the end, without a word', async () => {
  const { updater, told, fetch, quit } = await setUp();
  expect(await fetch()).toBe(true);
  expect(requested).toEqual(['/latest.yml', '/Counterline-2.0.0.exe']);
  expect(told).toEqual(['signed by Example Ltd?']);
  updater.setInstallOnQuit(true);
  quit();
  expect(told.slice(1)).toEqual(['install, silent true, start anew false']);
});

test('it is not put in place at an end that nobody has allowed, nor after a crash', async () => {
  const { updater, told, fetch, quit } = await setUp();
  await fetch();
  quit();
  updater.setInstallOnQuit(true);
  quit(1);
  updater.setInstallOnQuit(false);
  quit();
  expect(told).toEqual(['signed by Example Ltd?']);
});

test('a counter keeps its flags before it is restarted', async () => {
  const { updater, told, fetch } = await setUp();
  await fetch();
  await updater.restart();
  expect(told.slice(1)).toEqual(['flags kept', 'install, silent true, start anew true']);
});

test('an installer of somebody else is thrown away', async () => {
  const { updater, told, fetch, quit } = await setUp({ signatureFault: 'Other Ltd' });
  await expect(fetch()).rejects.toThrow('is not signed by the application owner: Other Ltd');
  updater.setInstallOnQuit(true);
  quit();
  expect(told).toEqual(['signed by Example Ltd?']);
});

test('a file that is not the one of the list is thrown away', async () => {
  feed.sha512 = createHash('sha512').update('another').digest('base64');
  const { told, fetch } = await setUp();
  await expect(fetch()).rejects.toThrow('sha512 checksum mismatch');
  expect(told).toEqual([]);
});

test.each(['1.0.0', '0.9.0'])('the version %s is no news, and nothing is fetched', async (version) => {
  feed.version = version;
  const { fetch } = await setUp();
  expect(await fetch()).toBe(false);
  expect(requested).toEqual(['/latest.yml']);
});

test('who calls it off gets nothing', async () => {
  const { told, fetch } = await setUp();
  await expect(fetch(AbortSignal.abort())).rejects.toThrow('cancelled');
  expect(told).toEqual([]);
});
