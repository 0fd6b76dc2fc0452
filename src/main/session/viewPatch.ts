import type { ChatPatch, ChatView, ConversationItem } from '@shared/chat';

/** What has to be told so that somebody who knows `before` knows `after`; null when that is nothing. */
export function createViewPatch(before: ChatView, after: ChatView): ChatPatch | null {
  const changed: Record<string, unknown> = {};
  for (const key of Object.keys(after) as (keyof ChatView)[]) {
    if (key !== 'items' && !isSame(before[key], after[key])) changed[key] = after[key];
  }
  const patch: ChatPatch = { ...(changed as ChatPatch), ...createItemsPatch(before.items, after.items) };
  return Object.keys(patch).length === 0 ? null : patch;
}

/** All parts but the items are small and plain. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function createItemsPatch(
  before: readonly ConversationItem[],
  after: readonly ConversationItem[],
): Pick<ChatPatch, 'appendItems' | 'replaceItems'> {
  if (before === after) return {};
  const known = before.length;
  const isAppended =
    known === 0 || (after.length >= known && after[known - 1]?.key === before[known - 1]?.key);
  if (!isAppended) return { replaceItems: true, appendItems: after };
  return after.length === known ? {} : { appendItems: after.slice(known) };
}
