import { IDLE_CHAT, type ChatView } from '@shared/chat';
import type { NumberedEvent } from '@shared/ipc/contract';

/** What the screen shows, put together from the events alone, as the page does. */
export interface ShownChat {
  readonly view: ChatView;
  noteEvent(event: NumberedEvent): void;
}

export function createShownChat(): ShownChat {
  let view: ChatView = IDLE_CHAT;
  return {
    get view() {
      return view;
    },
    noteEvent(event) {
      if (event.name !== 'chat:changed') return;
      const { appendItems = [], replaceItems = false, ...changed } = event.payload;
      view = { ...view, ...changed, items: replaceItems ? appendItems : [...view.items, ...appendItems] };
    },
  };
}
