import type { ChatPatch, ChatView } from '@shared/chat';

/** The view after a change. What the patch does not name stays as it is, down to the same object. */
export function applyChatPatch(view: ChatView, patch: ChatPatch): ChatView {
  const { replaceItems = false, appendItems = [], ...changed } = patch;
  return { ...view, ...changed, items: nextItems(view.items, replaceItems, appendItems) };
}

function nextItems(
  items: ChatView['items'],
  replaceItems: boolean,
  appendItems: ChatView['items'],
): ChatView['items'] {
  if (replaceItems) return appendItems;
  return appendItems.length === 0 ? items : [...items, ...appendItems];
}
