import { join } from 'node:path';
import { prepareElectron } from '../../scripts/electron/launch';
import { projectRoot } from '../../scripts/process/projectRoot';
import { buildApp } from '../harness/buildApp';
import { formatTarget } from '../report/table';
import { compareStarts } from './compare';

/** The app from its build, beside a blank window. */
export async function reportStart(rounds: number): Promise<string> {
  await buildApp();
  const electron = await prepareElectron();
  const programOf = (folder: string) => ({ ...electron, args: [...electron.args, folder] });
  try {
    const { table, startRatio, memoryRatio } = await compareStarts(
      rounds,
      programOf(projectRoot),
      programOf(join(import.meta.dirname, 'blankApp')),
    );
    return [
      `(d) Start and memory: median of ${rounds} starts each, in turns; built files, not packaged`,
      '',
      table,
      '',
      formatTarget(
        'start at most 1.35 times a blank window',
        `x${startRatio.toFixed(2)}`,
        startRatio <= 1.35,
      ),
      formatTarget(
        'memory at most 1.30 times a blank window',
        `x${memoryRatio.toFixed(2)}`,
        memoryRatio <= 1.3,
      ),
    ].join('\n');
  } finally {
    await electron.stop();
  }
}
