import type { ChatAddress, GwsClient } from '../gws/client';
import { GwsError } from '../gws/errors';
import type { Log } from '../lib/log';
import { SECOND, wait, within, type Clock } from '../lib/time';
import { createGoneEvidence, looksGone } from './goneEvidence';

export interface CompletingOptions {
  readonly clock: Clock;
  readonly log: Log;
  /**
   * How long the answer to one Complete is waited for, in milliseconds. Without it, as long as for any other write:
   * nobody waits, and a slow server has to be heard out once.
   */
  readonly answerWithinMs?: number;
  /** Waits that many milliseconds, or less when somebody wants to leave; then the answer is true. */
  readonly pause?: (ms: number) => Promise<boolean>;
}

export type CompletingClient = Pick<GwsClient, 'complete' | 'getChat'>;

type Verdict = 'over' | 'unclear' | /* the server says that it knows no such chat */ 'unknown';

const ASK_AGAIN_AFTER_MS = 2.5 * SECOND;
/** The evidence takes five seconds; slow answers must not make one attempt of minutes out of that. */
const GIVE_UP_AFTER_MS = 12 * SECOND;

/**
 * Asks the server to end a chat. True when it has confirmed, when it says that the chat is over, or when it goes on to say
 * that it knows no such chat. Once is not enough for that: a node that has fallen behind says it of a chat in which an
 * agent sits, and so does any server that knows the chat under the other form of its address. Never rejects.
 */
export async function completeChat(
  client: CompletingClient,
  chat: ChatAddress,
  options: CompletingOptions,
): Promise<boolean> {
  const { clock, log, answerWithinMs, pause = waitInPeace } = options;
  const gone = createGoneEvidence(clock);
  const startedMs = clock.monotonic();

  async function waitInPeace(ms: number): Promise<boolean> {
    await wait(clock, ms);
    return false;
  }

  async function complete(address: ChatAddress): Promise<Verdict> {
    const asked = client.complete(address);
    try {
      const answer = answerWithinMs === undefined ? asked : within(clock, answerWithinMs, asked);
      return (await answer) === 'late' ? 'unclear' : 'over';
    } catch (error) {
      log.warn('chat could not be ended', { error });
      const isGone = error instanceof GwsError && error.applied === 'no' && looksGone(error.kind);
      if (!isGone) return 'unclear';
      return (await isIdle(address)) ? 'over' : 'unknown';
    }
  }

  async function isIdle(address: ChatAddress): Promise<boolean> {
    try {
      return (await client.getChat(address)).state === 'idle';
    } catch (error) {
      log.info('chat that could not be ended not read', { error });
      return false;
    }
  }

  async function completeInAnyForm(): Promise<Verdict> {
    for (const address of getForms(chat)) {
      const verdict = await complete(address);
      if (verdict !== 'unknown') return verdict;
    }
    return 'unknown';
  }

  for (;;) {
    const verdict = await completeInAnyForm();
    if (verdict !== 'unknown') return verdict === 'over';
    if (gone.noteFailure('notFound')) return true;
    if (clock.monotonic() - startedMs >= GIVE_UP_AFTER_MS) return false;
    if (await pause(ASK_AGAIN_AFTER_MS)) return false;
  }
}

function getForms(chat: ChatAddress): ChatAddress[] {
  const other = { ...chat, form: chat.form === 'chats' ? 'me/chat' : 'chats' } as const;
  return chat.formIsGuess ? [chat, other] : [chat];
}
