import { assertNever } from '@shared/result';
import type { ChatView } from '@shared/chat';
import type { Readiness } from './stores/app';

export type Screen =
  | 'loading'
  /** Main does not answer. */
  | 'trouble'
  /** A counter that nobody has set up; its customers cannot do it either. */
  | 'notReady'
  /** Staff, or the app itself, have closed this counter. */
  | 'outOfService'
  | 'firstRun'
  | 'settings'
  | 'start'
  | 'waiting'
  | 'conversation'
  | 'ended';

export interface ScreenFacts {
  readonly readiness: Readiness;
  readonly kiosk: boolean;
  /** There is a contact center to chat with. */
  readonly canChat: boolean;
  readonly settingsOpen: boolean;
  readonly isOutOfService: boolean;
  readonly chat: Pick<ChatView, 'phase' | 'items'>;
}

/** Which screen the facts ask for. A chat comes before everything: it is never hidden behind a form. */
export function screenOf(facts: ScreenFacts): Screen {
  if (facts.readiness !== 'ready') return facts.readiness;
  const { phase } = facts.chat;
  switch (phase.name) {
    case 'idle':
    case 'failed':
      return screenWithoutChat(facts);
    case 'requesting':
    case 'waiting':
      return 'waiting';
    case 'chatting':
      return 'conversation';
    case 'ending':
      return hasSomebodyJoined(facts.chat.items) ? 'conversation' : 'waiting';
    case 'ended':
      return 'ended';
    default:
      return assertNever(phase);
  }
}

function screenWithoutChat({ kiosk, canChat, settingsOpen, isOutOfService }: ScreenFacts): Screen {
  if (isOutOfService) return 'outOfService';
  if (!canChat) return kiosk ? 'notReady' : 'firstRun';
  return settingsOpen && !kiosk ? 'settings' : 'start';
}

function hasSomebodyJoined(items: ChatView['items']): boolean {
  return items.some((item) => item.kind === 'joined' || (item.kind === 'message' && item.author === 'agent'));
}
