import type { Unread } from './attention';

/** What of the window and the system shows that something is unread. */
export interface UnreadMarksOptions {
  /** Before the window's title; 0 for nothing. */
  readonly showCountInTitle: (count: number) => void;
  readonly flash: (on: boolean) => void;
  /** On the app's icon, where the system has that (macOS, some Linux desktops). */
  readonly setBadgeCount: (count: number) => void;
  /** On the window's button in the taskbar of Windows. */
  readonly setOverlay: (on: boolean) => void;
}

/** Answers the function that shows how things stand. */
export function createUnreadMarks(options: UnreadMarksOptions): (unread: Unread) => void {
  let isMarked = false;
  return ({ count, hasNews }) => {
    options.showCountInTitle(count);
    options.setBadgeCount(count);
    // Flashing that begins anew with every message would never end.
    if (hasNews === isMarked) return;
    isMarked = hasNews;
    options.setOverlay(hasNews);
    options.flash(hasNews);
  };
}
