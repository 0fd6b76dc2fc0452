import { appendFileSync } from 'node:fs';
import { appendFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SECOND, type Clock } from './time';

/** Keeps the latest lines of the log in a few files of bounded size. */
export interface LogFile {
  write(line: string): void;
  /** Resolves when all lines so far are written, or given up. */
  whenWritten(): Promise<void>;
  /** The program ends: what still waits is written now. */
  close(): void;
}

export interface LogFileOptions {
  /** The newest lines; older ones are in `path.1` and so on. */
  readonly path: string;
  readonly clock: Clock;
  readonly maxBytes?: number;
  /** With the newest one. */
  readonly maxFiles?: number;
  /** Lines that wait while the disk is busy; beyond them lines are left out, and their number is noted. */
  readonly maxWaiting?: number;
}

const MEBIBYTE = 1024 * 1024;
/** A full or read-only disk is not tried again for each line. */
const TRY_AGAIN_AFTER_MS = 30 * SECOND;

export function createLogFile(options: LogFileOptions): LogFile {
  const { path, clock, maxBytes = MEBIBYTE, maxFiles = 5, maxWaiting = 2000 } = options;
  let waiting: string[] = [];
  let leftOut = 0;
  let bytes: number | null = null;
  let writing: Promise<void> | null = null;
  let brokenUntilMs = -Infinity;

  function takeWaiting(): string {
    const lines = waiting;
    waiting = [];
    if (leftOut > 0) {
      const at = new Date(clock.now()).toISOString();
      lines.push(JSON.stringify({ at, level: 'warn', event: 'log lines left out', count: leftOut }));
    }
    leftOut = 0;
    return lines.map((line) => `${line}\n`).join('');
  }

  async function findSize(): Promise<number> {
    try {
      return (await stat(path)).size;
    } catch {
      // No file yet; if there is another reason, writing finds it.
      return 0;
    }
  }

  async function rotate(): Promise<void> {
    await rm(`${path}.${maxFiles - 1}`, { force: true });
    for (let age = maxFiles - 2; age >= 0; age -= 1) {
      await rename(age === 0 ? path : `${path}.${age}`, `${path}.${age + 1}`).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      });
    }
  }

  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const text = takeWaiting();
      try {
        await mkdir(dirname(path), { recursive: true });
        bytes ??= await findSize();
        if (bytes > 0 && bytes + Buffer.byteLength(text) > maxBytes) {
          await rotate();
          bytes = 0;
        }
        await appendFile(path, text, { mode: 0o600 });
        bytes += Buffer.byteLength(text);
      } catch {
        // Nobody could be told: this is where news of failures goes.
        bytes = null;
        brokenUntilMs = clock.monotonic() + TRY_AGAIN_AFTER_MS;
        return;
      }
    }
  }

  return {
    write(line) {
      if (clock.monotonic() < brokenUntilMs) return;
      if (waiting.length >= maxWaiting) leftOut += 1;
      else waiting.push(line);
      writing ??= writeWaiting().finally(() => (writing = null));
    },
    async whenWritten() {
      while (writing !== null) await writing;
    },
    close() {
      if (waiting.length === 0) return;
      try {
        appendFileSync(path, takeWaiting(), { mode: 0o600 });
      } catch {
        // The last lines are lost with the disk that does not take them.
      }
    },
  };
}
