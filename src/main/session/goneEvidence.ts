import type { GwsErrorKind } from '../gws/errors';
import { SECOND, type Clock } from '../lib/time';

/** A node that has fallen behind answers like a server that has lost the chat, so one such answer proves nothing. */
const FAILURES_UNTIL_GONE = 3;
/** While the transcript can be read, the chat is there, or was a moment ago: much more is needed to doubt it. */
export const FAILURES_UNTIL_GONE_WITH_TRANSCRIPT = 10;
const MIN_DURATION_MS = 5 * SECOND;

/** An unknown or ended chat is answered in all of these ways, depending on the server. */
const GONE_KINDS: ReadonlySet<GwsErrorKind> = new Set(['notFound', 'rejected', 'conflict']);

/** Whether the answer is one that a server gives for a chat that it does not know. */
export function looksGone(kind: GwsErrorKind): boolean {
  return GONE_KINDS.has(kind);
}

export interface GoneEvidence {
  /** True once the same news has come often enough, over a long enough time, to be believed. */
  noteFailure(kind: GwsErrorKind): boolean;
  clear(): void;
}

export function createGoneEvidence(clock: Clock, failuresUntilGone = FAILURES_UNTIL_GONE): GoneEvidence {
  let failures = 0;
  let firstAtMs = 0;
  return {
    noteFailure(kind) {
      // A cut line in between neither proves nor disproves it.
      if (!looksGone(kind)) return false;
      if (failures === 0) firstAtMs = clock.monotonic();
      failures += 1;
      return failures >= failuresUntilGone && clock.monotonic() - firstAtMs >= MIN_DURATION_MS;
    },
    clear() {
      failures = 0;
    },
  };
}
