import { IDLE_CHAT, type ChatView } from '@shared/chat';
import { createViewPatch } from '../session/viewPatch';
import type { Broadcast } from './broadcast';

/** Tells the page what changed in the chat: all changes of one turn of the event loop in one event. */
export interface ChatPublisher {
  noteChange(): void;
  /** The view that all events so far add up to. */
  getPublishedView(): ChatView;
}

export interface ChatPublisherOptions {
  readonly getView: () => ChatView;
  readonly broadcast: Broadcast;
  /** Calls back after the present turn. */
  readonly later: (callback: () => void) => void;
}

export function createChatPublisher({ getView, broadcast, later }: ChatPublisherOptions): ChatPublisher {
  let published: ChatView = IDLE_CHAT;
  let isDue = false;

  function flush(): void {
    isDue = false;
    const view = getView();
    const patch = createViewPatch(published, view);
    published = view;
    if (patch !== null) broadcast.publish('chat:changed', patch);
  }

  return {
    noteChange() {
      if (isDue) return;
      isDue = true;
      later(flush);
    },
    getPublishedView() {
      flush();
      return published;
    },
  };
}
