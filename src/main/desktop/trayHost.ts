/**
 * Whether an icon in the tray would be seen. Windows and macOS always have one. On Linux a desktop may have none, as
 * GNOME without an extension, and Electron does not say so: the desktop is asked over the session's bus.
 */

const QUESTION = [
  ...['call', '--session', '--timeout', '2'],
  ...['--dest', 'org.kde.StatusNotifierWatcher', '--object-path', '/StatusNotifierWatcher'],
  ...['--method', 'org.freedesktop.DBus.Properties.Get'],
  ...['org.kde.StatusNotifierWatcher', 'IsStatusNotifierHostRegistered'],
] as const;

export interface TrayHostOptions {
  readonly platform: NodeJS.Platform;
  /** Without a bus there is nobody to ask, and asking would start one. */
  readonly hasSessionBus: boolean;
  /** Runs a program and answers what it prints; rejects when it fails. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
}

export async function hasTrayHost({ platform, hasSessionBus, run }: TrayHostOptions): Promise<boolean> {
  if (platform !== 'linux') return true;
  if (!hasSessionBus) return false;
  try {
    return (await run('gdbus', QUESTION)).includes('true');
  } catch {
    // No such program, or no such desktop: then nothing is put where nobody would find it.
    return false;
  }
}
