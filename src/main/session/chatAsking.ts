import type { ChatAddress, GwsClient } from '../gws/client';
import { GwsError } from '../gws/errors';
import type { ChatReading, TranscriptReading } from '../gws/wire';
import type { Clock } from '../lib/time';
import { looksGone } from './goneEvidence';

export interface TimedReading extends TranscriptReading {
  /** Monotonic: what was sent later need not be in it. */
  readonly startedAtMs: number;
}

/** The questions about one chat, and what is known of its address. They fail with a `GwsError`. */
export interface ChatAsking {
  getAddress(): ChatAddress;
  /** The first one tells which of the two address forms is right, where the server has not named it. */
  readTranscript(fromIndex: number, signal: AbortSignal): Promise<TimedReading>;
  /** Where a load balancer takes its nodes in turn, the next one may know the chat that this one has not heard of. */
  readChat(signal: AbortSignal): Promise<ChatReading>;
}

export interface ChatAskingOptions {
  readonly chat: ChatAddress;
  readonly client: Pick<GwsClient, 'getTranscript' | 'getChat'>;
  readonly clock: Clock;
}

export function createChatAsking({ chat: given, client, clock }: ChatAskingOptions): ChatAsking {
  let chat = given;

  async function readAt(address: ChatAddress, fromIndex: number, signal: AbortSignal): Promise<TimedReading> {
    const startedAtMs = clock.monotonic();
    const reading = await client.getTranscript(address, fromIndex, { signal });
    if (address.formIsGuess) chat = { ...address, formIsGuess: false };
    return { ...reading, startedAtMs };
  }

  return {
    getAddress: () => chat,
    async readTranscript(fromIndex, signal) {
      try {
        return await readAt(chat, fromIndex, signal);
      } catch (error) {
        const mayBeOtherForm = chat.formIsGuess && error instanceof GwsError && error.kind === 'notFound';
        if (!mayBeOtherForm) throw error;
        return readAt({ ...chat, form: chat.form === 'chats' ? 'me/chat' : 'chats' }, fromIndex, signal);
      }
    },
    async readChat(signal) {
      try {
        return await client.getChat(chat, { signal });
      } catch (error) {
        if (!(error instanceof GwsError) || !looksGone(error.kind)) throw error;
        return client.getChat(chat, { signal });
      }
    },
  };
}
