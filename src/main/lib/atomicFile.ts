import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createLatestWriter } from './latestWriter';
import { wait, type Clock } from './time';

const RENAME_ATTEMPTS = 10;

/** Antivirus and indexers on Windows hold a file for moments after it was written. */
function isHeldForAMoment(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EPERM' || code === 'EBUSY' || code === 'EACCES';
}

async function renameWithPatience(from: string, to: string, clock: Clock): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!isHeldForAMoment(error) || attempt === RENAME_ATTEMPTS) throw error;
      await wait(clock, 20 * attempt);
    }
  }
}

/** Makes the rename itself survive a power cut. Windows cannot open a folder for this, and needs no such step. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const TEMPORARY_SUFFIX = '.tmp';

function getTemporaryPrefix(path: string): string {
  return `.${basename(path)}.`;
}

/**
 * Removes what writes of `path` left when they were cut off: nobody reads it, and it holds what a person wrote. Only
 * for the one process that writes there, before its first write.
 */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const prefix = getTemporaryPrefix(path);
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const leftovers = names.filter((name) => name.startsWith(prefix) && name.endsWith(TEMPORARY_SUFFIX));
  await Promise.all(leftovers.map((name) => rm(join(folder, name), { force: true })));
}

/** Removes the file, so that it is gone after a power cut too. */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await flushFolder(dirname(path));
}

/**
 * Replaces `path` as a whole: whoever reads it, also after a power cut, finds the old content or the new one.
 * Creates the folder. Throws the file system's error and leaves the old content when it cannot.
 */
export async function writeFileAtomically(path: string, content: string, clock: Clock): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `${getTemporaryPrefix(path)}${randomUUID()}${TEMPORARY_SUFFIX}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await renameWithPatience(temporary, path, clock);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(folder);
}

/** The content of the file, or null where there is none. Throws for everything else that goes wrong. */
export async function readFileIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Editors on Windows put the mark before UTF-8; the JSON parser refuses it. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Moves a damaged file out of the way, and keeps it. Answers where it went. */
export async function setAside(path: string, nowMs: number): Promise<string> {
  const aside = `${path}.damaged-${new Date(nowMs).toISOString().replace(/[:.]/g, '-')}`;
  await rename(path, aside);
  return aside;
}

/** A small text that is read once and then replaced as a whole. */
export interface TextFile {
  /** To be called before the first `save`: it also removes what writes of an earlier run left. */
  load(): Promise<string | null>;
  save(content: string): Promise<void>;
  /** See `setAside`. */
  setAside(): Promise<string>;
}

export function createTextFile(path: string, clock: Clock): TextFile {
  const writer = createLatestWriter((content: string) => writeFileAtomically(path, content, clock));
  return {
    async load() {
      // What cannot be removed does no harm, and must not keep the content from being read.
      await removeLeftovers(path).catch(() => undefined);
      return readFileIfThere(path);
    },
    save: (content) => writer.save(content),
    setAside: () => setAside(path, clock.now()),
  };
}
