import type { ChatView, ConversationItem } from '@shared/chat';
import { assertNever } from '@shared/result';

/** The conversation as plain text, for a file. Names and texts are as they were received. */

function formatTime(atMs: number): string {
  return new Date(atMs).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
}

function formatItem(item: ConversationItem): string {
  const time = formatTime(item.atMs);
  switch (item.kind) {
    case 'message':
      return `[${time}] ${item.nickname}: ${item.text}`;
    case 'joined':
    case 'rejoined':
      return `[${time}] ${item.nickname} joined`;
    case 'left':
      return `[${time}] ${item.nickname} left`;
    case 'notice':
      return `[${time}] ${item.text}`;
    case 'restarted':
      return `[${time}] --- the contact center began a new transcript ---`;
    default:
      return assertNever(item);
  }
}

/** What was never confirmed is said to be so: a saved transcript must not claim more than the screen did. */
export function formatTranscript(view: ChatView): string {
  const lines = view.items.map(formatItem);
  const unconfirmed = view.outgoing.map(({ createdAtMs, text, state }) => {
    const label = state.name === 'notSent' ? 'not sent' : 'not confirmed';
    return `[${formatTime(createdAtMs)}] (${label}) ${view.form?.nickname ?? ''}: ${text}`;
  });
  const subject = view.form === null ? [] : [`Subject: ${view.form.subject}`, ''];
  return [...subject, ...lines, ...unconfirmed, ''].join('\n');
}

/** A name for the file that any file system takes, in the person's own date. */
export function getChatFileName(date: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `Chat ${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}.txt`;
}
