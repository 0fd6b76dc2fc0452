import { lstatSync } from 'node:fs';

/**
 * Whether there can be a policy at all. Most machines have none, and then the window need not wait for the reader and
 * the rules of all settings, which are larger than everything else that is read before it (`start.ts`).
 */

export interface PolicyPlaces {
  readonly platform: NodeJS.Platform;
  /**
   * In place of the machine's own policy, for tests: an installed app has none, so that nobody who may start it can
   * choose. Null there; empty means no policy of the machine at all.
   */
  readonly standIn: string | null;
  /** The folder of Windows. */
  readonly systemRoot: string;
  /** Absolute; what `--policy` names. */
  readonly named: string | null;
}

/** The name under which a profile of device management sets preferences for the app: its bundle identifier. */
const PREFERENCE_DOMAIN = 'com.counterline.app';

export const MANAGED_PREFERENCES_PATH = `/Library/Managed Preferences/${PREFERENCE_DOMAIN}.plist`;

/** Where only an administrator of the machine may write. On Windows no folder is so by itself: there is the registry. */
export function getMachineFolder({
  platform,
  standIn,
}: Pick<PolicyPlaces, 'platform' | 'standIn'>): string | null {
  if (standIn !== null) return standIn === '' ? null : standIn;
  if (platform === 'win32') return null;
  return platform === 'darwin' ? '/Library/Application Support/Counterline' : '/etc/counterline';
}

/** False only where it is certain: what cannot be looked at may be a policy. */
export function mayHavePolicy(
  places: PolicyPlaces,
  isThere: (path: string) => boolean = canBeThere,
): boolean {
  const { platform, standIn, named } = places;
  if (named !== null) return true;
  const isInstalled = standIn === null;
  // Only a program of the system can look into the registry.
  if (isInstalled && platform === 'win32') return true;
  if (isInstalled && platform === 'darwin' && isThere(MANAGED_PREFERENCES_PATH)) return true;
  const machineFolder = getMachineFolder(places);
  return machineFolder !== null && isThere(machineFolder);
}

function canBeThere(path: string): boolean {
  try {
    // A link to nothing is something: a policy that cannot be read.
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
