import { Menu } from 'electron';

/**
 * The default menu reloads, zooms and opens developer tools. On macOS editing keys work only through a menu, so it
 * keeps the editing part; elsewhere there is none.
 */
export function installMenu(): void {
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
