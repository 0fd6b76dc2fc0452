import { readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MINUTE } from '../lib/time';

/**
 * After an update the installer, or the system, starts the app without the flags that it had: a counter would come back
 * as a desk. So they wait in a file for the next start, which takes them once. It lies in the user's own folder: whoever
 * can write there can start the app with any flags anyway.
 */

export const KEPT_FLAGS_FILE = 'flags-after-update.json';
/** With this the installer of Windows starts the new version. */
export const UPDATED_FLAG = '--updated';

/** What is older belongs to an update that has failed; nobody expects these flags any more. */
const VALID_FOR_MS = 30 * MINUTE;
const MAX_FLAGS = 100;

/** `args` without the program's own name. */
export async function keepFlags(path: string, args: readonly string[], nowMs: number): Promise<void> {
  const kept = args.filter((arg) => arg !== UPDATED_FLAG);
  // An app that keeps its data elsewhere has never needed this folder.
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify({ atMs: nowMs, args: kept }), { mode: 0o600 });
}

/** The flags that wait for this start, or null. A second call finds none. */
export function takeKeptFlags(path: string, nowMs: number): readonly string[] | null {
  try {
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    const { atMs, args } = JSON.parse(text) as { readonly atMs?: unknown; readonly args?: unknown };
    if (typeof atMs !== 'number' || nowMs < atMs || nowMs - atMs > VALID_FOR_MS) return null;
    return isListOfFlags(args) && args.length > 0 ? args : null;
  } catch {
    // None are kept, as nearly always; or the file is damaged, and the app starts as it would without it.
    return null;
  }
}

function isListOfFlags(args: unknown): args is readonly string[] {
  return (
    Array.isArray(args) &&
    args.length <= MAX_FLAGS &&
    args.every((arg) => typeof arg === 'string' && arg !== UPDATED_FLAG)
  );
}

/** Whether somebody has started the app who does not know its flags: on macOS the system gives none at all. */
export function isStartAfterUpdate(platform: NodeJS.Platform, args: readonly string[]): boolean {
  return args.includes(UPDATED_FLAG) || (platform === 'darwin' && args.length === 0);
}
