// npm run soak -- --minutes=N [--seed=N] [--faults=RATE] [--no-build]
// The real app at a counter, under its supervisor, with one customer after another on a bad line, while its processes
// are killed at random. Exits with 1 when a chat was lost, a word reached the next customer, or a dialog appeared.
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
import { formatReport } from './report';
import { lookAtDisk, lookForDialogs } from './witness';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'string', default: '0.05' },
    'no-build': { type: 'boolean', default: false },
  },
});

const MINUTE_MS = 60_000;
/** Killing stops after this share of the time: only what lives for long can be seen to grow. */
const KILLING_SHARE = 0.5;
/** Of the calm stretch, its first part is left out: the app settles. */
const SETTLING_SHARE = 0.2;
const KILL_EVERY_MS = { low: 8_000, high: 25_000 };
const LOOK_EVERY_MS = 5_000;
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

function readNumber(name: 'minutes' | 'seed' | 'faults'): number {
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

async function soak(userDataFolder: string, findings: Findings): Promise<void> {
  const [minutes, seed, rate] = [readNumber('minutes'), readNumber('seed'), readNumber('faults')];
  const random = createRandom(seed);
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
      env: { ...electron.env, LANGUAGE: 'en' },
    });
    app = started;
    await started.getPage();
    print(`${minutes} minutes, seed ${seed}, ${rate * 100} % of the requests broken`);
    const killer = createKiller({ app: started, random, findings, print });
    const meter = createMeter(started.supervisorId);
    const startMs = performance.now();
    const endMs = startMs + minutes * MINUTE_MS;
    const calmMs = startMs + minutes * MINUTE_MS * KILLING_SHARE;
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
        await lookAtDisk(userDataFolder, findings);
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
      brokenRequests: faults.hits,
    };
    process.stdout.write(`\n${formatReport(result)}\n`);
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
await withTemporaryFolder((folder) => soak(folder, findings));
process.exit(findings.violations.length === 0 ? 0 : 1);
