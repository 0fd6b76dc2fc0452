import type { OutgoingMessage } from '@shared/chat';

/**
 * What goes on into the next chat: messages that surely did not arrive, and what was still being typed. What may have
 * arrived stays behind: it would say the same thing twice.
 */
export function carriedText(outgoing: readonly OutgoingMessage[], draft: string): string {
  const unsent = outgoing.filter(({ state }) => state.name === 'notSent').map(({ text }) => text);
  return [...unsent, draft].filter((text) => text.trim() !== '').join('\n');
}
