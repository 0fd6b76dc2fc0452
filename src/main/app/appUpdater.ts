import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import type { UpdatesOptions, Updater } from '../updates/updates';

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

export const describeInstallation: UpdatesOptions['loadMachine'] = async () => ({
  isPackaged: app.isPackaged,
  platform: process.platform,
  hasPublisher: await hasUpdatePublisher(),
});

/** electron-updater, without its notifications: what happens is said in the log only. */
export async function loadUpdater(): Promise<Updater> {
  const { default: library } = await import('electron-updater');
  const { autoUpdater } = library;
  autoUpdater.logger = null;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  // Back to an older version: by hand, as docs/decisions/0030-updates.md says.
  autoUpdater.allowDowngrade = false;
  return {
    async fetch(updateServer) {
      autoUpdater.setFeedURL({ provider: 'generic', url: updateServer });
      const found = await autoUpdater.checkForUpdates();
      if (found?.isUpdateAvailable !== true) return false;
      await autoUpdater.downloadUpdate();
      return true;
    },
    setInstallOnQuit(mayInstall) {
      autoUpdater.autoInstallOnAppQuit = mayInstall;
    },
    restart: () => autoUpdater.quitAndInstall(true, true),
  };
}
