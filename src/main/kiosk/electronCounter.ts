import { join } from 'node:path';
import { app, session as electronSession } from 'electron';
import type { Settings } from '@shared/settings';
import type { CounterView } from '@shared/counter';
import { UI_PARTITION, type MainWindow } from '../desktop/mainWindow';
import { createTextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import { SECOND, type Clock } from '../lib/time';
import type { Session } from '../session/session';
import { clearClipboards, readClipboards } from './clipboards';
import { createCounter, NO_COUNTER, type Counter } from './counter';
import type { IdleLimits } from './idle';
import { watchInput } from './inputWatch';
import { createOwnWords } from './ownWords';
import { createWipeReceipts } from './receipts';
import { createVerifier } from './verifier';
import { createWipeSteps } from './wipeSteps';

export interface ElectronCounterOptions {
  /** Null on a desk: the folder that only a counter has, see `useOwnTemporaryFolder`. */
  readonly temporaryFolder: string | null;
  readonly programFolder: string;
  readonly session: Session;
  readonly getSettings: () => Settings;
  readonly forgetChoices: () => void;
  readonly mainWindow: MainWindow;
  readonly clearNetSessions: () => Promise<void>;
  /** Everything of the app that could still know a customer. */
  readonly getState: () => unknown;
  readonly onChange: (view: CounterView) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Shorter times, for tests of the app as it is built: `milliseconds,milliseconds`. An installed app has none. */
const TEST_LIMITS = 'COUNTERLINE_TEST_IDLE_MS';

function readTestLimits(): Pick<IdleLimits, 'idleMs' | 'countdownMs'> | null {
  const given = app.isPackaged ? undefined : process.env[TEST_LIMITS];
  const [idleMs, countdownMs] = (given ?? '').split(',').map(Number);
  return idleMs && countdownMs ? { idleMs, countdownMs } : null;
}

/** The counter with Electron's objects; on a desk, one that does nothing. */
export function createElectronCounter(options: ElectronCounterOptions): Counter {
  const { temporaryFolder, session, getSettings, mainWindow, clock, log } = options;
  if (temporaryFolder === null) return NO_COUNTER;
  const dataFolder = app.getPath('userData');
  const testLimits = readTestLimits();
  const counter = createCounter({
    getChat: session.getView,
    getDraft: session.getDraft,
    getLimits() {
      const { idleSeconds, idleCountdownSeconds } = getSettings();
      return testLimits ?? { idleMs: idleSeconds * SECOND, countdownMs: idleCountdownSeconds * SECOND };
    },
    steps: createWipeSteps({
      session,
      forgetChoices: options.forgetChoices,
      mainWindow,
      getPageSession: () => electronSession.fromPartition(UI_PARTITION),
      clearNetSessions: options.clearNetSessions,
      temporaryFolder,
    }),
    verify: createVerifier({
      // Logs, crash dumps and temporary files of a counter are all in there, wherever else they could be.
      folders: [...new Set([dataFolder, app.getPath('sessionData'), app.getPath('crashDumps')])],
      state: { clipboard: readClipboards, app: () => JSON.stringify(options.getState()) },
      loadOwnWords: createOwnWords({
        programFolder: options.programFolder,
        logFolder: join(dataFolder, 'logs'),
        getSettings,
      }),
      clock,
      log,
    }),
    receipts: createWipeReceipts(createTextFile(join(dataFolder, 'wipes.json'), clock), log),
    onChange: options.onChange,
    clock,
    log,
  });
  watchInput(clock, counter.noteInput);
  return {
    ...counter,
    load() {
      // What was on them may be of a customer whose chat a crash has cut off.
      clearClipboards();
      return counter.load();
    },
  };
}
