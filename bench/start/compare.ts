import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from '../report/statistics';
import { formatTable } from '../report/table';
import { startDebugged, type DebuggedAppOptions } from './debuggedApp';
import { measureMemory } from './memory';

interface Measured {
  readonly usableAfterMs: number;
  readonly bytes: number;
}

export interface Comparison {
  readonly table: string;
  /** Of the first to the second: the median over the rounds. */
  readonly startRatio: number;
  readonly memoryRatio: number;
}

const SETTLES_IN_MS = 3000;
const MEBIBYTE = 2 ** 20;

/** Ours is configured, so that it opens at its Start screen; nobody listens at the address. */
const SETTINGS = { serverUrl: 'http://127.0.0.1:9', contactCenterId: 'bench' };

async function measure(program: DebuggedAppOptions): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-bench-'));
  try {
    await writeFile(join(folder, 'settings.json'), JSON.stringify(SETTINGS));
    const app = await startDebugged({ ...program, args: [...program.args, `--user-data-dir=${folder}`] });
    await new Promise((resolve) => setTimeout(resolve, SETTLES_IN_MS));
    const bytes = await measureMemory(app.processId);
    await app.stop();
    return { usableAfterMs: app.usableAfterMs, bytes };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** From start to usable window, and memory, of our app beside a blank one, in turns on the same machine. */
export async function compareStarts(
  rounds: number,
  ours: DebuggedAppOptions,
  blank: DebuggedAppOptions,
): Promise<Comparison> {
  const measured: (readonly [Measured, Measured])[] = [];
  // The first start of each fills the caches of the system and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const results = [await measure(ours), await measure(blank)] as const;
    if (round > 0) measured.push(results);
  }
  const [times, sizes] = [(run: Measured) => run.usableAfterMs, (run: Measured) => run.bytes / MEBIBYTE].map(
    (read) => [0, 1].map((at) => measured.map((pair) => read(pair[at as 0 | 1]))),
  ) as [number[][], number[][]];
  // Pair by pair: a machine that others use, too, gets slower and faster during the run, and a pair is soon over.
  const ratioOf = ([first = [], second = []]: number[][]) =>
    percentile(
      first.map((value, round) => value / (second[round] ?? NaN)),
      0.5,
    );
  const row = (name: string, at: number) => {
    const [time = [], size = []] = [times[at], sizes[at]];
    return [
      name,
      percentile(time, 0.5).toFixed(0),
      `${Math.min(...time).toFixed(0)} to ${Math.max(...time).toFixed(0)}`,
      percentile(size, 0.5).toFixed(0),
    ];
  };
  return {
    table: formatTable(
      ['', 'usable after ms', 'least to most', 'memory MiB'],
      [row('this app', 0), row('blank window', 1)],
    ),
    startRatio: ratioOf(times),
    memoryRatio: ratioOf(sizes),
  };
}
