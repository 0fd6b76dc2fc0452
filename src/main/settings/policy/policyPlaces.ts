import { join } from 'node:path';
import { createManagedPreferences, createRegistryPolicy } from './commandPolicies';
import { createFilePolicy } from './filePolicy';
import { getMachineFolder, type PolicyPlaces } from './policyPresence';
import type { PolicySource } from './policySource';

export const POLICY_FILE_NAME = 'policy.json';

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
