import { readFile } from 'node:fs/promises';

const MAX_FILES = 5;

/** The lines of the log, the oldest first; see `createLogFile`. A file that cannot be read is left out. */
export async function loadLogLines(path: string): Promise<string[]> {
  const names = [
    ...Array.from({ length: MAX_FILES - 1 }, (_none, age) => `${path}.${age + 1}`).reverse(),
    path,
  ];
  const texts = await Promise.all(names.map((name) => readFile(name, 'utf8').catch(() => '')));
  return texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
}
