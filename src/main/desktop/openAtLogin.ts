import { join } from 'node:path';
import { app } from 'electron';
import { removeFile, writeFileAtomically } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import {
  createAutostartFile,
  getAutostartName,
  createSystemLoginItem,
  type LoginItem,
  type LoginStart,
} from './loginItem';

function createLoginItem(start: LoginStart, clock: Clock): LoginItem {
  if (process.platform !== 'linux') return createSystemLoginItem(app, start, process.platform);
  const path = join(app.getPath('appData'), 'autostart', `${getAutostartName(start)}.desktop`);
  return createAutostartFile({
    write: (content) => writeFileAtomically(path, content, clock),
    remove: () => removeFile(path),
    // An AppImage runs from a folder that is there only while it runs.
    executablePath: process.env['APPIMAGE'] ?? process.execPath,
    start,
  });
}

/** Answers the function that tells the system what is wanted; it is quick when nothing has changed. */
export function createOpenAtLogin(start: LoginStart, clock: Clock, log: Log): (isWanted: boolean) => void {
  // In development the system would start the bare runtime.
  if (!app.isPackaged) return () => undefined;
  const item = createLoginItem(start, clock);
  let told: boolean | null = null;
  let last: Promise<void> = Promise.resolve();
  return (isWanted) => {
    if (told === isWanted) return;
    told = isWanted;
    // In order, so that the last wish is the one that stays.
    last = last
      .then(() => item.set(isWanted))
      .catch((error: unknown) => log.warn('start at login not set', { isWanted, error }));
  };
}
