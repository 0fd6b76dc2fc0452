import type { MenuItemConstructorOptions } from 'electron';
import type { ChatView } from '@shared/chat';
import type { Unread } from './attention';
import { isRunning } from './closing';
import type { TextName, TextSource } from './texts';

/** What is needed of Electron's `Tray`. */
export interface TrayIcon {
  showUnread(hasNews: boolean): void;
  setToolTip(text: string): void;
  setMenu(items: readonly MenuItemConstructorOptions[]): void;
}

export interface TrayOptions {
  readonly icon: TrayIcon;
  readonly texts: TextSource;
  readonly onOpen: () => void;
  readonly onEndChat: () => void;
  readonly onQuit: () => void;
}

/** The app's icon in the tray of the system, which says how the chat stands and leads back to the window. */
export interface TrayView {
  show(view: ChatView, unread: Unread): void;
}

type Status = Extract<TextName, 'idle' | 'waiting' | 'chatting' | 'reconnecting'>;

export function getStatus({ phase, link }: ChatView): Status {
  if (!isRunning(phase)) return 'idle';
  if (link.name !== 'live' && link.name !== 'catchingUp') return 'reconnecting';
  return phase.name === 'chatting' ? 'chatting' : 'waiting';
}

export function createTrayView({ icon, texts, onOpen, onEndChat, onQuit }: TrayOptions): TrayView {
  let shown = '';

  return {
    show(view, unread) {
      const lines = [
        texts.get(getStatus(view)),
        ...(unread.count > 0 ? [texts.newMessages(unread.count)] : []),
      ];
      const canEnd = isRunning(view.phase);
      // Setting a menu closes it under the hand that has just opened it.
      const wanted = JSON.stringify([lines, canEnd, unread.hasNews, texts.get('open')]);
      if (wanted === shown) return;
      shown = wanted;
      icon.showUnread(unread.hasNews);
      icon.setToolTip(['Counterline', ...lines].join(' – '));
      icon.setMenu([
        // Many Linux desktops show no tool tip.
        { label: lines.join(' – '), enabled: false },
        { type: 'separator' },
        { label: texts.get('open'), click: onOpen },
        { label: texts.get('endChat'), enabled: canEnd, click: onEndChat },
        { type: 'separator' },
        { label: texts.get('quit'), click: onQuit },
      ]);
    },
  };
}
