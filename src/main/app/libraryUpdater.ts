import type { AppUpdater, CancellationToken } from 'electron-updater';
import type { Updater } from '../updates/updates';

export interface LibraryUpdaterOptions {
  readonly library: AppUpdater;
  readonly platform: NodeJS.Platform;
  readonly createToken: () => CancellationToken;
  /** Has to be done before the app is started anew by somebody who does not know its flags. */
  readonly keepFlags: () => Promise<void>;
}

/** electron-updater, without its notifications and dialogs: what happens is said in the log only. */
export function createLibraryUpdater({
  library,
  platform,
  createToken,
  keepFlags,
}: LibraryUpdaterOptions): Updater {
  library.logger = null;
  library.autoDownload = false;
  library.autoInstallOnAppQuit = false;
  // Back to an older version: by hand, as docs/decisions/0030-updates.md says.
  library.allowDowngrade = false;
  // Whole packages only: fewer ways to a file that nobody has signed.
  library.disableWebInstaller = true;
  library.disableDifferentialDownload = true;
  return {
    async fetch(updateServer, signal) {
      library.setFeedURL({ provider: 'generic', url: updateServer });
      const found = await library.checkForUpdates();
      if (found?.isUpdateAvailable !== true) return false;
      const token = createToken();
      const cancel = () => token.cancel();
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel, { once: true });
      // On Windows, what arrives while this is off can never be put in place at the end; `setInstallOnQuit` has the last
      // word. On macOS, what arrives while it is on goes to the system at once, and nothing can take it back.
      library.autoInstallOnAppQuit = platform === 'win32';
      try {
        await library.downloadUpdate(token);
        return true;
      } finally {
        library.autoInstallOnAppQuit = false;
        signal.removeEventListener('abort', cancel);
      }
    },
    setInstallOnQuit(mayInstall) {
      library.autoInstallOnAppQuit = mayInstall;
    },
    async restart() {
      await keepFlags();
      library.quitAndInstall(true, true);
    },
  };
}
