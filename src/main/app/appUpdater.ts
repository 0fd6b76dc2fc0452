import { mkdtemp, readFile, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { KEPT_FLAGS_FILE, keepFlags } from '../updates/keptFlags';
import type { UpdatesOptions, Updater } from '../updates/updates';
import { createLibraryUpdater } from './libraryUpdater';

/** Whether the installed package says whose signature its updates must have: without it, Windows checks none. */
async function hasUpdatePublisher(): Promise<boolean> {
  try {
    const text = await readFile(join(process.resourcesPath, 'app-update.yml'), 'utf8');
    return /^publisherName:/m.test(text);
  } catch {
    // Not installed, or packaged without updates.
    return false;
  }
}

/** The folder in which the program itself is: on macOS the bundle is replaced as a whole. */
function getProgramFolder(): string {
  const folder = dirname(process.execPath);
  return process.platform === 'darwin' ? join(folder, '..', '..', '..') : folder;
}

/** Found out by trying: Windows has no other answer that is true. */
async function mayReplaceProgram(): Promise<boolean> {
  try {
    await rmdir(await mkdtemp(join(getProgramFolder(), 'update-')));
    return true;
  } catch {
    // Installed for all users of the computer, as it should be at a counter.
    return false;
  }
}

let mayReplace: Promise<boolean> | null = null;

export const describeInstallation: UpdatesOptions['loadMachine'] = async () => ({
  isPackaged: app.isPackaged,
  platform: process.platform,
  hasPublisher: await hasUpdatePublisher(),
  mayReplaceProgram: await (mayReplace ??= mayReplaceProgram()),
});

/** In the usual data folder: a start without flags knows no other. */
export function getKeptFlagsFile(): string {
  return join(app.getPath('appData'), app.getName(), KEPT_FLAGS_FILE);
}

export async function loadUpdater(): Promise<Updater> {
  const { default: library } = await import('electron-updater');
  return createLibraryUpdater({
    library: library.autoUpdater,
    platform: process.platform,
    createToken: () => new library.CancellationToken(),
    keepFlags: () => keepFlags(getKeptFlagsFile(), process.argv.slice(1), Date.now()),
  });
}
