import { assertNever } from '@shared/result';
import { IDLE_CHAT, type ChatPhase, type ChatView } from '@shared/chat';
import type { RunningChat } from './runningChat';
import type { SessionState } from './sessionTable';

export interface ViewParts extends Pick<ChatView, 'outgoing' | 'isKept'> {
  readonly state: SessionState;
  /** The chat that is shown, running or over. */
  readonly running: RunningChat | null;
  /** How long those who ask for a chat at this time usually wait; null where nothing says it. */
  readonly getUsualWaitMinutes: (atMs: number) => number | null;
}

/** What is shown of the session. Of a chat that is over, nobody is there and nothing can be done. */
export function createView({ state, running, outgoing, isKept, ...parts }: ViewParts): ChatView {
  const isLive = state.name === 'waiting' || state.name === 'chatting';
  const live = isLive ? running?.live : undefined;
  return {
    phase: getPhase(state),
    form: state.name === 'idle' ? null : state.form,
    items: running?.live.getItems() ?? [],
    outgoing,
    agents: live?.getAgents() ?? [],
    agentTyping: live?.getAgentTyping() ?? null,
    abilities: live?.getAbilities() ?? IDLE_CHAT.abilities,
    link: live?.getLink() ?? IDLE_CHAT.link,
    isKept,
    // Of when the chat was asked for, so that it does not change while one waits.
    usualWaitMinutes: state.name === 'waiting' ? parts.getUsualWaitMinutes(state.sinceMs) : null,
  };
}

function getPhase(state: SessionState): ChatPhase {
  switch (state.name) {
    case 'waiting':
      return { name: 'waiting', sinceMs: state.sinceMs };
    case 'ended':
      return { name: 'ended', reason: state.reason, atMs: state.atMs };
    case 'failed':
      return { name: 'failed', reason: state.reason };
    case 'idle':
    case 'requesting':
    case 'chatting':
    case 'ending':
      return { name: state.name };
    default:
      return assertNever(state);
  }
}
