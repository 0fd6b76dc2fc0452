import type { LinkState } from '@shared/chat';
import { SECOND, type CancelTimer, type Clock } from '../lib/time';

/** A failing link is shown when the last good answer is this old: shorter troubles pass unseen. */
const SHOW_FAILURE_AFTER_MS = 3 * SECOND;
/** Even without a failure reported, an answer this much later than expected is not "live". */
const OVERDUE_AFTER_MS = 6 * SECOND;

/** Tells whether the screen may look live. */
export interface Freshness {
  getLink(): LinkState;
  /** `nextExpectedInMs`: when the next good answer is due. */
  noteGoodAnswer(nextExpectedInMs: number): void;
  /** `isWebPage`: somebody answered, but with a web page. */
  noteFailure(isWebPage: boolean): void;
  /** The server is there, but what it showed cannot be all: not live until the next good answer. */
  noteCatchingUp(): void;
  stop(): void;
}

export interface FreshnessOptions {
  readonly clock: Clock;
  /** What this computer says of its network. A hint: false means that nothing can work, true means nothing. */
  readonly isOnline: () => boolean;
  readonly onChange: () => void;
}

export function createFreshness({ clock, isOnline, onChange }: FreshnessOptions): Freshness {
  let link: LinkState = { name: 'live' };
  let lastGood: { atMs: number; monotonicMs: number } | null = null;
  const startedMs = clock.monotonic();
  let cancelTimer: CancelTimer = () => undefined;
  let wasWebPage = false;

  function showStale(): void {
    const name = !isOnline() ? 'offline' : wasWebPage ? 'networkSignIn' : 'reconnecting';
    if (link.name === name) return;
    const sinceMs = 'sinceMs' in link ? link.sinceMs : clock.now();
    link = { name, sinceMs, lastGoodAtMs: lastGood?.atMs ?? null };
    onChange();
  }

  function showStaleIn(delayMs: number): void {
    cancelTimer();
    cancelTimer = clock.after(Math.max(0, delayMs), showStale);
  }

  showStaleIn(OVERDUE_AFTER_MS);

  return {
    getLink: () => link,
    noteGoodAnswer(nextExpectedInMs) {
      lastGood = { atMs: clock.now(), monotonicMs: clock.monotonic() };
      wasWebPage = false;
      showStaleIn(nextExpectedInMs + OVERDUE_AFTER_MS);
      if (link.name === 'live') return;
      link = { name: 'live' };
      onChange();
    },
    noteFailure(isWebPage) {
      wasWebPage = isWebPage;
      const ageMs = clock.monotonic() - (lastGood?.monotonicMs ?? startedMs);
      showStaleIn(SHOW_FAILURE_AFTER_MS - ageMs);
    },
    noteCatchingUp() {
      if (link.name === 'catchingUp') return;
      link = { name: 'catchingUp', lastGoodAtMs: lastGood?.atMs ?? null };
      showStaleIn(OVERDUE_AFTER_MS);
      onChange();
    },
    stop: () => cancelTimer(),
  };
}
