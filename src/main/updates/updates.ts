import type { ChatPhase } from '@shared/chat';
import type { Settings } from '@shared/settings';
import type { Log } from '../lib/log';
import { MINUTE, SECOND, type CancelTimer, type Clock } from '../lib/time';
import {
  findUpdateRefusal,
  mayInstallOnQuit,
  mayLookForUpdate,
  mayRestartForUpdate,
  type UpdateFacts,
  type UpdateRefusal,
} from './updatePolicy';

/** What is needed of the updater. electron-updater's is handed in, loaded when it is first needed. */
export interface Updater {
  /** Looks at the server, and downloads a newer version that is there. Answers whether one is ready; rejects when called off. */
  fetch(updateServer: string, signal: AbortSignal): Promise<boolean>;
  setInstallOnQuit(mayInstall: boolean): void;
  /** Ends the app, puts the update in place and starts it again with the same flags, without a word. */
  restart(): Promise<void>;
}

export interface UpdatesOptions {
  readonly getSettings: () => Pick<Settings, 'updates' | 'updateServer'>;
  readonly loadMachine: () => Promise<Omit<UpdateFacts, 'updates' | 'updateServer' | 'isKiosk'>>;
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
/** How soon a download makes way for a chat. */
const LOOK_UP_EVERY_MS = SECOND;

export function createUpdates(options: UpdatesOptions): Updates {
  const { getSettings, kiosk, getPhase, clock, random, log } = options;
  let updater: Updater | null = null;
  let isReady = false;
  let toldRefusal: UpdateRefusal | null = null;
  /** Five hundred machines that start in the morning do not ask in step. */
  let dueMs = clock.monotonic() + random() * LOOK_EVERY_MS;
  let cancelTimer: CancelTimer = () => undefined;

  async function look(updateServer: string): Promise<void> {
    dueMs = clock.monotonic() + LOOK_EVERY_MS;
    updater ??= await options.loadUpdater();
    const calledOff = new AbortController();
    const stopWatching = whenChatBegins(() => calledOff.abort());
    try {
      isReady = await updater.fetch(updateServer, calledOff.signal);
    } catch (error) {
      if (!calledOff.signal.aborted) throw error;
      dueMs = clock.monotonic();
      log.info('update waits for the end of a chat');
      return;
    } finally {
      stopWatching();
    }
    log.info('update looked for', { isReady });
  }

  function whenChatBegins(tell: () => void): () => void {
    let cancel: CancelTimer = () => undefined;
    const watch = () => {
      cancel = clock.after(LOOK_UP_EVERY_MS, () => (mayLookForUpdate(getPhase()) ? watch() : tell()));
    };
    watch();
    return () => cancel();
  }

  /** Once for each reason: an administrator who has switched updates on looks for it in the log. */
  function tellRefusal(refusal: UpdateRefusal): void {
    if (refusal === toldRefusal) return;
    toldRefusal = refusal;
    log.warn('no updates by the app itself', { refusal });
  }

  async function consider(): Promise<void> {
    const { updates, updateServer } = getSettings();
    if (updates === 'off') return;
    const machine = await options.loadMachine();
    const refusal = findUpdateRefusal({ ...machine, updates, updateServer, isKiosk: kiosk });
    if (refusal !== null) return tellRefusal(refusal);
    const phase = getPhase();
    if (!isReady && clock.monotonic() >= dueMs && mayLookForUpdate(phase)) await look(updateServer);
    const hour = new Date(clock.now()).getHours();
    const facts = { phase: getPhase(), isKiosk: kiosk, hour, untouchedForMs: options.getUntouchedMs() };
    if (isReady && mayRestartForUpdate(facts)) await updater?.restart();
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
        updater?.setInstallOnQuit(mayInstallOnQuit({ phase: getPhase(), isKiosk: kiosk }));
    },
  };
}
