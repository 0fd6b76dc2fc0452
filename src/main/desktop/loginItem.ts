/** Starts the app when the user signs in to the computer, where that is wanted. */

export interface LoginItem {
  /** Resolves when the system has been told. */
  set(isWanted: boolean): Promise<void>;
}

/** What is needed of Electron's `app`, on Windows and macOS. */
export interface LoginItemSettings {
  setLoginItemSettings(settings: { openAtLogin: boolean }): void;
}

export function createSystemLoginItem(app: LoginItemSettings): LoginItem {
  return {
    set(isWanted) {
      app.setLoginItemSettings({ openAtLogin: isWanted });
      return Promise.resolve();
    },
  };
}

export interface AutostartOptions {
  /** The file that desktops look for, `autostart/counterline.desktop` below the user's configuration. */
  readonly write: (content: string) => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly executablePath: string;
}

/** Linux: a file that the desktop reads at sign-in (XDG autostart). */
export function createAutostartFile({ write, remove, executablePath }: AutostartOptions): LoginItem {
  return {
    set: (isWanted) => (isWanted ? write(formatAutostartEntry(executablePath)) : remove()),
  };
}

/** In the Exec line of the Desktop Entry Specification a path stands in quotes, with some of its signs escaped twice. */
function quoteForExec(path: string): string {
  const quoted = `"${path.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return quoted.replaceAll('\\', '\\\\');
}

export function formatAutostartEntry(executablePath: string): string {
  // A line break would begin an entry of its own.
  if (/[\p{Cc}]/u.test(executablePath)) throw new Error('The path of the app holds a control character');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Counterline',
    `Exec=${quoteForExec(executablePath)}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
