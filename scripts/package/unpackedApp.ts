import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../process/setupError';
import { EXECUTABLE_NAME, PRODUCT_NAME } from './builderConfig';
import { findFuseFile } from './fuses';

/** The app as electron-builder leaves it before it is put into a package. */
export interface UnpackedApp {
  readonly folder: string;
  readonly executable: string;
  readonly fuseFile: string;
  /** The archive with the app's own files. */
  readonly archive: string;
}

const FOLDER_NAMES: Partial<Record<NodeJS.Platform, RegExp>> = {
  linux: /^linux(-\w+)?-unpacked$/,
  win32: /^win(-\w+)?-unpacked$/,
  darwin: /^mac(-\w+)?$/,
};

export function findUnpackedApp(
  outputFolder: string,
  platform: NodeJS.Platform = process.platform,
): UnpackedApp {
  const name = readdirSync(outputFolder).find((entry) => FOLDER_NAMES[platform]?.test(entry));
  if (name === undefined) throw new SetupError(`There is no unpacked app in ${outputFolder}.`);
  const folder = join(outputFolder, name);
  if (platform === 'darwin') {
    const contents = join(folder, `${PRODUCT_NAME}.app`, 'Contents');
    return {
      folder,
      executable: join(contents, 'MacOS', PRODUCT_NAME),
      fuseFile: findFuseFile(folder, platform, PRODUCT_NAME),
      archive: join(contents, 'Resources', 'app.asar'),
    };
  }
  const program = platform === 'win32' ? PRODUCT_NAME : EXECUTABLE_NAME;
  return {
    folder,
    executable: join(folder, platform === 'win32' ? `${program}.exe` : program),
    fuseFile: findFuseFile(folder, platform, program),
    archive: join(folder, 'resources', 'app.asar'),
  };
}
