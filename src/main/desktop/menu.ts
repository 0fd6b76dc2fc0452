import { Menu } from 'electron';

/**
 * The default menu reloads, zooms and opens developer tools. On macOS editing keys work only through a menu, so it
 * keeps the editing part, at a counter that alone; elsewhere there is none.
 */
export function installMenu(kiosk: boolean): void {
  const others = kiosk ? [] : ([{ role: 'appMenu' }, { role: 'windowMenu' }] as const);
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([...others, { role: 'editMenu' }]) : null,
  );
}

/** Before the app is ready the runtime would otherwise build its default menu, which nobody is ever shown. */
export function skipDefaultMenu(): void {
  Menu.setApplicationMenu(null);
}
