import { SECOND, type CancelTimer, type Clock } from '../lib/time';

/** While it goes on, the server is told again this often: some servers let it expire. */
const REPEAT_AFTER_MS = 5 * SECOND;
/** At most this often is it told that the customer begins. */
const BEGIN_AGAIN_AFTER_MS = 3 * SECOND;
const IDLE_AFTER_MS = 5 * SECOND;

export interface TypingNotifierOptions {
  /** Both are sent and forgotten: they report their own failures and never reject. */
  readonly sendStart: () => void;
  readonly sendStop: () => void;
  readonly clock: Clock;
}

/** Tells the server of the customer's typing: throttled, ended by a pause, never queued. */
export interface TypingNotifier {
  /** Also to be called with false when a message leaves. */
  set(typing: boolean): void;
  stop(): void;
}

export function createTypingNotifier({ sendStart, sendStop, clock }: TypingNotifierOptions): TypingNotifier {
  let isTold = false;
  let lastStartAtMs = -Infinity;
  let cancelIdle: CancelTimer = () => undefined;

  function endTyping(): void {
    cancelIdle();
    if (!isTold) return;
    isTold = false;
    sendStop();
  }

  return {
    set(typing) {
      if (!typing) {
        endTyping();
        return;
      }
      cancelIdle();
      cancelIdle = clock.after(IDLE_AFTER_MS, endTyping);
      const nowMs = clock.monotonic();
      if (nowMs - lastStartAtMs < (isTold ? REPEAT_AFTER_MS : BEGIN_AGAIN_AFTER_MS)) return;
      lastStartAtMs = nowMs;
      isTold = true;
      sendStart();
    },
    stop() {
      cancelIdle();
      isTold = false;
    },
  };
}
