import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MarkerSearch } from './markerSearch';

export interface FileSearchOptions {
  readonly folders: readonly string[];
  /** Older files cannot hold what was said since; in milliseconds since the epoch. */
  readonly changedSinceMs: number;
  readonly search: MarkerSearch;
  /** Asked between two pieces of work. */
  readonly isLate: () => boolean;
}

export interface FileFinding {
  readonly path: string;
  readonly texts: ReadonlySet<string>;
}

export interface FileSearchResult {
  readonly findings: readonly FileFinding[];
  /** Files that another program, or the runtime itself, holds for its own. */
  readonly unreadable: number;
  /** False when the time was over before all had been searched. */
  readonly isComplete: boolean;
}

const CHUNK_BYTES = 1024 * 1024;

/**
 * Searches the names of all files and folders, and the contents of those files that have changed. So a large profile
 * costs a look at each file, and reading only for what this customer may have left in it.
 */
export async function searchFiles(options: FileSearchOptions): Promise<FileSearchResult> {
  const { folders, changedSinceMs, search, isLate } = options;
  const findings: FileFinding[] = [];
  let unreadable = 0;

  function note(path: string, texts: ReadonlySet<string>): void {
    if (texts.size > 0) findings.push({ path, texts });
  }

  async function searchContent(path: string): Promise<void> {
    const file = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(CHUNK_BYTES + search.longestBytes);
      let kept = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, kept, CHUNK_BYTES, null);
        const filled = buffer.subarray(0, kept + bytesRead);
        note(path, search.findIn(filled));
        if (bytesRead === 0 || isLate()) return;
        // A text may stand across the seam.
        kept = Math.min(search.longestBytes, filled.length);
        filled.copyWithin(0, filled.length - kept);
      }
    } finally {
      await file.close();
    }
  }

  async function searchFile(path: string): Promise<void> {
    try {
      const { mtimeMs, ctimeMs } = await stat(path);
      if (Math.max(mtimeMs, ctimeMs) >= changedSinceMs) await searchContent(path);
    } catch (error) {
      // What has gone meanwhile holds nothing any more.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unreadable += 1;
    }
  }

  async function searchFolder(folder: string): Promise<void> {
    let entries;
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unreadable += 1;
      return;
    }
    for (const entry of entries) {
      if (isLate()) return;
      const path = join(folder, entry.name);
      note(path, search.findIn(Buffer.from(entry.name)));
      // Links lead elsewhere: what they lead to is searched where it is, or is none of ours.
      if (entry.isDirectory()) await searchFolder(path);
      else if (entry.isFile()) await searchFile(path);
    }
  }

  for (const folder of folders) await searchFolder(folder);
  return { findings, unreadable, isComplete: !isLate() };
}
