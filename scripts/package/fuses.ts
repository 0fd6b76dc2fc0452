import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../process/setupError';

/**
 * Electron's fuses: switches in the binary itself, turned before it is signed. One byte each, in this order.
 * Written here and not by `@electron/fuses`, whose version for Node 20 knows only the first eight.
 */
export const FUSE_NAMES = [
  'RunAsNode',
  'EnableCookieEncryption',
  'EnableNodeOptionsEnvironmentVariable',
  'EnableNodeCliInspectArguments',
  'EnableEmbeddedAsarIntegrityValidation',
  'OnlyLoadAppFromAsar',
  'LoadBrowserProcessSpecificV8Snapshot',
  'GrantFileProtocolExtraPrivileges',
  'WasmTrapHandlers',
] as const;

export type FuseName = (typeof FUSE_NAMES)[number];
export type Fuses = Readonly<Record<FuseName, boolean>>;
export type FuseState = 'on' | 'off' | 'removed';

/** What ships. docs/reliability.md, 1.4, has the reason for each. */
export const SHIPPED_FUSES: Fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};

/** Marks the place of the fuses in the binary. Behind it stand their version, their number, and one byte for each. */
const MARK = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const VERSION = 1;

const STATES = new Map<number, FuseState>([
  ['0'.charCodeAt(0), 'off'],
  ['1'.charCodeAt(0), 'on'],
  ['r'.charCodeAt(0), 'removed'],
]);

/** Where the fuses are: on macOS in the framework, elsewhere in the program. */
export function findFuseFile(appOutFolder: string, platform: NodeJS.Platform, name: string): string {
  if (platform === 'win32') return join(appOutFolder, `${name}.exe`);
  if (platform !== 'darwin') return join(appOutFolder, name);
  const framework = join('Contents', 'Frameworks', 'Electron Framework.framework', 'Electron Framework');
  return join(appOutFolder, `${name}.app`, framework);
}

/**
 * Turns every fuse of the binary. A universal binary has them once for each architecture.
 *
 * @throws {SetupError} when the binary has a fuse that is not in the table: nobody has decided about it.
 */
export async function setFuses(file: string, fuses: Fuses): Promise<void> {
  const binary = await readFile(file);
  for (const place of findPlaces(binary, file)) {
    for (let index = 0; index < place.count; index += 1) {
      const name = FUSE_NAMES[index] as FuseName;
      const at = place.start + index;
      if (STATES.get(binary[at] ?? 0) !== 'removed') binary[at] = (fuses[name] ? '1' : '0').charCodeAt(0);
    }
  }
  // Beside it and renamed: the file may be a link to somebody else's Electron, which stays as it is.
  const written = `${file}.fused`;
  await writeFile(written, binary, { mode: (await stat(file)).mode });
  await rename(written, file);
}

/** The fuses that a binary has; an older Electron has fewer. */
export async function readFuses(file: string): Promise<Partial<Record<FuseName, FuseState>>> {
  const binary = await readFile(file);
  const states: Partial<Record<FuseName, FuseState>> = {};
  for (const place of findPlaces(binary, file)) {
    for (let index = 0; index < place.count; index += 1) {
      const name = FUSE_NAMES[index] as FuseName;
      const state = STATES.get(binary[place.start + index] ?? 0);
      if (state === undefined) throw new SetupError(`The fuse ${name} in ${file} is neither on nor off.`);
      if (states[name] !== undefined && states[name] !== state)
        throw new SetupError(`The fuse ${name} differs between the architectures in ${file}.`);
      states[name] = state;
    }
  }
  return states;
}

interface Place {
  readonly start: number;
  readonly count: number;
}

function findPlaces(binary: Buffer, file: string): Place[] {
  const places: Place[] = [];
  for (let at = binary.indexOf(MARK); at !== -1; at = binary.indexOf(MARK, at + 1)) {
    const [version = 0, count = 0] = binary.subarray(at + MARK.length);
    if (version !== VERSION) throw new SetupError(`The fuses in ${file} are of version ${version}.`);
    if (count > FUSE_NAMES.length) {
      throw new SetupError(
        `${file} has ${count} fuses, and only ${FUSE_NAMES.length} are known: ` +
          'look the new one up, and decide about it in scripts/package/fuses.ts.',
      );
    }
    places.push({ start: at + MARK.length + 2, count });
  }
  if (places.length === 0) throw new SetupError(`There are no fuses in ${file}: it is no Electron.`);
  return places;
}
