import type { UnpackedApp } from '../../scripts/package/unpackedApp';

/** What `npm run package:test` has made for these tests. */
export interface Packages {
  /** As it ships, but for the Electron where the official one is not here. */
  readonly shipped: UnpackedApp;
  /** The same, and can be driven from outside. */
  readonly debuggable: UnpackedApp;
  readonly debuggableDeb: string | null;
  /** The same package with a lower version. */
  readonly olderDeb: string | null;
  readonly versions: { readonly older: string; readonly newer: string };
  /** The system that a Debian root begins with. */
  readonly baseFolder: string;
}

export const PACKAGES_VARIABLE = 'COUNTERLINE_PACKAGES';

export function getPackages(): Packages {
  const described = process.env[PACKAGES_VARIABLE];
  if (described === undefined) throw new Error('Start these tests with "npm run package:test"');
  return JSON.parse(described) as Packages;
}
