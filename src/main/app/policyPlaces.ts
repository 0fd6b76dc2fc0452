import { resolve } from 'node:path';
import { app } from 'electron';
import type { PolicyPlaces } from '../settings/policy/policyPresence';
import type { CommandLine } from './commandLine';

/** Where a policy may be for this program on this machine. */
export function findPolicyPlaces({ policyFile }: Pick<CommandLine, 'policyFile'>): PolicyPlaces {
  return {
    platform: process.platform,
    // From its build, the app is a developer's or a test's, and the policy of this machine is not meant for it.
    standIn: app.isPackaged ? null : (process.env['COUNTERLINE_POLICY_FOLDER'] ?? ''),
    systemRoot: process.env['SystemRoot'] ?? 'C:\\Windows',
    named: policyFile === null ? null : resolve(policyFile),
  };
}
