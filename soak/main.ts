// npm run soak -- --minutes=N [--seed=N] [--faults=RATE] [--killing=SHARE] [--no-build] [--samples-to=FILE]
// The real app at a counter, under its supervisor, with one customer after another on a bad line, while its processes
// are killed at random. Exits with 1 when a goal of the report was missed.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from '../bench/harness/buildApp';
import { prepareElectron } from '../scripts/electron/launch';
import { launchSupervised, type SupervisedApp } from '../scripts/electron/supervisedApp';
import { projectRoot } from '../scripts/process/projectRoot';
import { withTemporaryFolder } from '../scripts/process/temporaryFolder';
import { startSimulator } from '../src/simulator';
import { createRandom } from '../src/simulator/random';
import { playCustomer } from './customer';
import { createFindings, type Findings } from './findings';
import { createKiller } from './killer';
import { createMeter } from './meter';
import { formatReport, judge } from './report';
import { watchWipes } from './wipes';
import { lookAtDisk, lookAtLog, lookForDialogs } from './witness';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'string', default: '0.05' },
    killing: { type: 'string', default: '0.25' },
    'no-build': { type: 'boolean', default: false },
    'samples-to': { type: 'string' },
  },
});

const MINUTE_MS = 60_000;
/**
 * Of the calm stretch, its first part is left out. The app that was killed last has begun anew, and the engine goes on
 * compiling what runs often: in ever smaller steps, for the better part of an hour (docs/testing.md has the figures).
 */
const SETTLING_SHARE = 0.6;
const KILL_EVERY_MS = { low: 5_000, high: 12_000 };
const LOOK_EVERY_MS = 5_000;
/** So that customers who walk away do not take all of the time; longer than any recovery, in which nobody can act. */
const IDLE_MS = '25000,5000';
const REQUESTS_MIX = {
  loseRequest: 3,
  loseAnswer: 3,
  delay: 3,
  truncate: 1,
  serverError: 2,
  busy: 1,
  empty: 1,
  reusedSocket: 2,
};

function readNumber(name: 'minutes' | 'seed' | 'faults' | 'killing'): number {
  const value = Number(values[name]);
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} must be a number, 0 or more`);
  return value;
}

function print(line: string): void {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Repeats `step` until the end, with a pause after each. */
async function repeat(getPauseMs: () => number, untilMs: number, step: () => Promise<void>): Promise<void> {
  while (performance.now() < untilMs) {
    await pause(Math.min(getPauseMs(), Math.max(untilMs - performance.now(), 0)));
    if (performance.now() < untilMs) await step();
  }
}

/** Answers whether all that is promised was kept. */
async function soak(folder: string, findings: Findings): Promise<boolean> {
  const [minutes, seed, rate] = [readNumber('minutes'), readNumber('seed'), readNumber('faults')];
  // Killing stops after this share of the time: only what lives for long can be seen to grow.
  const killing = readNumber('killing');
  const random = createRandom(seed);
  const userDataFolder = join(folder, 'data');
  const temporaryFolder = join(folder, 'temporary');
  await mkdir(temporaryFolder);
  const electron = await prepareElectron({ forTests: true, log: print });
  const simulator = await startSimulator();
  const faults = simulator.faults.random({ rate, seed, mix: REQUESTS_MIX });
  let app: SupervisedApp | null = null;
  try {
    const started = await launchSupervised({
      executablePath: electron.executablePath,
      electronArgs: electron.args,
      appFolder: projectRoot,
      args: [
        `--user-data-dir=${userDataFolder}`,
        '--kiosk',
        `--server-url=${simulator.url}`,
        `--contact-center-id=${simulator.contactCenterId}`,
      ],
      env: {
        ...electron.env,
        LANGUAGE: 'en',
        TMPDIR: temporaryFolder,
        COUNTERLINE_TEST_IDLE_MS: IDLE_MS,
      },
    });
    app = started;
    await started.getPage();
    print(`${minutes} minutes, seed ${seed}, ${rate * 100} % of the requests broken`);
    const killer = createKiller({ app: started, random, findings, print });
    const meter = createMeter(started.supervisorId);
    const wipes = watchWipes(userDataFolder);
    const startMs = performance.now();
    const endMs = startMs + minutes * MINUTE_MS;
    const calmMs = startMs + minutes * MINUTE_MS * killing;
    let chats = 0;

    const customers = async () => {
      for (let number = 1; performance.now() < endMs; number += 1) {
        if (await playCustomer({ app: started, simulator, findings, number })) chats += 1;
      }
    };
    const kills = repeat(
      () => KILL_EVERY_MS.low + random() * (KILL_EVERY_MS.high - KILL_EVERY_MS.low),
      calmMs,
      killer.strike,
    );
    const looks = repeat(
      () => LOOK_EVERY_MS,
      endMs,
      async () => {
        await meter.measureNow();
        await lookForDialogs(electron.env, findings);
        await wipes.look();
        await lookAtDisk(folder, findings);
        lookAtLog(started.getLog(), findings);
      },
    );
    await Promise.all([customers(), kills, looks]);
    const result = {
      minutes: (performance.now() - startMs) / MINUTE_MS,
      chats,
      samples: meter.samples,
      calmFromMs: calmMs + (endMs - calmMs) * SETTLING_SHARE,
      killer,
      findings,
      wipes: wipes.get(),
      brokenRequests: faults.hits,
      requests: simulator.wireLog.count(),
    };
    process.stdout.write(`\n${formatReport(result)}\n`);
    if (values['samples-to'] !== undefined)
      await writeFile(values['samples-to'], JSON.stringify(meter.samples));
    return judge(result).every(({ isMet }) => isMet);
  } finally {
    if (findings.violations.length > 0 && app !== null)
      process.stdout.write(`\nThe app's log:\n${app.getLog()}\n`);
    await app?.stop();
    await simulator.stop();
    await electron.stop();
  }
}

if (!values['no-build']) await buildApp();
const findings = createFindings(print);
const isKept = await withTemporaryFolder((folder) => soak(folder, findings));
process.exit(isKept ? 0 : 1);
