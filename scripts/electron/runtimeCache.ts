import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock';

export interface RuntimeCache {
  /** The folder kept under `key`, if it is whole. */
  find(key: string): Promise<string | undefined>;
  /**
   * The folder kept under `key`; when there is none, it is made by `fill`, and kept only if `fill` succeeded.
   */
  build(key: string, fill: (folder: string) => Promise<void>): Promise<string>;
  /** Keeps other commands that use this cache out while `work` runs. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export interface RuntimeCacheOptions {
  readonly root: string;
  /** Called once when another command is at work and this one has to wait for it. */
  readonly onWait: () => void;
}

const MARKER = 'complete.json';
const UNFINISHED = '.unfinished-';

/**
 * Keeps runtimes in folders that are whole or not there at all: made beside their place, marked last, and
 * then renamed.
 */
export function createRuntimeCache({ root, onWait }: RuntimeCacheOptions): RuntimeCache {
  const find = async (key: string) => ((await isWhole(join(root, key), key)) ? join(root, key) : undefined);

  return {
    find,
    async build(key, fill) {
      const existing = await find(key);
      if (existing !== undefined) return existing;
      await mkdir(root, { recursive: true });
      const unfinished = await mkdtemp(join(root, UNFINISHED));
      try {
        await fill(unfinished);
        await writeFile(
          join(unfinished, MARKER),
          JSON.stringify({ key, entries: await listEntries(unfinished) }),
        );
        return await putInPlace(unfinished, key);
      } finally {
        await rm(unfinished, { recursive: true, force: true });
      }
    },
    async exclusively(work) {
      await mkdir(root, { recursive: true });
      return withLock(join(root, 'preparing.lock'), onWait, async () => {
        // Nobody else is at work, so these were left by a command that was cut off.
        await removeUnfinished(root);
        return work();
      });
    },
  };

  async function putInPlace(unfinished: string, key: string): Promise<string> {
    const place = join(root, key);
    try {
      await rename(unfinished, place);
    } catch (error) {
      // Somebody else was faster, and theirs is as good; or a damaged one is in the way.
      if (await isWhole(place, key)) return place;
      if (!isOccupied(error)) throw error;
      await rm(place, { recursive: true, force: true });
      await rename(unfinished, place);
    }
    return place;
  }
}

/** The folder where this user's caches belong on this system. */
export function userCacheFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home = homedir()): string {
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'counterline');
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'counterline', 'Cache');
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'counterline');
}

async function isWhole(folder: string, key: string): Promise<boolean> {
  try {
    const marker = JSON.parse(await readFile(join(folder, MARKER), 'utf8')) as {
      key?: unknown;
      entries?: unknown;
    };
    if (marker.key !== key || !Array.isArray(marker.entries)) return false;
    // What was deleted by hand, or by a program that cleans up, is noticed too.
    await Promise.all(marker.entries.map((entry) => stat(join(folder, String(entry)))));
    return true;
  } catch {
    return false;
  }
}

async function listEntries(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.sort();
}

async function removeUnfinished(root: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => name.startsWith(UNFINISHED));
  await Promise.all(names.map((name) => rm(join(root, name), { recursive: true, force: true })));
}

function isOccupied(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EPERM';
}
