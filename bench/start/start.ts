import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareElectron, type PreparedElectron } from '../../scripts/electron/launch';
import { projectRoot } from '../../scripts/process/projectRoot';
import { buildApp } from '../harness/buildApp';
import { percentile } from '../report/statistics';
import { formatTable, formatTarget } from '../report/table';
import { startDebugged } from './debuggedApp';
import { measureMemory } from './memory';

interface Measured {
  readonly usableAfterMs: number;
  readonly bytes: number;
}

const SETTLES_IN_MS = 3000;
const MEBIBYTE = 2 ** 20;

/** Ours is configured, so that it opens at its Start screen; nobody listens at the address. */
const SETTINGS = { serverUrl: 'http://127.0.0.1:9', contactCenterId: 'bench' };

async function measure(electron: PreparedElectron, appFolder: string): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-bench-'));
  try {
    await writeFile(join(folder, 'settings.json'), JSON.stringify(SETTINGS));
    const app = await startDebugged({
      executablePath: electron.executablePath,
      args: [...electron.args, appFolder, `--user-data-dir=${folder}`],
      env: electron.env,
    });
    await new Promise((resolve) => setTimeout(resolve, SETTLES_IN_MS));
    const bytes = await measureMemory(app.processId);
    await app.stop();
    return { usableAfterMs: app.usableAfterMs, bytes };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** From start to usable window, and memory, beside a blank window, in turns on the same machine. */
export async function reportStart(rounds: number): Promise<string> {
  await buildApp();
  const electron = await prepareElectron();
  const ours: Measured[] = [];
  const blank: Measured[] = [];
  try {
    // The first start of each fills the caches of the system and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      const results = [
        await measure(electron, projectRoot),
        await measure(electron, join(import.meta.dirname, 'blankApp')),
      ] as const;
      if (round === 0) continue;
      ours.push(results[0]);
      blank.push(results[1]);
    }
  } finally {
    await electron.stop();
  }
  return format(ours, blank);
}

function format(ours: readonly Measured[], blank: readonly Measured[]): string {
  const times = [ours, blank].map((runs) => runs.map(({ usableAfterMs }) => usableAfterMs));
  const sizes = [ours, blank].map((runs) => runs.map(({ bytes }) => bytes / MEBIBYTE));
  const ratioOf = ([first = [], second = []]: readonly (readonly number[])[]) =>
    percentile(first, 0.5) / percentile(second, 0.5);
  const row = (name: string, at: number) => {
    const [time = [], size = []] = [times[at], sizes[at]];
    return [
      name,
      percentile(time, 0.5).toFixed(0),
      `${Math.min(...time).toFixed(0)} to ${Math.max(...time).toFixed(0)}`,
      percentile(size, 0.5).toFixed(0),
    ];
  };
  const [start, memory] = [ratioOf(times), ratioOf(sizes)];
  return [
    `(d) Start and memory: median of ${ours.length} starts each, in turns; built files, not packaged`,
    '',
    formatTable(
      ['', 'usable after ms', 'least to most', 'memory MiB'],
      [row('this app', 0), row('blank window', 1)],
    ),
    '',
    formatTarget('start at most 1.35 times a blank window', `x${start.toFixed(2)}`, start <= 1.35),
    formatTarget('memory at most 1.30 times a blank window', `x${memory.toFixed(2)}`, memory <= 1.3),
  ].join('\n');
}
