import type { ChatView, ConversationItem, OutgoingState } from '@shared/chat';

/** What happened in the chat that somebody who looks elsewhere wants to know. */
export type News =
  | { readonly name: 'agentJoined' }
  | { readonly name: 'message'; readonly nickname: string; readonly text: string }
  | { readonly name: 'notSent' }
  | { readonly name: 'notConfirmed' }
  | { readonly name: 'ended' };

/** What is new in a view compared to the one before it, in order. What the person did themselves is no news. */
export function findNews(before: ChatView, after: ChatView): readonly News[] {
  return [...findInItems(before, after), ...findInOutgoing(before, after), ...findEnd(before, after)];
}

function findInItems(before: ChatView, after: ChatView): readonly News[] {
  // After a restart of the app the conversation is read as a whole. What of it was seen before is not known.
  const isFirstRead = before.items.length === 0 && before.link.name === 'catchingUp';
  if (isFirstRead || before.items === after.items) return [];
  return after.items.slice(countKnown(before.items, after.items)).flatMap(toNews);
}

/** Items are only ever appended, save when another chat takes the place of the one before. */
function countKnown(before: ChatView['items'], after: ChatView['items']): number {
  return before[0]?.key === after[0]?.key ? before.length : 0;
}

function toNews(item: ConversationItem): readonly News[] {
  switch (item.kind) {
    case 'message':
      return item.author === 'customer'
        ? []
        : [{ name: 'message', nickname: item.nickname, text: item.text }];
    case 'notice':
      return [{ name: 'message', nickname: '', text: item.text }];
    case 'joined':
      return [{ name: 'agentJoined' }];
    case 'rejoined':
    case 'left':
    case 'restarted':
      return [];
  }
}

function findInOutgoing(before: ChatView, after: ChatView): readonly News[] {
  if (before.outgoing === after.outgoing) return [];
  const stateBefore = new Map(before.outgoing.map(({ localId, state }) => [localId, state.name]));
  return after.outgoing.flatMap(({ localId, state }) =>
    isProblem(state.name) && stateBefore.get(localId) !== state.name ? [{ name: state.name }] : [],
  );
}

function isProblem(name: OutgoingState['name']): name is 'notSent' | 'notConfirmed' {
  return name === 'notSent' || name === 'notConfirmed';
}

/** The person knows of an end that they asked for. */
function findEnd(before: ChatView, after: ChatView): readonly News[] {
  const wasRunning = before.phase.name === 'waiting' || before.phase.name === 'chatting';
  const isEnded =
    after.phase.name === 'ended' && (after.phase.reason === 'agent' || after.phase.reason === 'gone');
  return wasRunning && isEnded ? [{ name: 'ended' }] : [];
}
