import type { ChatView, ConversationItem } from '@shared/chat';

/** The one thing that the status line says; null while there is nothing to say. */
export type ConversationStatus =
  | { readonly name: 'ending' }
  /** The screen is not live; `lastGoodAtMs` is when it last was. */
  | {
      readonly name: 'catchingUp' | 'reconnecting' | 'networkSignIn' | 'offline';
      readonly lastGoodAtMs: number | null;
    }
  /** What is typed could not be kept on the disk. */
  | { readonly name: 'notKept' }
  /** Every agent has left. `nickname` is who left last, where that is known. */
  | { readonly name: 'alone'; readonly nickname: string | null };

type StatusFacts = Pick<ChatView, 'phase' | 'link' | 'agents' | 'items' | 'isKept'>;

export function conversationStatus(chat: StatusFacts): ConversationStatus | null {
  if (chat.phase.name === 'ending') return { name: 'ending' };
  if (chat.link.name !== 'live') return { name: chat.link.name, lastGoodAtMs: chat.link.lastGoodAtMs };
  if (!chat.isKept) return { name: 'notKept' };
  if (chat.agents.length === 0) return { name: 'alone', nickname: lastToLeave(chat.items) };
  return null;
}

function lastToLeave(items: readonly ConversationItem[]): string | null {
  const left = items.findLast((item) => item.kind === 'left');
  return left?.kind === 'left' ? left.nickname : null;
}

/** Why nothing can be written now; null while writing is possible. */
export type ComposerBlock = 'ending' | 'nobodyHere' | 'notAllowed';

/** While the connection is lost nobody knows what the server would allow; the message waits in the outbox. */
export function composerBlock(
  chat: Pick<ChatView, 'phase' | 'link' | 'agents' | 'abilities'>,
): ComposerBlock | null {
  if (chat.phase.name === 'ending') return 'ending';
  if (chat.link.name !== 'live' || chat.abilities.send) return null;
  return chat.agents.length === 0 ? 'nobodyHere' : 'notAllowed';
}

/**
 * Whether the server does not let the customer end the chat now. A server that has said nothing yet, or that allows
 * nothing at all, forbids nothing here: nobody is to be kept in a chat by a missing word.
 */
export function isEndForbidden({
  phase,
  link,
  abilities,
}: Pick<ChatView, 'phase' | 'link' | 'abilities'>): boolean {
  const hasSpoken = abilities.send || abilities.typing;
  return phase.name === 'chatting' && link.name === 'live' && hasSpoken && !abilities.end;
}
