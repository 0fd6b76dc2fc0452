import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunCommand } from '../process/runCommand';

/** An Electron found on disk. */
export interface FoundElectron {
  readonly executablePath: string;
  readonly version: string;
}

const DOWNLOAD_TIME_LIMIT_MS = 10 * 60_000;

/**
 * The binary that belongs to the `electron` package, if it is there and whole. `folder` is the package's own.
 */
export function findInstalledElectron(folder: string): FoundElectron | undefined {
  const wanted = readPackageVersion(folder);
  const version = readText(join(folder, 'dist', 'version'))?.replace(/^v/, '');
  const path = readText(join(folder, 'path.txt'));
  if (wanted === undefined || version !== wanted || path === undefined) return undefined;
  const executablePath = join(folder, 'dist', path);
  // The version file and path.txt are written by different steps of the package's installer; the last one is
  // what makes it whole.
  return existsSync(executablePath) ? { executablePath, version } : undefined;
}

/**
 * The Electron in a folder that somebody named: they know what they do, so only the executable has to be
 * there.
 */
export function findElectronIn(folder: string, platform: NodeJS.Platform): FoundElectron | undefined {
  const executablePath = join(folder, executableName(platform));
  if (!existsSync(executablePath)) return undefined;
  return {
    executablePath,
    version: readText(join(folder, 'version'))?.replace(/^v/, '') ?? 'of unknown version',
  };
}

/**
 * Runs the installer of the `electron` package, which downloads the binary of its own version.
 *
 * @returns What went wrong, or undefined when the binary is there. After a failure nothing half-made is left.
 */
export async function downloadOfficialElectron(folder: string, run: RunCommand): Promise<string | undefined> {
  const { exitCode, stderr, timedOut } = await run(process.execPath, [join(folder, 'install.js')], {
    timeLimitMs: DOWNLOAD_TIME_LIMIT_MS,
  });
  if (exitCode === 0 && findInstalledElectron(folder) !== undefined) return undefined;
  await rm(join(folder, 'dist'), { recursive: true, force: true });
  await rm(join(folder, 'path.txt'), { force: true });
  if (timedOut) return `no answer within ${DOWNLOAD_TIME_LIMIT_MS / 60_000} minutes`;
  return stderr.trim().split('\n')[0] || 'it did not say why';
}

function executableName(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? join('Electron.app', 'Contents', 'MacOS', 'Electron') : 'electron';
}

function readPackageVersion(folder: string): string | undefined {
  const content = readText(join(folder, 'package.json'));
  const described: unknown = content === undefined ? undefined : JSON.parse(content);
  const version = (described as { version?: unknown } | undefined)?.version;
  return typeof version === 'string' ? version : undefined;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
