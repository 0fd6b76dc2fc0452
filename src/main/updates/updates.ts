import type { ChatPhase } from '@shared/chat';
import type { Settings } from '@shared/settings';
import type { Log } from '../lib/log';
import { MINUTE, type CancelTimer, type Clock } from '../lib/time';
import {
  findUpdateRefusal,
  mayInstallOnQuit,
  mayLookForUpdate,
  mayRestartForUpdate,
  type UpdateFacts,
} from './updatePolicy';

/** What is needed of the updater. electron-updater's is handed in, loaded when it is first needed. */
export interface Updater {
  /** Looks at the server, and downloads a newer version that is there. Answers whether one is ready. */
  fetch(updateServer: string): Promise<boolean>;
  setInstallOnQuit(mayInstall: boolean): void;
  /** Ends the app, puts the update in place and starts it again, without a word. */
  restart(): void;
}

export interface UpdatesOptions {
  readonly getSettings: () => Pick<Settings, 'updates' | 'updateServer'>;
  readonly loadMachine: () => Promise<Omit<UpdateFacts, 'updates' | 'updateServer'>>;
  readonly kiosk: boolean;
  readonly loadUpdater: () => Promise<Updater>;
  readonly getPhase: () => ChatPhase['name'];
  /** For how long nobody has touched this machine. */
  readonly getUntouchedMs: () => number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

export interface Updates {
  start(): void;
  stop(): void;
  /** The app is about to end. */
  noteQuitting(): void;
}

const LOOK_EVERY_MS = 4 * 60 * MINUTE;
/** Soon enough to meet the night, and to see a chat end. */
const CONSIDER_EVERY_MS = 5 * MINUTE;

export function createUpdates(options: UpdatesOptions): Updates {
  const { getSettings, kiosk, getPhase, clock, random, log } = options;
  let updater: Updater | null = null;
  let isReady = false;
  /** Five hundred machines that start in the morning do not ask in step. */
  let dueMs = clock.monotonic() + random() * LOOK_EVERY_MS;
  let cancelTimer: CancelTimer = () => undefined;

  async function look(updateServer: string): Promise<void> {
    dueMs = clock.monotonic() + LOOK_EVERY_MS;
    updater ??= await options.loadUpdater();
    // Until the app ends there may be a chat again.
    updater.setInstallOnQuit(false);
    isReady = await updater.fetch(updateServer);
    log.info('update looked for', { isReady });
  }

  async function consider(): Promise<void> {
    const { updates, updateServer } = getSettings();
    if (updates === 'off') return;
    const machine = await options.loadMachine();
    if (findUpdateRefusal({ ...machine, updates, updateServer }) !== null) return;
    const phase = getPhase();
    if (!isReady && clock.monotonic() >= dueMs && mayLookForUpdate(phase)) await look(updateServer);
    const hour = new Date(clock.now()).getHours();
    const facts = { phase: getPhase(), isKiosk: kiosk, hour, untouchedForMs: options.getUntouchedMs() };
    if (isReady && mayRestartForUpdate(facts)) updater?.restart();
  }

  function schedule(): void {
    cancelTimer = clock.after(CONSIDER_EVERY_MS, () => {
      consider()
        .catch((error: unknown) => log.warn('update failed', { error }))
        .finally(schedule);
    });
  }

  return {
    start: schedule,
    stop: () => cancelTimer(),
    noteQuitting() {
      cancelTimer();
      if (isReady && getSettings().updates === 'automatic')
        updater?.setInstallOnQuit(mayInstallOnQuit(getPhase()));
    },
  };
}
