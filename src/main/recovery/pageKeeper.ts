import { tickSteadily } from '../lib/steadyTicks';
import type { Log } from '../lib/log';
import { MINUTE, SECOND, type CancelTimer, type Clock } from '../lib/time';
import { createCrashCounter } from './crashCounter';
import type { RecoveryKind } from './recoveries';

/** What the page says of itself every two seconds. */
export interface PageBeat {
  /** A page that nobody sees is slowed down by the runtime: its silence means nothing. */
  readonly visible: boolean;
}

/** The page of a window, as far as it can be brought back. */
export interface KeptPage {
  /** Loads the app's page anew, in a fresh process when the one before has died. */
  load(): void;
  /** Shows a sentence, by a page without script. */
  loadCalm(): void;
  /** Ends its process, which may be one that hears nothing any more. */
  kill(): void;
}

export interface PageKeeperOptions {
  readonly page: KeptPage;
  /** A counter has nobody who would start the app again: it does so itself. */
  readonly isCounter: boolean;
  readonly restartApp: (reason: string) => void;
  readonly onRecovery: (kind: RecoveryKind) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PageKeeper {
  noteLoading(): void;
  noteBeat(beat: PageBeat): void;
  /** Its process has ended, as the runtime tells. */
  noteGone(reason: string): void;
  /** It lives, and is not fit to be seen. */
  replace(kind: RecoveryKind): void;
  /** True for a while after the page has come back: it then says so to the person. */
  hasJustComeBack(): boolean;
  stop(): void;
}

/** Seconds in which this process itself ran. A loading page has a slow disk to wait for. */
const FIRST_BEAT_WITHIN = 30;
const BEAT_WITHIN = 7;
const GONE_WITHIN = 3;
/** The first crash is one of the runtime's moods; a page that dies again and again needs more than another try. */
const LOAD_AGAIN_AFTER_MS = [100, SECOND, 3 * SECOND];
/** A page that still beats so long after its load has come up well: its next crash is a first one. */
const CAME_UP_WELL_AFTER_MS = 3 * SECOND;
/** A page that comes up well and dies all the same: from so many deaths on it is not the page that needs a new start. */
const TOO_MANY_DEATHS = 10;
const TOO_MANY_WITHIN_MS = 5 * MINUTE;
/** From the calm screen it is tried again as long as it takes. */
const TRY_AGAIN_AFTER_MS = 20 * SECOND;
/** How long a page that begins is told that there was a failure. */
export const SAYS_SO_FOR_MS = 15 * SECOND;

/**
 * Brings the page back: after a crash at once, after a hang in under ten seconds. Main has all that the page shows, so
 * nothing but the last half second of typing goes with it (docs/decisions/0003-snapshot-and-numbered-events.md).
 */
export function createPageKeeper(options: PageKeeperOptions): PageKeeper {
  const { page, isCounter, restartApp, onRecovery, clock, log } = options;
  const deaths = createCrashCounter(TOO_MANY_WITHIN_MS, clock);
  let deathsInARow = 0;
  let silentFor = 0;
  /** Null while the page may be silent. */
  let beatWithin: number | null = null;
  let cancelLoad: CancelTimer = () => undefined;
  let cameBackAtMs = -Infinity;
  let killedFor: RecoveryKind | null = null;

  function expectBeat(seconds: number | null): void {
    beatWithin = seconds;
    silentFor = 0;
  }

  function loadAgain(delayMs: number): void {
    cancelLoad();
    cancelLoad = clock.after(delayMs, () => {
      cameBackAtMs = clock.monotonic();
      expectBeat(FIRST_BEAT_WITHIN);
      page.load();
    });
  }

  function noteGone(reason: string): void {
    const kind = killedFor ?? 'pageCrash';
    killedFor = null;
    expectBeat(null);
    onRecovery(kind);
    const count = deaths.note();
    // Of a page that nobody sees no beat can be expected: there only time tells one death from the next.
    deathsInARow = Math.min(deathsInARow + 1, count);
    log.error('page gone', { reason, kind, count, inARow: deathsInARow });
    const delayMs = count < TOO_MANY_DEATHS ? LOAD_AGAIN_AFTER_MS[deathsInARow - 1] : undefined;
    if (delayMs !== undefined) {
      loadAgain(delayMs);
    } else if (isCounter) {
      restartApp('page crash loop');
    } else {
      page.loadCalm();
      loadAgain(TRY_AGAIN_AFTER_MS);
    }
  }

  function kill(kind: RecoveryKind): void {
    killedFor = kind;
    expectBeat(GONE_WITHIN);
    page.kill();
  }

  const stopTicks = tickSteadily(clock, () => {
    if (beatWithin === null) return;
    silentFor += 1;
    if (silentFor < beatWithin) return;
    log.error('page does not answer', { silentFor });
    // Killed, and still nobody has told of its end: then it is taken for ended.
    if (killedFor === null) kill('pageHang');
    else noteGone('killed in vain');
  });

  return {
    noteLoading() {
      if (killedFor === null) expectBeat(FIRST_BEAT_WITHIN);
    },
    noteBeat({ visible }) {
      if (clock.monotonic() - cameBackAtMs >= CAME_UP_WELL_AFTER_MS) deathsInARow = 0;
      if (killedFor === null) expectBeat(visible ? BEAT_WITHIN : null);
    },
    noteGone,
    replace: kill,
    hasJustComeBack: () => clock.monotonic() - cameBackAtMs < SAYS_SO_FOR_MS,
    stop() {
      stopTicks();
      cancelLoad();
    },
  };
}
