import type { DeskChat } from '../../consoleContract';

/** What a person can do in a chat now. A name says as whom. */
export interface ChatActions {
  readonly accept: boolean;
  readonly rejoinAs: string | null;
  readonly takeOver: boolean;
  readonly giveBack: boolean;
  /** Under this name the person at the desk writes, leaves, transfers and ends. */
  readonly speakAs: string | null;
}

const NOTHING: ChatActions = {
  accept: false,
  rejoinAs: null,
  takeOver: false,
  giveBack: false,
  speakAs: null,
};

export function actionsOf(chat: DeskChat, myName: string, autopilotEnabled: boolean): ChatActions {
  if (chat.state === 'Idle') return NOTHING;
  const giveBack = chat.drivenBy === 'person' && autopilotEnabled;
  if (chat.state === 'WaitingForAgent') {
    const wasHere = chat.agentsBefore.includes(myName);
    return {
      ...NOTHING,
      accept: !wasHere,
      rejoinAs: wasHere ? myName : (chat.agentsBefore[0] ?? null),
      giveBack,
    };
  }
  if (chat.drivenBy === 'autopilot') return { ...NOTHING, takeOver: true };
  // Whoever took a chat over goes on under the name that the customer knows.
  const speakAs = chat.agents.includes(myName) ? myName : (chat.agents[0] ?? null);
  return { ...NOTHING, giveBack, speakAs };
}
