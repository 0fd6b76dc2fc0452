import type { ConversationItem, TranscriptEntry } from '@shared/chat';

/** Turns transcript entries into the lines of the conversation. Typing, and what the app does not know, is no line. */

export interface ItemContext {
  /** Which transcript of this chat: a server that restarts begins again at index 1. */
  readonly epoch: number;
  /** The local id of the own message that stands at this index. */
  readonly findDelivered: (index: number) => string | undefined;
}

/** An entry with the time at which it is shown: the server's, or when it was first seen. */
export type TimedEntry = TranscriptEntry & { readonly sentAtMs: number };

function getAuthor(entry: TranscriptEntry): 'customer' | 'agent' | 'system' {
  switch (entry.from?.kind) {
    case 'customer':
      return 'customer';
    case 'agent':
    case 'supervisor':
      return 'agent';
    default:
      return 'system';
  }
}

export function toConversationItem(entry: TimedEntry, context: ItemContext): ConversationItem | null {
  const key = `${context.epoch}:${entry.index}`;
  const nickname = entry.from?.nickname ?? '';
  const atMs = entry.sentAtMs;
  switch (entry.kind) {
    case 'text': {
      const author = getAuthor(entry);
      const ownKey = author === 'customer' ? context.findDelivered(entry.index) : undefined;
      return { kind: 'message', key: ownKey ?? key, author, nickname, text: entry.text, atMs };
    }
    case 'joined':
    case 'left':
    case 'rejoined':
      return entry.from?.kind === 'agent' ? { kind: entry.kind, key, nickname, atMs } : null;
    case 'notice':
      return entry.text === '' ? null : { kind: 'notice', key, text: entry.text, atMs };
    case 'typingStarted':
    case 'typingStopped':
    case 'unknown':
      return null;
  }
}
