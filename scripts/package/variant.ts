/** What is made: the app that ships, or one that is only for tests and says so. */
export interface Variant {
  /** Of the app, as it names itself. A version for tests comes before the one that ships. */
  readonly version: string;
  readonly electronVersion: string;
  /** Made with an Electron that is not the official one of package.json, or debuggable: never to be shipped. */
  readonly isForTests: boolean;
  /** Differs only in that it can be driven from outside: by the debugging switches, and by the inspector's fuse. */
  readonly isDebuggable: boolean;
}

export interface VariantOptions {
  readonly version: string;
  readonly electronVersion: string;
  readonly isOfficialElectron: boolean;
  readonly isDebuggable: boolean;
}

export function createVariant(options: VariantOptions): Variant {
  const { version, electronVersion, isOfficialElectron, isDebuggable } = options;
  const isForTests = isDebuggable || !isOfficialElectron;
  return {
    version: isForTests ? `${version}-test${isDebuggable ? '.debuggable' : ''}` : version,
    electronVersion,
    isForTests,
    isDebuggable,
  };
}

/** Debian sorts what stands behind a tilde before the version itself, as the app's own versions are sorted. */
export function toDebianVersion(version: string): string {
  return version.replace('-', '~');
}
