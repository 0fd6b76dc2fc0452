import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
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

/**
 * Replaces `path` as a whole: whoever reads it, also after a power cut, finds the old content or the new one.
 * Creates the folder. Throws the file system's error and leaves the old content when it cannot.
 */
export async function writeFileAtomically(path: string, content: string, clock: Clock): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
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
  load(): Promise<string | null>;
  save(content: string): Promise<void>;
}

export function createTextFile(path: string, clock: Clock): TextFile {
  const writer = createLatestWriter((content: string) => writeFileAtomically(path, content, clock));
  return { load: () => readFileIfThere(path), save: (content) => writer.save(content) };
}
