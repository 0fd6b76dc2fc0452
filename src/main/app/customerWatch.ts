import type { ChatPhase } from '@shared/chat';

/** Hears every change of the chat, and says when a customer has left the chat behind: the next may be somebody else. */
export function createCustomerWatch(onLeft: () => void): (phase: ChatPhase) => void {
  let before: ChatPhase['name'] = 'idle';
  return ({ name }) => {
    const hasLeft = name === 'idle' && before !== 'idle';
    before = name;
    if (hasLeft) onLeft();
  };
}
