/** Starts the app when the user signs in to the computer, where that is wanted. */

export interface LoginItem {
  /** Resolves when the system has been told. */
  set(isWanted: boolean): Promise<void>;
}

/** What is started. Each profile is a start of its own, beside the others. */
export interface LoginStart {
  /** Null is the app with its usual data. */
  readonly name: string | null;
  readonly args: readonly string[];
}

/** What is needed of Electron's `app`, on Windows and macOS. */
export interface LoginItemSettings {
  setLoginItemSettings(settings: { openAtLogin: boolean; name?: string; args?: string[] }): void;
}

/** macOS knows one item for each app, and hands it no arguments. */
export function createSystemLoginItem(
  app: LoginItemSettings,
  { name, args }: LoginStart,
  platform: NodeJS.Platform,
): LoginItem {
  const start = {
    ...(name === null ? {} : { name: `Counterline ${name}` }),
    args: args.map(quoteForWindows),
  };
  return {
    set(isWanted) {
      app.setLoginItemSettings({ openAtLogin: isWanted, ...(platform === 'win32' ? start : {}) });
      return Promise.resolve();
    },
  };
}

/** The runtime joins the arguments with spaces. By the rules of `CommandLineToArgvW`, one stays one. */
export function quoteForWindows(arg: string): string {
  return `"${arg.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

export interface AutostartOptions {
  /** The file that desktops look for, in `autostart` below the user's configuration. */
  readonly write: (content: string) => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly executablePath: string;
  readonly start: LoginStart;
}

/** Linux: a file that the desktop reads at sign-in (XDG autostart). */
export function createAutostartFile({ write, remove, executablePath, start }: AutostartOptions): LoginItem {
  return {
    set: (isWanted) => (isWanted ? write(formatAutostartEntry(executablePath, start)) : remove()),
  };
}

/** Of the file, without its suffix. */
export function getAutostartName({ name }: LoginStart): string {
  return name === null ? 'counterline' : `counterline-${name}`;
}

/** In the Exec line of the Desktop Entry Specification a word stands in quotes, with some of its signs escaped twice. */
function quoteForExec(word: string): string {
  const quoted = `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return quoted.replaceAll('\\', '\\\\');
}

export function formatAutostartEntry(executablePath: string, { name, args }: LoginStart): string {
  const words = [executablePath, ...args];
  // A line break would begin an entry of its own.
  if (words.some((word) => /[\p{Cc}]/u.test(word)))
    throw new Error('The path of the app, or a flag, holds a control character');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    `Name=Counterline${name === null ? '' : ` (${name})`}`,
    `Exec=${words.map(quoteForExec).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
