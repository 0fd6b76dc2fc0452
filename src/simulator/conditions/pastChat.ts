import { STANDARD_CAPABILITIES, type Capabilities, type Chat } from '../chat';

const JOINS: readonly string[] = ['ParticipantJoined', 'ParticipantRejoined'];

/** The chat as it was when its transcript had so many entries: what a node knows that is behind. */
export function pastChat(chat: Chat, length: number, capabilities: Partial<Capabilities> = {}): Chat {
  if (length >= chat.transcript.length) return chat;
  const transcript = chat.transcript.slice(0, Math.max(1, length));
  let participants: Chat['participants'] = [];
  for (const { type, from } of transcript) {
    if (JOINS.includes(type)) participants = [from, ...participants];
    if (type === 'ParticipantLeft') participants = participants.filter(({ id }) => id !== from.id);
  }
  const isAlone = !participants.some(({ type }) => type === 'Agent');
  const isOver = !participants.some(({ type }) => type === 'Customer');
  const state = isOver ? 'Idle' : isAlone ? 'WaitingForAgent' : 'Chatting';
  return {
    ...chat,
    transcript,
    participants,
    state,
    capabilities: { ...STANDARD_CAPABILITIES, ...capabilities }[state],
  };
}
