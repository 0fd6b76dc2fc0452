import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunCommand } from '../process/runCommand';
import { messageOf, SetupError } from '../process/setupError';
import {
  downloadOfficialElectron,
  findElectronIn,
  findInstalledElectron,
  type FoundElectron,
} from './installedElectron';
import type { PinnedRuntime } from './pinnedRuntime';
import type { RuntimeCache } from './runtimeCache';
import { fetchRuntimePackage, runtimeKey, unpackRuntime } from './runtimePackage';

export interface EnsureElectronOptions {
  readonly projectRoot: string;
  readonly defaultAppFolder: string;
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  readonly env: NodeJS.ProcessEnv;
  readonly runtime: PinnedRuntime;
  readonly cache: RuntimeCache;
  readonly run: RunCommand;
  readonly log: (line: string) => void;
}

export interface ReadyElectron extends FoundElectron {
  /**
   * Named by the user; the electron package's own, found or just downloaded; or the pinned runtime, found or
   * just made.
   */
  readonly source: 'override' | 'installed' | 'downloaded' | 'cached' | 'npm package';
}

/**
 * Finds an Electron to run, or gets one. Downloads happen at most once; later calls find what the first one
 * got.
 *
 * @throws {SetupError} when there is none to be had; its message says what to do.
 */
export async function ensureElectron(options: EnsureElectronOptions): Promise<ReadyElectron> {
  const { projectRoot, platform, env, runtime, cache, run, log } = options;
  const overrideFolder = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (overrideFolder) return useOverride(overrideFolder, platform);

  const key = await runtimeKey(runtime, options.defaultAppFolder);
  const isRuntimeUsable = platform === 'linux' && options.architecture === 'x64';
  const packageFolder = join(projectRoot, 'node_modules', 'electron');
  const found = await findReady();
  if (found !== undefined) return found;

  return cache.exclusively(async () => {
    // The command that this one has waited for may have brought it.
    const meanwhile = await findReady();
    if (meanwhile !== undefined) return meanwhile;
    log('Downloading Electron (once; it is kept)…');
    const refusal = await downloadOfficialElectron(packageFolder, run);
    const installed = findInstalledElectron(packageFolder);
    if (installed !== undefined) return { ...installed, source: 'downloaded' };
    if (!isRuntimeUsable) throw new SetupError(explainOtherPlatform(options, refusal));
    log(`The official download failed (${refusal}).`);
    return { ...runtimeIn(await buildRuntime()), source: 'npm package' };
  });

  async function findReady(): Promise<ReadyElectron | undefined> {
    const installed = findInstalledElectron(packageFolder);
    if (installed !== undefined) return { ...installed, source: 'installed' };
    const cached = isRuntimeUsable ? await cache.find(key) : undefined;
    return cached === undefined ? undefined : { ...runtimeIn(cached), source: 'cached' };
  }

  async function buildRuntime(): Promise<string> {
    const specifier = `${runtime.packageName}@${runtime.packageVersion}`;
    log(
      `Fetching Electron ${runtime.electronVersion} from the npm package ${specifier} (about 200 MB, once)…`,
    );
    return cache.build(key, async (folder) => {
      // Inside the folder that is thrown away on failure, and on the same disk as the place where things end
      // up.
      const scratch = join(folder, '.package');
      await mkdir(scratch);
      const tarball = await fetchRuntimePackage({ runtime, projectRoot, folder: scratch, run }).catch(
        explainOffline,
      );
      await unpackRuntime({ ...options, tarball, folder });
      await rm(scratch, { recursive: true });
    });
  }

  function runtimeIn(folder: string): FoundElectron {
    return { executablePath: join(folder, 'electron'), version: runtime.electronVersion };
  }
}

function useOverride(folder: string, platform: NodeJS.Platform): ReadyElectron {
  const found = findElectronIn(folder, platform);
  if (found === undefined) {
    throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is set to ${folder}, but there is no Electron in it.`);
  }
  return { ...found, source: 'override' };
}

function explainOffline(error: unknown): never {
  throw new SetupError(
    `${messageOf(error)}\n` +
      'There is no Electron to run: neither its official download nor the npm registry could be reached, ' +
      'and none is kept here yet.\n' +
      'Connect to the network and run the same command again, ' +
      'or point ELECTRON_OVERRIDE_DIST_PATH at the folder of an unpacked Electron.',
  );
}

function explainOtherPlatform(
  { platform, architecture }: EnsureElectronOptions,
  refusal: string | undefined,
): string {
  return (
    `Electron's official download failed (${refusal}), ` +
    `and only Linux x64 has a substitute; this is ${platform} ${architecture}.\n` +
    'Set ELECTRON_MIRROR to a mirror that can be reached from here and run the same command again, ' +
    'or point ELECTRON_OVERRIDE_DIST_PATH at the folder of an unpacked Electron.'
  );
}
