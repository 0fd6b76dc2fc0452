import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '@shared/settings';

export interface OwnWordsOptions {
  /** Of the built program: all names of events and fields are in it. */
  readonly programFolder: string;
  readonly logFolder: string;
  readonly getSettings: () => Settings;
}

async function readAll(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isWanted(entry.name));
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
}

/** Each line of the log begins with its time. */
function isOlder(line: string, sinceMs: number): boolean {
  const at = /^\{"at":"([^"]+)"/.exec(line)?.[1];
  return at !== undefined && Date.parse(at) < sinceMs;
}

/** See `VerifierOptions.loadOwnWords`. What cannot be read excuses nothing. */
export function createOwnWords(options: OwnWordsOptions): (sinceMs: number) => Promise<string> {
  const { programFolder, logFolder, getSettings } = options;
  return async (sinceMs) => {
    const [program, logs] = await Promise.all([
      readAll(programFolder, (name) => name.endsWith('.js')).catch(() => []),
      readAll(logFolder, () => true).catch(() => []),
    ]);
    const olderLines = logs
      .flatMap((content) => content.split('\n'))
      .filter((line) => isOlder(line, sinceMs));
    return [...program, ...olderLines, JSON.stringify(getSettings())].join('\n');
  };
}
