import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** What is read here of the compiler's record of a part: all files that its program had. */
interface BuildRecord {
  readonly fileNames?: readonly string[];
}

function findRecord(configFile: string): string {
  const { compilerOptions } = JSON.parse(readFileSync(configFile, 'utf8')) as {
    compilerOptions?: { tsBuildInfoFile?: string };
  };
  return join(dirname(configFile), compilerOptions?.tsBuildInfoFile ?? 'tsconfig.tsbuildinfo');
}

function isOutside(folder: string, file: string): boolean {
  return relative(folder, file).split(sep)[0] === '..';
}

/**
 * The compiler looks only at a part's own files to tell whether it has to be checked again. A part whose program has a
 * file of another part that was changed or removed since would pass on the word of its last check: its record is removed,
 * so that it is checked anew.
 */
export function forgetStaleParts(configFiles: readonly string[]): void {
  for (const configFile of configFiles) {
    const recordFile = findRecord(configFile);
    if (!existsSync(recordFile)) continue;
    const checkedAtMs = statSync(recordFile).mtimeMs;
    const { fileNames = [] } = JSON.parse(readFileSync(recordFile, 'utf8')) as BuildRecord;
    const isStale = fileNames
      .map((name) => join(dirname(recordFile), name))
      .filter((file) => isOutside(dirname(configFile), file) && !file.includes(`${sep}node_modules${sep}`))
      .some((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > checkedAtMs);
    if (isStale) rmSync(recordFile);
  }
}
