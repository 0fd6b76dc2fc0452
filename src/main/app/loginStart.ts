import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { LoginStart } from '../desktop/loginItem';
import type { CommandLine } from './commandLine';

/**
 * How the system has to start the app at login, so that it is the same app again: with the flags of this start, whose
 * paths must not depend on the folder it was started in. The demo and a link belong to this start alone.
 */
export function getLoginStart(commandLine: CommandLine): LoginStart {
  const { kiosk, policyFile, profile, userDataDir, settings } = commandLine;
  const flags = [
    ['server-url', settings.serverUrl],
    ['contact-center-id', settings.contactCenterId],
    ['policy', policyFile === null ? undefined : resolve(policyFile)],
    ['profile', profile ?? undefined],
    ['user-data-dir', userDataDir === null ? undefined : resolve(userDataDir)],
  ] as const;
  return {
    name: nameData(userDataDir === null ? null : resolve(userDataDir), profile),
    args: [
      ...(kiosk ? ['--kiosk'] : []),
      ...flags.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
    ],
  };
}

/** Whose data the app starts with, short enough for the name of a file; null for the usual. */
function nameData(userDataDir: string | null, profile: string | null): string | null {
  const folder =
    userDataDir === null ? [] : [createHash('sha256').update(userDataDir).digest('hex').slice(0, 8)];
  const parts = [...folder, ...(profile === null ? [] : [profile])];
  return parts.length === 0 ? null : parts.join('-');
}
