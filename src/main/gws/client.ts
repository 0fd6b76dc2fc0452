import { findPathForm, getChatPath, CHATS_PATH, isChatId, type ChatPathForm } from './endpoints';
import { GwsError } from './errors';
import type { CallOptions, GwsTransport } from './transport';
import {
  chatReplySchema,
  requestChatReplySchema,
  toChatReading,
  toTranscriptReading,
  transcriptReplySchema,
  type ChatReading,
  type TranscriptReading,
} from './wire';
import type { z } from 'zod';

/** Where a chat lives: all that is needed to speak of it to the server. */
export interface ChatAddress {
  readonly id: string;
  readonly form: ChatPathForm;
  /** True while nothing has confirmed the form: the session's reader tries the other form once. */
  readonly formIsGuess: boolean;
}

export interface ChatRequest {
  readonly nickname: string;
  readonly subject: string;
  /** Names a queue of the contact center. */
  readonly endpoint?: string;
  readonly userData?: Readonly<Record<string, string>>;
}

/**
 * The seven operations of the Customer Chat API. Each returns a value in the app's words or throws one `GwsError`.
 * Source: docs/protocol.md, Operations.
 */
export interface GwsClient {
  /** Asks for a chat. Never repeated by itself: there is no way to find out whether a lost answer started one. */
  requestChat(request: ChatRequest, options?: CallOptions): Promise<ChatAddress>;
  /** Not idempotent, and without an id of its own: after an unclear outcome, read the transcript before sending again. */
  sendMessage(chat: ChatAddress, text: string): Promise<void>;
  startTyping(chat: ChatAddress): Promise<void>;
  stopTyping(chat: ChatAddress): Promise<void>;
  /** Ends the chat. Harmless to repeat; afterwards no other request may be sent for it. */
  complete(chat: ChatAddress): Promise<void>;
  getChat(chat: ChatAddress, options?: CallOptions): Promise<ChatReading>;
  /** Entries from `fromIndex` on, which counts from 1. Always explicit: without it the server moves a read cursor. */
  getTranscript(chat: ChatAddress, fromIndex: number, options?: CallOptions): Promise<TranscriptReading>;
}

function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  operation: string,
): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new GwsError('badReply', `${operation} was answered without its content`, {
    applied: 'unknown',
    cause: parsed.error,
  });
}

/** `preferredForm` decides only where the answer of RequestChat names neither of the two forms. */
export function createGwsClient(transport: GwsTransport, preferredForm: ChatPathForm | 'auto'): GwsClient {
  async function operate(
    chat: ChatAddress,
    operationName: string,
    rest: Record<string, string> = {},
  ): Promise<void> {
    await transport.write(getChatPath(chat.form, chat.id), { operationName, ...rest });
  }

  return {
    async requestChat({ nickname, subject, endpoint, userData }, options) {
      const body = await transport.write(
        CHATS_PATH,
        {
          operationName: 'RequestChat',
          nickname: nickname.toWellFormed(),
          subject: subject.toWellFormed(),
          ...(endpoint === undefined ? {} : { endpoint }),
          ...(userData === undefined ? {} : { userData }),
        },
        options,
      );
      const reply = parseBody(requestChatReplySchema(), body, 'RequestChat');
      if (!isChatId(reply.id)) {
        throw new GwsError('badReply', 'RequestChat was answered with an id that is not valid', {
          applied: 'unknown',
        });
      }
      const named = findPathForm(reply.path);
      if (named !== null) return { id: reply.id, form: named, formIsGuess: false };
      const isGuess = preferredForm === 'auto';
      return { id: reply.id, form: isGuess ? 'chats' : preferredForm, formIsGuess: isGuess };
    },

    sendMessage: (chat, text) => operate(chat, 'SendMessage', { text: text.toWellFormed() }),
    startTyping: (chat) => operate(chat, 'SendStartTypingNotification'),
    stopTyping: (chat) => operate(chat, 'SendStopTypingNotification'),
    complete: (chat) => operate(chat, 'Complete'),

    async getChat(chat, options) {
      const body = await transport.read(getChatPath(chat.form, chat.id), {}, options);
      return toChatReading(parseBody(chatReplySchema(), body, 'GetChat'));
    },

    async getTranscript(chat, fromIndex, options) {
      const path = `${getChatPath(chat.form, chat.id)}/messages`;
      const body = await transport.read(path, { index: fromIndex }, options);
      return toTranscriptReading(parseBody(transcriptReplySchema(), body, 'GetTranscript'));
    },
  };
}
