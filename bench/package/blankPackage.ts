import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { CHROMIUM_LANGUAGES } from '../../scripts/package/builderConfig';
import { findElectronToPackage } from '../../scripts/package/electronToPackage';

const BLANK_APP = join(import.meta.dirname, '..', 'start', 'blankApp');

/**
 * A blank app, packaged with the same Electron and the same languages as ours: what is measured is the app, and not
 * what its packaging leaves out.
 *
 * @returns Its folder.
 */
export async function makeBlankPackage(outputFolder: string): Promise<string> {
  const electron = await findElectronToPackage(() => undefined);
  await build({
    projectDir: BLANK_APP,
    targets: Platform.current().createTarget('dir'),
    config: {
      appId: 'blank',
      productName: 'blank',
      directories: { output: outputFolder },
      electronVersion: electron.version,
      ...(electron.folder === null ? {} : { electronDist: electron.folder }),
      electronLanguages: [...CHROMIUM_LANGUAGES],
      npmRebuild: false,
      files: ['index.html', 'main.cjs', 'package.json'],
      // The stand-in runtime brings an app of its own, which would be started in place of this one.
      afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
    },
    publish: 'never',
  });
  return join(outputFolder, 'linux-unpacked');
}
