import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry } from 'yauzl';
import { SetupError } from '../process/setupError';

export interface ExtractOptions {
  readonly archive: string;
  readonly destination: string;
  /** Where an entry goes, relative to the destination, or undefined to leave it behind. */
  readonly place: (name: string) => string | undefined;
}

const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/**
 * Unpacks a zip as a stream, keeping permissions and symbolic links.
 *
 * @returns How many files and links were written.
 * @throws {SetupError} when an entry or a link would land outside of the destination.
 */
export async function extractZip({ archive, destination, place }: ExtractOptions): Promise<number> {
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  // Links are made last: nothing in the archive can then be written through one of them.
  const links: { readonly path: string; readonly target: string }[] = [];
  let written = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = place(entry.fileName);
      if (name === undefined) continue;
      const path = resolveInside(destination, name);
      if (entry.fileName.endsWith('/')) {
        await mkdir(path, { recursive: true });
        continue;
      }
      await mkdir(dirname(path), { recursive: true });
      const content = await zip.openReadStreamPromise(entry);
      if ((unixMode(entry) & FILE_TYPE) === SYMBOLIC_LINK) {
        links.push({ path, target: await text(content) });
      } else {
        await pipeline(content, createWriteStream(path, { mode: permissionsOf(entry) }));
        written += 1;
      }
    }
  } finally {
    zip.close();
  }
  for (const link of links) {
    resolveInside(destination, join(relative(destination, dirname(link.path)), link.target), link.target);
    await symlink(link.target, link.path);
  }
  return written + links.length;
}

/**
 * The absolute path of `name` in `root`.
 *
 * @throws {SetupError} when it would be outside of `root`.
 */
export function resolveInside(root: string, name: string, shown = name): string {
  const path = resolve(root, name);
  if (isAbsolute(shown) || !path.startsWith(resolve(root) + sep)) {
    throw new SetupError(`The archive was refused: ${shown} points outside of it.`);
  }
  return path;
}

function unixMode(entry: Entry): number {
  return entry.externalFileAttributes >>> 16;
}

/**
 * Without the set-user-id kind of bits, and readable by its owner even where the archive was made on a system
 * that has no modes.
 */
function permissionsOf(entry: Entry): number {
  return (unixMode(entry) & 0o777) | 0o600;
}
