import type { Log } from '../lib/log';
import { SECOND, type CancelTimer, type Clock } from '../lib/time';

/** What is on the screen, in small. */
export interface Picture {
  /** Nothing but one color. */
  readonly isBlank: boolean;
  /** The strip in which the page's pulse beats. */
  readonly pulseStrip: string;
}

export interface PictureWatchOptions {
  /** Null where there is nothing to see: a hidden window, a page that loads. */
  readonly capture: () => Promise<Picture | null>;
  /** Draws the window again. */
  readonly repaint: () => void;
  /** Loads the page in a fresh process. */
  readonly replacePage: () => void;
  readonly restartApp: (reason: string) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PictureWatch {
  /** The page lives, and its pulse is drawn like this now; null while nobody can see it. */
  notePulse(pulse: number | null): void;
  /** A new page begins: what was seen before is of no use for it. */
  noteLoading(): void;
  stop(): void;
}

const LOOK_EVERY_MS = 30 * SECOND;
/** After a first bad look it is looked again soon. */
const LOOK_AGAIN_AFTER_MS = 3 * SECOND;

interface Look {
  readonly pulse: number;
  readonly strip: string;
}

/**
 * Looks at the picture itself, since a page that lives says nothing of what is seen of it: a few pixels change their
 * color with each beat of the page. When they stand still while the page beats, or when all is one color, the window is
 * drawn again, then the page is replaced, then the app is restarted. A screen on which the pulse was never seen to
 * change is not judged by it.
 */
export function createPictureWatch(options: PictureWatchOptions): PictureWatch {
  const { capture, repaint, replacePage, restartApp, clock, log } = options;
  let pulse: number | null = null;
  let last: Look | null = null;
  let isPulseVisible = false;
  let badLooks = 0;
  let cancel: CancelTimer = () => undefined;

  /** `unknown`: the pulse has not changed since the last look, so the picture need not have either. */
  function judgePulse(look: Look): 'good' | 'bad' | 'unknown' {
    const before = last;
    if (before?.pulse === look.pulse) return 'unknown';
    last = look;
    if (before === null) return 'unknown';
    if (before.strip !== look.strip) isPulseVisible = true;
    return isPulseVisible && before.strip === look.strip ? 'bad' : 'good';
  }

  function mend(): void {
    badLooks += 1;
    log.error('picture blank or frozen', { badLooks });
    if (badLooks === 2) repaint();
    if (badLooks === 3) replacePage();
    if (badLooks >= 5) restartApp('picture blank or frozen');
  }

  async function look(): Promise<'good' | 'bad' | 'unknown'> {
    const drawn = pulse;
    if (drawn === null) return 'unknown';
    const picture = await capture();
    // The page has beaten meanwhile: nobody can say which of the two was seen.
    if (picture === null || drawn !== pulse) return 'unknown';
    const judged = judgePulse({ pulse: drawn, strip: picture.pulseStrip });
    return picture.isBlank ? 'bad' : judged;
  }

  async function lookAndMend(): Promise<void> {
    const seen = await look().catch((error: unknown) => {
      log.warn('picture not taken', { error });
      return 'unknown' as const;
    });
    if (seen === 'bad') mend();
    if (seen === 'good') badLooks = 0;
    plan(badLooks > 0 || seen === 'unknown' ? LOOK_AGAIN_AFTER_MS : LOOK_EVERY_MS);
  }

  function plan(delayMs: number): void {
    cancel();
    cancel = clock.after(delayMs, () => void lookAndMend());
  }

  plan(LOOK_AGAIN_AFTER_MS);
  return {
    notePulse(drawn) {
      pulse = drawn;
    },
    noteLoading() {
      pulse = null;
      last = null;
    },
    stop: () => cancel(),
  };
}
