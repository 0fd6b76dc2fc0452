import { IDLE_CHAT, type ChatView } from '@shared/chat';
import { findNews, type News } from './news';
import type { Notifier } from './notifier';

/** What has happened since somebody last looked at the window. */
export interface Unread {
  /** Messages of others. */
  readonly count: number;
  /** Also true for what is no message, such as the end of the chat. */
  readonly hasNews: boolean;
}

export const NOTHING_UNREAD: Unread = { count: 0, hasNews: false };

export interface AttentionOptions {
  readonly getView: () => ChatView;
  /** The window is in front and has the focus. */
  readonly isLookedAt: () => boolean;
  readonly mayNotify: () => boolean;
  readonly notifier: Notifier;
  readonly onChange: (unread: Unread) => void;
}

/** Follows the chat, and collects what nobody has seen yet. */
export interface Attention {
  /** The chat has changed. */
  noteChange(): void;
  /** Somebody looks at the window now. */
  noteLook(): void;
  getUnread(): Unread;
}

export function createAttention(options: AttentionOptions): Attention {
  const { getView, isLookedAt, mayNotify, notifier, onChange } = options;
  let seen: ChatView = IDLE_CHAT;
  let unread = NOTHING_UNREAD;

  function forget(): void {
    notifier.clear();
    if (unread === NOTHING_UNREAD) return;
    unread = NOTHING_UNREAD;
    onChange(unread);
  }

  function collect(news: readonly News[]): void {
    const messages = news.filter(({ name }) => name === 'message').length;
    unread = { count: unread.count + messages, hasNews: true };
    onChange(unread);
    if (mayNotify()) notifier.tell(news);
  }

  return {
    noteChange() {
      const view = getView();
      const news = findNews(seen, view);
      seen = view;
      if (view.phase.name === 'idle') forget();
      else if (news.length > 0 && !isLookedAt()) collect(news);
    },
    noteLook: forget,
    getUnread: () => unread,
  };
}
