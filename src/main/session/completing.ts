import type { ChatAddress, GwsClient } from '../gws/client';
import { GwsError } from '../gws/errors';
import type { Log } from '../lib/log';
import { SECOND, wait, within, type Clock } from '../lib/time';
import { createGoneEvidence, looksGone } from './goneEvidence';

export interface CompletingOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Waits that many milliseconds, or less when somebody wants to leave; then the answer is true. */
  readonly pause?: (ms: number) => Promise<boolean>;
}

/** Complete is harmless to repeat, so that one without an answer is not waited for as long as any other write. */
const COMPLETE_WITHIN_MS = 5 * SECOND;
const ASK_AGAIN_AFTER_MS = 2.5 * SECOND;

/**
 * Asks the server to end a chat. True when it has confirmed, or when there is nothing left to end: it says that the
 * chat is over already, or goes on to say that it knows no such chat. Once is not enough for that, since a node that
 * has fallen behind says it of a chat in which an agent sits. Never rejects.
 */
export async function completeChat(
  client: Pick<GwsClient, 'complete'>,
  chat: ChatAddress,
  options: CompletingOptions,
): Promise<boolean> {
  const { clock, log, pause = waitInPeace } = options;

  const gone = createGoneEvidence(clock);

  async function waitInPeace(ms: number): Promise<boolean> {
    await wait(clock, ms);
    return false;
  }

  for (;;) {
    try {
      return (await within(clock, COMPLETE_WITHIN_MS, client.complete(chat))) !== 'late';
    } catch (error) {
      log.warn('chat could not be ended', { error });
      if (!(error instanceof GwsError) || error.applied !== 'no' || !looksGone(error.kind)) return false;
      if (error.kind === 'conflict' || gone.noteFailure(error.kind)) return true;
    }
    if (await pause(ASK_AGAIN_AFTER_MS)) return false;
  }
}
