import { refuse, succeed, type Result } from '@shared/result';
import type { ChatForm, StartFailure } from '@shared/chat';
import type { ChatAddress, ChatRequest } from '../gws/client';
import { GwsError } from '../gws/errors';
import type { Log } from '../lib/log';
import { closeConnection, type ChatConnection, type ChatServer } from './chatConnection';
import { toStartFailure } from './failureReason';

/** Asks for a chat, once: there is no way to find out whether a lost answer started one. */
export interface Requesting {
  connect(target: ChatTarget): Result<ChatConnection, StartFailure>;
  request(form: ChatForm): void;
  /** Nobody waits for the chat that was asked for; should it still come, it is ended. */
  abandon(): void;
  /** Resolves when the last request has its answer and, if nobody waited for its chat, when that has been ended. */
  whenSettled(): Promise<void>;
}

/** What a line is opened for. */
export type ChatTarget =
  | { readonly name: 'new'; readonly form: ChatForm }
  /** A chat that an earlier run of the app left. */
  | { readonly name: 'earlier'; readonly server: ChatServer };

export interface RequestingOptions {
  /** Null while no server is configured for it. */
  readonly connect: (target: ChatTarget) => ChatConnection | null;
  /** What goes along with RequestChat besides the form. */
  readonly getRequestExtras: (form: ChatForm) => Pick<ChatRequest, 'endpoint' | 'userData'>;
  readonly log: Log;
  /** The line is open, and the request leaves when the promise has resolved. */
  readonly onConnected: (connection: ChatConnection) => Promise<void>;
  readonly onCreated: (chat: ChatAddress) => void;
  readonly onFailed: (reason: StartFailure) => void;
  /** A chat came that nobody waits for any more; its line goes along. */
  readonly onUnwanted: (connection: ChatConnection, chat: ChatAddress) => Promise<void>;
}

export function createRequesting(options: RequestingOptions): Requesting {
  const { log, onConnected, onCreated, onFailed, onUnwanted } = options;
  /** Changes with every request, so that a late answer is known for what it is. */
  let current = 0;
  let settled: Promise<void> = Promise.resolve();

  function connect(target: ChatTarget): Result<ChatConnection, StartFailure> {
    try {
      const connected = options.connect(target);
      return connected === null ? refuse('notConfigured') : succeed(connected);
    } catch (error) {
      log.error('no connection could be made', { error });
      return refuse('unreachable');
    }
  }

  async function request(form: ChatForm): Promise<void> {
    current += 1;
    const number = current;
    const connected = connect({ name: 'new', form });
    if (!connected.ok) {
      onFailed(connected.error);
      return;
    }
    const connection = connected.value;
    await onConnected(connection);
    // Called off before it left: there is nothing to ask for, and nothing to end.
    if (number !== current) return closeConnection(connection, log);
    try {
      const chat = await connection.client.requestChat({
        nickname: form.nickname,
        subject: form.subject,
        ...options.getRequestExtras(form),
      });
      if (number === current) onCreated(chat);
      else await onUnwanted(connection, chat);
    } catch (error) {
      log.warn('chat could not be started', { error });
      if (number !== current) return closeConnection(connection, log);
      onFailed(error instanceof GwsError ? toStartFailure(error) : 'serverTrouble');
    }
  }

  return {
    connect,
    request(form) {
      settled = request(form);
    },
    abandon() {
      current += 1;
    },
    whenSettled: () => settled,
  };
}
