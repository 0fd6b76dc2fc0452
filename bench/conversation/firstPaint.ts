import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../scripts/process/projectRoot';

/** The script that the page of the last build loads before it draws anything, gzipped. */
export async function findFirstPaintBytes(): Promise<number> {
  const folder = join(projectRoot, 'out', 'renderer');
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const files = (await readdir(join(folder, 'assets'))).filter(
    (name) => name.endsWith('.js') && html.includes(name),
  );
  const sizes = await Promise.all(
    files.map(async (name) => gzipSync(await readFile(join(folder, 'assets', name))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
