import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareElectron } from '../../scripts/electron/launch';
import { makePackages } from '../../scripts/package/makePackages';
import { projectRoot } from '../../scripts/process/projectRoot';
import { formatTable, formatTarget } from '../report/table';
import { compareStarts } from '../start/compare';
import { makeBlankPackage } from './blankPackage';

const MEBIBYTE = 2 ** 20;
const OUTPUT = join(projectRoot, 'out', 'package-bench');

async function measureSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / MEBIBYTE;
}

/**
 * The package beside a blank one: what it takes on the disk, and how soon it is usable. Linux only. The one that is
 * started is the debuggable one, which differs in a fuse and in what its package.json says.
 */
export async function reportPackage(rounds: number): Promise<string> {
  if (process.platform !== 'linux') return '(f) Package: measured on Linux only';
  const log = () => undefined;
  const shipped = await makePackages({ isQuick: true, outputRoot: OUTPUT, log });
  const debuggable = await makePackages({
    isQuick: true,
    skipsBuild: true,
    isDebuggable: true,
    outputRoot: OUTPUT,
    log,
  });
  const blankFolder = await makeBlankPackage(join(OUTPUT, 'blank'));
  const sizes = [await measureSize(shipped.unpacked.folder), await measureSize(blankFolder)] as const;
  const electron = await prepareElectron({ log });
  try {
    const { table, startRatio } = await compareStarts(
      rounds,
      { ...electron, executablePath: debuggable.unpacked.executable },
      { ...electron, executablePath: join(blankFolder, 'blank') },
    );
    const sizeRatio = sizes[0] / sizes[1];
    return [
      `(f) The package beside a blank one: median of ${rounds} starts each, in turns`,
      '',
      formatTable(
        ['', 'installed MiB'],
        [
          ['this app', sizes[0].toFixed(1)],
          ['blank package', sizes[1].toFixed(1)],
        ],
      ),
      '',
      table,
      '',
      formatTarget('size at most 1.10 times a blank package', `x${sizeRatio.toFixed(3)}`, sizeRatio <= 1.1),
      formatTarget(
        'start at most 1.35 times a blank package',
        `x${startRatio.toFixed(2)}`,
        startRatio <= 1.35,
      ),
    ].join('\n');
  } finally {
    await electron.stop();
  }
}
