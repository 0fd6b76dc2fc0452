import type { ChatView } from '@shared/chat';
import type { TranscriptLabels } from './transcriptLabels';

/** What every form of the transcript shares. */

export function formatTranscriptTime(atMs: number, { language }: TranscriptLabels): string {
  return new Date(atMs).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}

export interface UnconfirmedMessage {
  readonly atMs: number;
  readonly label: string;
  readonly nickname: string;
  readonly text: string;
}

/** What was never confirmed is said to be so: a saved transcript must not claim more than the screen did. */
export function getUnconfirmed({ outgoing, form }: ChatView, labels: TranscriptLabels): UnconfirmedMessage[] {
  return outgoing.map(({ createdAtMs, text, state }) => ({
    atMs: createdAtMs,
    label: state.name === 'notSent' ? labels.notSent : labels.notConfirmed,
    nickname: form?.nickname ?? '',
    text,
  }));
}

/** A name for the file that any file system takes, in the person's own date. */
export function getChatFileName(date: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `Chat ${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}.txt`;
}
