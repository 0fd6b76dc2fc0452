import type { TextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import { SECOND, type CancelTimer, type Clock } from '../lib/time';
import { savePlace, type WindowPlace } from './windowPlace';

/** Moving a window is a burst of events. */
const SAVE_AFTER_MS = SECOND;

export interface PlaceKeeper {
  note(place: WindowPlace): void;
  /** Resolves when the last place is on the disk. */
  finish(): Promise<void>;
}

export function createPlaceKeeper(file: TextFile, clock: Clock, log: Log): PlaceKeeper {
  let unsaved: WindowPlace | null = null;
  let saved: Promise<void> = Promise.resolve();
  let cancelTimer: CancelTimer = () => undefined;

  function save(): void {
    cancelTimer();
    if (unsaved !== null) saved = savePlace(file, unsaved, log);
    unsaved = null;
  }

  return {
    note(place) {
      unsaved = place;
      cancelTimer();
      cancelTimer = clock.after(SAVE_AFTER_MS, save);
    },
    finish() {
      save();
      return saved;
    },
  };
}
