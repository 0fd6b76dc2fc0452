import { SECOND, type Clock } from './time';

const LOOK_EVERY_MS = SECOND;

/** Calls `onBack` when there is a network again after there was none. Answers the function that ends the watch. */
export function watchForNetwork(clock: Clock, isOnline: () => boolean, onBack: () => void): () => void {
  let wasOnline = isOnline();
  let cancel = clock.after(LOOK_EVERY_MS, look);

  function look(): void {
    const before = wasOnline;
    wasOnline = isOnline();
    cancel = clock.after(LOOK_EVERY_MS, look);
    if (wasOnline && !before) onBack();
  }

  return () => cancel();
}
