import type { TranscriptEntry } from '@shared/chat';
import { SECOND, type Clock } from '../lib/time';

/** The chat resource is read when the transcript gives a reason, and otherwise after this long without the agent. */
const LOOK_EVERY_MS = 40 * SECOND;
/** While nothing may be sent, the customer is waiting for just that news. */
const LOOK_EVERY_MS_UNTIL_SEND = 15 * SECOND;
/** A chat resource that could not be read is tried again after this. */
const LOOK_AGAIN_MS = 3 * SECOND;

/** When the chat resource is looked at, beside the transcript that is read with every poll. */
export interface ChatLook {
  isDue(): boolean;
  /** The chat may have changed. */
  askSoon(): void;
  /** `added`: what is new in the transcript since the last poll, or all of it the first time. */
  noteEntries(
    added: readonly TranscriptEntry[],
    facts: { readonly isReplay: boolean; readonly maySend: boolean },
  ): void;
  noteAsked(): void;
  noteAnswer(maySend: boolean): void;
}

function isReasonToLook({ kind }: TranscriptEntry): boolean {
  return kind === 'joined' || kind === 'left' || kind === 'rejoined' || kind === 'unknown';
}

function isSignOfAgent({ kind, from }: TranscriptEntry): boolean {
  return from?.kind === 'agent' && (kind === 'text' || kind === 'typingStarted' || kind === 'typingStopped');
}

export function createChatLook(clock: Clock): ChatLook {
  let dueMs = clock.monotonic();
  return {
    isDue: () => clock.monotonic() >= dueMs,
    askSoon() {
      dueMs = clock.monotonic();
    },
    noteEntries(added, { isReplay, maySend }) {
      const nowMs = clock.monotonic();
      // Whoever writes is there: nothing that the chat resource could add is worth a request of its own now.
      if (!isReplay && added.some(isSignOfAgent) && dueMs > nowMs && maySend) dueMs = nowMs + LOOK_EVERY_MS;
      if (added.some(isReasonToLook)) dueMs = nowMs;
    },
    noteAsked() {
      dueMs = clock.monotonic() + LOOK_AGAIN_MS;
    },
    noteAnswer(maySend) {
      dueMs = clock.monotonic() + (maySend ? LOOK_EVERY_MS : LOOK_EVERY_MS_UNTIL_SEND);
    },
  };
}
