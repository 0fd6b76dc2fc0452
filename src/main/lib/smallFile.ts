import { readFile, stat } from 'node:fs/promises';

/** A file that a person has chosen; one that is too large to be meant is refused, by throwing. */
export async function readSmallFile(path: string, mostBytes = 1024 * 1024): Promise<string> {
  const { size } = await stat(path);
  if (size > mostBytes) throw new Error('The file is too large');
  return readFile(path, 'utf8');
}
