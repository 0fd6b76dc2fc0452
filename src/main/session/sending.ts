import type { GwsClient } from '../gws/client';
import { GwsError } from '../gws/errors';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import type { SendOutcome } from '../outbox/outboxTable';
import { toSendOutcome } from './failureReason';
import type { LiveChat } from './liveChat';
import { createTypingNotifier, type TypingNotifier } from './typing';

/** What the customer of one chat tells the server: messages, and that more is being typed. */
export interface Sending {
  /** One attempt. It throws only what nobody foresaw. */
  send(text: string): Promise<SendOutcome>;
  readonly typing: TypingNotifier;
}

export interface SendingOptions {
  readonly client: GwsClient;
  readonly live: Pick<LiveChat, 'getAddress' | 'noteActivity' | 'readChatSoon'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

export function createSending({ client, live, clock, random, log }: SendingOptions): Sending {
  /** Attempts in a row without success, of whichever message. */
  let failures = 0;

  /** Typing is told once and never again: late news of it would be wrong. */
  async function tellTyping(tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      log.debug('typing not told', { error });
    }
  }

  return {
    async send(text) {
      try {
        await client.sendMessage(live.getAddress(), text);
        failures = 0;
        live.noteActivity();
        return { name: 'accepted' };
      } catch (error) {
        if (!(error instanceof GwsError)) throw error;
        log.warn('message not confirmed', { error });
        failures += 1;
        const outcome = toSendOutcome(error, failures, random);
        if (outcome.name === 'rejected') live.readChatSoon();
        return outcome;
      }
    },
    typing: createTypingNotifier({
      sendStart: () => void tellTyping(() => client.startTyping(live.getAddress())),
      sendStop: () => void tellTyping(() => client.stopTyping(live.getAddress())),
      clock,
    }),
  };
}
