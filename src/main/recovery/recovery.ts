import { app, screen, type BrowserWindow } from 'electron';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import type { SupervisorLine } from '../supervisor/line';
import { capturePicture } from './capture';
import { coverDisplay } from './displayWatch';
import { createGraphicsWatch } from './graphicsWatch';
import { createPageKeeper, SAYS_SO_FOR_MS, type PageKeeper } from './pageKeeper';
import { createPictureWatch, type PictureWatch } from './pictureWatch';
import { createQuietRestart } from './quietRestart';
import { createRecoveryCounter, type Recoveries } from './recoveries';
import { createRestart, type Restart } from './restart';
import { createUsage } from './usage';

/** Never dark: each rule has a file of its own; here they get Electron's objects and are connected. */
export interface Recovery {
  /** From now on the page of this window is brought back. */
  follow(window: BrowserWindow): void;
  noteBeat(beat: { visible: boolean; used: boolean; pulse: 0 | 1 }): void;
  /** For the person: there was a failure a moment ago, and it is over. */
  hasJustComeBack(): boolean;
  getRecoveries(): Recoveries;
  getMemoryMiB(): number;
  isSupervised(): boolean;
  /** How often the supervisor has started the app again. */
  getRestarts(): number;
  /** Restarts the app in good order as soon as nobody is there. */
  restartWhenQuiet(reason: string): void;
  restart: Restart;
  /** Another supervisor wants to start the app. When its own has died, that is the next one, which waits for its turn. */
  noteSupervisorWaits(): void;
}

export interface RecoveryOptions {
  readonly isCounter: boolean;
  readonly line: SupervisorLine | null;
  /** It changes: see `UI_ORIGINS`. */
  readonly getPageUrl: () => string;
  readonly calmUrl: string;
  readonly isChatting: () => boolean;
  /** A counter that waits for somebody, or is closed: no half-filled form, and no wipe under way. */
  readonly isUnattended: () => boolean;
  readonly whenChatSaved: () => Promise<void>;
  readonly getSettings: () => { readonly memoryLimitMiB: number; readonly maintenanceTime: string };
  readonly clock: Clock;
  readonly log: Log;
}

const KIBIBYTES_IN_MEBIBYTE = 1024;

/** What is shared between processes counts in each of them. */
function getMemoryMiB(): number {
  const kibibytes = app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0);
  return Math.round(kibibytes / KIBIBYTES_IN_MEBIBYTE);
}

export function createRecovery(options: RecoveryOptions): Recovery {
  const { isCounter, line, getPageUrl, calmUrl, clock, log } = options;
  const recoveries = createRecoveryCounter();
  const usage = createUsage(clock);
  let window: BrowserWindow | null = null;
  let keeper: PageKeeper | null = null;
  let picture: PictureWatch | null = null;

  let saysSoUntilMs = -Infinity;
  let restarts = 0;
  void line?.welcome.then((welcome) => {
    ({ restarts } = welcome);
    if (welcome.isAfterCrash) saysSoUntilMs = clock.monotonic() + SAYS_SO_FOR_MS;
  });

  const isSupervised = () => line?.isConnected() === true;
  const restart = createRestart({
    isSupervised,
    keepsChat: () => !isCounter,
    whenChatSaved: options.whenChatSaved,
    args: process.argv.slice(1),
    relaunch: (args) => app.relaunch({ args }),
    exit: (code) => app.exit(code),
    quit: () => app.quit(),
    clock,
    log,
  });
  const quiet = createQuietRestart({
    ...options,
    // At a desk the person decides when the app ends.
    getSettings: () => (isCounter ? options.getSettings() : { memoryLimitMiB: 0, maintenanceTime: '' }),
    isQuiet: () => !options.isChatting() && (!isCounter || (usage.isUnused() && options.isUnattended())),
    getMemoryMiB,
    restartApp: restart,
  });

  const noteGone = createGraphicsWatch({
    restartApp: restart,
    onRecovery: recoveries.note,
    isWithoutGpu: app.commandLine.hasSwitch('disable-gpu'),
    clock,
    log,
  });
  app.on('child-process-gone', (_event, gone) => noteGone(gone));
  if (isCounter) coverDisplay(screen, () => window, clock);

  function load(target: BrowserWindow, url: string): void {
    target.loadURL(url).catch((error: unknown) => log.error('page did not load', { error }));
  }

  function follow(followed: BrowserWindow): void {
    keeper?.stop();
    picture?.stop();
    window = followed;
    const { webContents } = followed;
    const started = createPageKeeper({
      page: {
        load() {
          // Somebody loads it already, such as the wipe of a counter: a second load would call off the first.
          if (!webContents.isLoadingMainFrame()) load(followed, getPageUrl());
        },
        loadCalm: () => load(followed, calmUrl),
        kill: () => webContents.forcefullyCrashRenderer(),
      },
      isCounter,
      restartApp: restart,
      onRecovery: recoveries.note,
      clock,
      log,
    });
    const watch = isCounter
      ? createPictureWatch({
          capture: () => capturePicture(followed),
          repaint: () => webContents.invalidate(),
          replacePage: () => started.replace('picture'),
          restartApp: restart,
          clock,
          log,
        })
      : null;
    [keeper, picture] = [started, watch];
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
      if (!isMainFrame || isSameDocument) return;
      watch?.noteLoading();
      if (url === getPageUrl()) started.noteLoading();
    });
    webContents.on('render-process-gone', (_event, { reason }) => {
      watch?.noteLoading();
      started.noteGone(reason);
    });
    // The window may be older than the one who follows it.
    if (webContents.isCrashed()) started.noteGone('crashed');
    else started.noteLoading();
    followed.once('closed', () => {
      started.stop();
      watch?.stop();
      if (window === followed) window = null;
    });
  }

  return {
    follow,
    noteBeat({ visible, used, pulse }) {
      if (used) usage.noteUse();
      keeper?.noteBeat({ visible });
      picture?.notePulse(visible ? pulse : null);
    },
    hasJustComeBack: () => keeper?.hasJustComeBack() === true || clock.monotonic() < saysSoUntilMs,
    getRecoveries: recoveries.get,
    getMemoryMiB,
    isSupervised,
    getRestarts: () => restarts,
    restartWhenQuiet: quiet.want,
    restart,
    noteSupervisorWaits() {
      if (line !== null && !isSupervised() && !options.isChatting()) app.quit();
    },
  };
}
