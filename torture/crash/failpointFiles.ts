import {
  mkdir,
  open as openReal,
  readdir,
  readFile,
  rename as renameReal,
  rm as rmReal,
} from 'node:fs/promises';
import type { FileStage } from './fileStages';

/**
 * Takes the place of the file system for the app's own code in the program that is killed: the same operations, each
 * with a word to whoever listens.
 */

export { mkdir, readdir, readFile };

export type FileListener = (stage: FileStage, path: string, content: string) => void;

let tell: FileListener = () => undefined;
/** What was last written, by path, so that its way through the stages can be told. */
const contents = new Map<string, string>();

export function listenToFiles(listener: FileListener): void {
  tell = listener;
}

export async function open(path: string, flags: string, mode?: number) {
  const file = await openReal(path, flags, mode);
  const isFolder = flags === 'r';
  return {
    async writeFile(content: string, encoding: 'utf8') {
      tell('begun', path, content);
      await file.writeFile(content, encoding);
      contents.set(path, content);
      tell('written', path, content);
    },
    async sync() {
      await file.sync();
      tell(
        isFolder ? 'flushed' : 'synced',
        isFolder ? lastPath : path,
        contents.get(isFolder ? lastPath : path) ?? '',
      );
    },
    close: () => file.close(),
  };
}

/** The file whose change a flush of its folder makes safe. */
let lastPath = '';

export async function rename(from: string, to: string): Promise<void> {
  await renameReal(from, to);
  const content = contents.get(from) ?? '';
  contents.delete(from);
  contents.set(to, content);
  lastPath = to;
  tell('renamed', to, content);
}

export async function rm(path: string, options?: { readonly force?: boolean }): Promise<void> {
  tell('removing', path, '');
  await rmReal(path, options);
  lastPath = path;
  contents.delete(path);
  tell('removed', path, '');
}
