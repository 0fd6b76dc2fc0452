import { SECOND, type CancelTimer, type Clock } from '../lib/time';
import type { News } from './news';
import type { NotificationContent } from './notificationContent';

/** No more than one notification in this time: an agent who writes in short lines must not rattle. */
const PAUSE_MS = 4 * SECOND;

export interface ShownNotification {
  close(): void;
}

export interface NotifierOptions {
  /** Null where the system shows none. */
  readonly show: (content: NotificationContent) => ShownNotification | null;
  readonly describe: (news: readonly News[]) => NotificationContent;
  readonly clock: Clock;
}

/** At most one notification at a time, about everything since the last `clear`: a newer one takes its place. */
export interface Notifier {
  tell(news: readonly News[]): void;
  /** Somebody has looked: what was shown goes, and what was about to be shown is not. */
  clear(): void;
}

export function createNotifier({ show, describe, clock }: NotifierOptions): Notifier {
  let untold: readonly News[] = [];
  let shown: ShownNotification | null = null;
  let lastShownAtMs = -Infinity;
  let cancelTimer: CancelTimer | null = null;

  function showNow(): void {
    cancelTimer = null;
    lastShownAtMs = clock.monotonic();
    shown?.close();
    shown = show(describe(untold));
  }

  return {
    tell(news) {
      if (news.length === 0) return;
      untold = [...untold, ...news];
      if (cancelTimer !== null) return;
      const dueInMs = lastShownAtMs + PAUSE_MS - clock.monotonic();
      if (dueInMs > 0) cancelTimer = clock.after(dueInMs, showNow);
      else showNow();
    },
    clear() {
      cancelTimer?.();
      cancelTimer = null;
      untold = [];
      shown?.close();
      shown = null;
    },
  };
}
