import type { ChatForm, EndReason } from '@shared/chat';
import type { ChatAddress } from '../gws/client';
import type { Outbox } from '../outbox/outbox';
import type { OutboxState } from '../outbox/outboxTable';
import { hasUnsent } from './chatKeeper';
import { isSameServer, type ChatServer } from './chatConnection';
import type { ChatRecord } from './chatRecord';
import type { ChatPartsOptions } from './runningChat';

/** The record of a chat that was at least asked for, and not only of what was being typed. */
export type ChatRecordOfChat = ChatRecord & { readonly form: ChatForm };

export function isOfChat(record: ChatRecord): record is ChatRecordOfChat {
  return record.form !== null;
}

/** What the record of an earlier run of the app means now. */
export type Leftover =
  /** A chat that may still live, at the server that is configured. */
  | {
      readonly name: 'goesOn';
      readonly chat: ChatAddress;
      readonly sinceMs: number;
      readonly hadAgent: boolean;
    }
  /** A request for a chat whose answer nobody heard. */
  | { readonly name: 'unclear' }
  | { readonly name: 'over'; readonly reason: EndReason; readonly atMs: number }
  | { readonly name: 'nothing' };

/** `server`: the one that is configured now for such a chat; null for none. */
export function judgeRecord(record: ChatRecordOfChat, server: ChatServer | null, nowMs: number): Leftover {
  const { chat, ended, hadAgent } = record;
  // A clock that was set back meanwhile must not make anybody wait "since tomorrow".
  const sinceMs = Math.min(record.sinceMs, nowMs);
  if (ended !== null)
    return hasUnsent(record) ? { name: 'over', reason: ended, atMs: sinceMs } : { name: 'nothing' };
  if (chat === null) return { name: 'unclear' };
  return server !== null && isSameServer(server, record)
    ? { name: 'goesOn', chat, sinceMs, hadAgent }
    : { name: 'over', reason: 'gone', atMs: nowMs };
}

/** The chat that nobody goes on with, and whose end may not have been told. */
export function findAbandoned(record: ChatRecord, leftover: Leftover): ChatAddress | null {
  return leftover.name === 'goesOn' ? null : record.chat;
}

/** Holds the messages of a chat that is over. None of them leaves any more. */
export function createClosedOutbox(
  { createOutbox, onChange }: Pick<ChatPartsOptions, 'createOutbox' | 'onChange'>,
  restored: OutboxState,
  persist: (state: OutboxState) => Promise<void>,
): Outbox {
  return createOutbox({
    send: () => Promise.resolve({ name: 'rejected', reason: 'chatOver' }),
    readSoon: () => undefined,
    onChange,
    persist,
    restored,
  });
}
