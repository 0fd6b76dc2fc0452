import type { TextOf } from '../composables/useText';
import type { MessageKey } from '../locales/messageKey';
import type { ConversationRow } from './conversationRows';
import { isVisibleName, shownName } from './nickname';
import type { RowChanges } from './rowChanges';
import { LINE_SENTENCES } from './sentences';

/** A screen reader that reads for longer than this cannot be followed. */
const MAX_SPOKEN_CHARACTERS = 500;

/** More messages than these at once are summed up. */
const MAX_SPOKEN_MESSAGES = 3;

/** Of many who come and go at once, the latest. */
const MAX_SPOKEN_LINES = 3;

const FALLBACK_NAMES = {
  agent: 'conversation.agent',
  system: 'conversation.contactCenter',
} as const satisfies Record<string, MessageKey>;

/** What a screen reader says of changes: each message of others, who came and went, and what became of own ones. */
export function announcements(
  { added, delivered, notSent, notConfirmed }: RowChanges,
  text: TextOf,
): readonly string[] {
  const spokenOf = (isMessage: boolean) =>
    added.filter((row) => (row.kind === 'message') === isMessage).flatMap((row) => announcementOf(row, text));
  const messages = spokenOf(true);
  const count = messages.length;
  return [
    ...(delivered > 0 ? [text('delivery.sent')] : []),
    ...(notConfirmed > 0 ? [text('delivery.problemNotConfirmed')] : []),
    ...(notSent > 0 ? [text('delivery.problemNotSent')] : []),
    ...spokenOf(false).slice(-MAX_SPOKEN_LINES),
    ...(count > MAX_SPOKEN_MESSAGES ? [text('conversation.unreadCount', { count }, count)] : []),
    ...(count > MAX_SPOKEN_MESSAGES ? messages.slice(-1) : messages),
  ];
}

function announcementOf(row: ConversationRow, text: TextOf): readonly string[] {
  const name = (nickname: string) =>
    isVisibleName(nickname) ? shownName(nickname) : text('conversation.agent');
  switch (row.kind) {
    case 'message': {
      if (row.author === 'customer') return [];
      const author = isVisibleName(row.nickname) ? shownName(row.nickname) : text(FALLBACK_NAMES[row.author]);
      return [`${author}: ${row.text.slice(0, MAX_SPOKEN_CHARACTERS)}`];
    }
    case 'joined':
    case 'left':
    case 'rejoined':
      return [text(LINE_SENTENCES[row.kind], { name: name(row.nickname) })];
    case 'transferred':
      return [
        text(LINE_SENTENCES.left, { name: name(row.nickname) }),
        text(LINE_SENTENCES.takenOver, { name: name(row.successor) }),
      ];
    case 'notice':
      return [row.text.slice(0, MAX_SPOKEN_CHARACTERS)];
    case 'restarted':
    case 'day':
    case 'unread':
      return [];
  }
}
