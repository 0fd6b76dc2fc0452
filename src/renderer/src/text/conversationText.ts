import type { TextOf } from '../composables/useText';
import type { MessageKey } from '../locales/messageKey';
import type { Author, ConversationRow, MessageRow } from './conversationRows';
import { isVisibleName, shownName } from './nickname';
import { LINE_SENTENCES } from './sentences';
import type { TimeFormats } from './times';

const FALLBACK_NAMES = {
  customer: 'conversation.you',
  agent: 'conversation.agent',
  system: 'conversation.contactCenter',
} as const satisfies Record<Author, MessageKey>;

/** All of the conversation as the screen would show it, for a copy: only what is near to the reader is on the page. */
export function conversationText(
  rows: readonly ConversationRow[],
  text: TextOf,
  times: Pick<TimeFormats, 'time' | 'day'>,
): string {
  return rows.flatMap((row) => linesOf(row, text, times)).join('\n');
}

function linesOf(
  row: ConversationRow,
  text: TextOf,
  times: Pick<TimeFormats, 'time' | 'day'>,
): readonly string[] {
  const name = (nickname: string) =>
    isVisibleName(nickname) ? shownName(nickname) : text('conversation.agent');
  const timed = (sentence: string) => `[${times.time(row.atMs)}] ${sentence}`;
  switch (row.kind) {
    case 'message':
      return [timed(`${authorOf(row, text)}: ${row.text}`)];
    case 'joined':
    case 'left':
    case 'rejoined':
      return [timed(text(LINE_SENTENCES[row.kind], { name: name(row.nickname) }))];
    case 'transferred':
      return [
        timed(text(LINE_SENTENCES.left, { name: name(row.nickname) })),
        timed(text(LINE_SENTENCES.takenOver, { name: name(row.successor) })),
      ];
    case 'notice':
      return [timed(row.text)];
    case 'restarted':
      return [text('conversation.restarted')];
    case 'day':
      return [times.day(row.atMs)];
    case 'unread':
      return [];
  }
}

/** What did not arrive is said not to have. */
function authorOf({ author, nickname, delivery }: MessageRow, text: TextOf): string {
  const shown = author !== 'customer' && isVisibleName(nickname);
  const name = shown ? shownName(nickname) : text(FALLBACK_NAMES[author]);
  if (delivery.name === 'notSent') return `${name} (${text('delivery.notSent')})`;
  if (delivery.name === 'received' || delivery.name === 'sent') return name;
  return `${name} (${text('delivery.notConfirmed')})`;
}
