import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Menu, Tray } from 'electron';
import type { Log } from '../lib/log';
import { loadTrayIcon, loadUnreadTrayIcon } from './icons';
import type { TrayIcon } from './tray';
import { hasTrayHost } from './trayHost';

const runProgram = promisify(execFile);

function hasSessionBus(): boolean {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtimeFolder } = process.env;
  return Boolean(address) || (runtimeFolder !== undefined && existsSync(join(runtimeFolder, 'bus')));
}

function createTrayIcon(onClick: () => void): TrayIcon {
  const usual = loadTrayIcon();
  const unread = loadUnreadTrayIcon();
  const tray = new Tray(usual);
  // On macOS a click opens the menu.
  if (process.platform !== 'darwin') tray.on('click', onClick);
  return {
    showUnread: (hasNews) => tray.setImage(hasNews ? unread : usual),
    setToolTip: (text) => tray.setToolTip(text),
    setMenu: (items) => tray.setContextMenu(Menu.buildFromTemplate([...items])),
  };
}

/** The icon in the tray, or null where nobody would see it. */
export async function openSystemTray(onClick: () => void, log: Log): Promise<TrayIcon | null> {
  const isThere = await hasTrayHost({
    platform: process.platform,
    hasSessionBus: hasSessionBus(),
    run: async (program, args) => (await runProgram(program, args)).stdout,
  });
  if (!isThere) return null;
  try {
    return createTrayIcon(onClick);
  } catch (error) {
    log.warn('no icon in the tray', { error });
    return null;
  }
}
