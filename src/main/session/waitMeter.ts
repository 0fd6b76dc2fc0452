import type { Clock } from '../lib/time';
import type { SessionEvent, SessionState } from './sessionTable';

/** Measures how long a chat waited for an agent, where that was seen from beginning to end. */
export interface WaitMeter {
  /** To be called for every step of the session, also one that changes nothing. */
  noteStep(from: SessionState['name'], to: SessionState['name'], cause: SessionEvent['name']): void;
  /** The present wait cannot be measured any more: nobody looks while the computer sleeps. */
  drop(): void;
}

export interface WaitMeterOptions {
  readonly clock: Clock;
  /** `wasServed` is false where the wait ended without an agent. */
  readonly onMeasured: (waitedMs: number, wasServed: boolean) => void;
}

export function createWaitMeter({ clock, onMeasured }: WaitMeterOptions): WaitMeter {
  let beganMs: number | null = null;

  function end(wasServed: boolean): void {
    if (beganMs !== null) onMeasured(clock.monotonic() - beganMs, wasServed);
    beganMs = null;
  }

  return {
    noteStep(from, to, cause) {
      if (from === to) return;
      // The beginning of a wait that an earlier run of the app began was not seen here, nor what came in between.
      if (cause === 'chatCreated') beganMs = clock.monotonic();
      if (from === 'waiting') end(to === 'chatting');
    },
    drop() {
      beganMs = null;
    },
  };
}
