import { join } from 'node:path';
import { createManagedPreferences, createRegistryPolicy } from './commandPolicies';
import { createFilePolicy } from './filePolicy';
import type { PolicySource } from './policySource';

export const POLICY_FILE_NAME = 'policy.json';

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

/** Where only an administrator of the machine may write. On Windows no folder is so by itself: there is the registry. */
function getMachineFolder({ platform, standIn }: PolicyPlaces): string | null {
  if (standIn !== null) return standIn === '' ? null : standIn;
  if (platform === 'win32') return null;
  return platform === 'darwin' ? '/Library/Application Support/Counterline' : '/etc/counterline';
}

/** All places of a policy, the strongest first: what the machine says stands above what a command line can name. */
export function listPolicySources(places: PolicyPlaces): PolicySource[] {
  const { platform, standIn, systemRoot, named } = places;
  const machineFolder = getMachineFolder(places);
  const isInstalled = standIn === null;
  return [
    ...(isInstalled && platform === 'win32' ? [createRegistryPolicy(systemRoot)] : []),
    ...(isInstalled && platform === 'darwin' ? [createManagedPreferences()] : []),
    ...(machineFolder === null
      ? []
      : [
          createFilePolicy({ path: join(machineFolder, POLICY_FILE_NAME), isRequired: false, machineFolder }),
        ]),
    ...(named === null ? [] : [createFilePolicy({ path: named, isRequired: true, machineFolder })]),
  ];
}
