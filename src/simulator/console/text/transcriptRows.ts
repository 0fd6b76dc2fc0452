import type { DeskChat, DeskEntry } from '../../consoleContract';

/** One row of the conversation as it is drawn. */
export type Row =
  | {
      readonly kind: 'message';
      readonly key: number;
      readonly side: 'customer' | 'agent';
      readonly name: string;
      readonly text: string;
      readonly atMs: number;
      /** Follows a message of the same person closely: no name again. */
      readonly continues: boolean;
    }
  | {
      readonly kind: 'event';
      readonly key: number;
      readonly name: string;
      readonly what: string;
      readonly atMs: number;
    };

const SAME_BREATH_MS = 2 * 60 * 1000;

const EVENTS: Readonly<Record<string, string>> = {
  ParticipantJoined: 'joined',
  ParticipantLeft: 'left',
  ParticipantRejoined: 'came back',
};

/** Typing is shown below the transcript while it lasts, and leaves no row. */
export function transcriptRows(chat: DeskChat, transcript: readonly DeskEntry[]): Row[] {
  const rows: Row[] = [];
  let previous: DeskEntry | undefined;
  for (const entry of transcript) {
    const { index: key, type, from, text, atMs } = entry;
    if (type === 'TypingStarted' || type === 'TypingStopped') continue;
    if (type === 'Text') {
      const side = from.id === chat.customer.id ? 'customer' : 'agent';
      const continues = previous?.from.id === from.id && atMs - previous.atMs < SAME_BREATH_MS;
      rows.push({ kind: 'message', key, side, name: from.nickname, text: text ?? '', atMs, continues });
      previous = entry;
    } else {
      rows.push({ kind: 'event', key, name: from.nickname, what: EVENTS[type] ?? text ?? type, atMs });
      previous = undefined;
    }
  }
  return rows;
}

/** For the list of chats: the last thing somebody said. */
export function lastText(transcript: readonly DeskEntry[]): string | undefined {
  return transcript.findLast(({ type }) => type === 'Text')?.text;
}
