import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findElectron } from '../electron/launch';
import { projectRoot } from '../process/projectRoot';

export interface ElectronToPackage {
  /** The folder of an unpacked Electron, or null for the official one, which electron-builder downloads itself. */
  readonly folder: string | null;
  readonly version: string;
  readonly isOfficial: boolean;
}

/** The Electron that goes into a package: the official one of package.json, or the stand-in for tests. */
export async function findElectronToPackage(log: (line: string) => void): Promise<ElectronToPackage> {
  const electron = await findElectron(log);
  const isOfficial = electron.source === 'installed' || electron.source === 'downloaded';
  if (!isOfficial) return { folder: dirname(electron.executablePath), version: electron.version, isOfficial };
  const description = await readFile(join(projectRoot, 'node_modules', 'electron', 'package.json'), 'utf8');
  // Of every architecture that is asked for, and checked against its published sums.
  return { folder: null, version: (JSON.parse(description) as { version: string }).version, isOfficial };
}
