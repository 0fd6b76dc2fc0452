import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 500;
const HEARTBEAT_MS = 5_000;
const STALE_AFTER_MS = 60_000;

/**
 * Runs `work` while holding a lock file, so that two commands that start together do one slow thing once. The
 * holder touches the file as it goes; a lock whose process is gone, or that nobody has touched for a minute,
 * is taken over.
 */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const owner = JSON.stringify({ host: hostname(), processId: process.pid });
  let hasWaited = false;
  while (!(await takeLock(file, owner))) {
    if (await isAbandoned(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (!hasWaited) onWait();
    hasWaited = true;
    await delay(RETRY_MS);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    // The file may have been taken over after a long sleep of the machine; what is built is renamed whole, so
    // that does no harm.
    utimes(file, now, now).catch(() => clearInterval(heartbeat));
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(file, { force: true });
  }
}

async function takeLock(file: string, owner: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(owner);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  try {
    const [content, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    if (Date.now() - mtimeMs > STALE_AFTER_MS) return true;
    if (content === '') return false;
    const owner = JSON.parse(content) as { host?: unknown; processId?: unknown };
    return owner.host === hostname() && typeof owner.processId === 'number' && !isRunning(owner.processId);
  } catch {
    // Released just now, or being written: the next round sees which.
    return false;
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
