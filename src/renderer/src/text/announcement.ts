import type { TextOf } from '../composables/useText';
import type { MessageKey } from '../locales/messageKey';
import type { ConversationRow } from './conversationRows';
import { isVisibleName, shownName } from './nickname';
import type { RowChanges } from './rowChanges';
import { LINE_SENTENCES } from './sentences';

/** A screen reader that reads for longer than this cannot be followed. */
const MAX_SPOKEN_CHARACTERS = 500;

/** More news than these at once are summed up. */
const MAX_SPOKEN_ROWS = 3;

const FALLBACK_NAMES = {
  agent: 'conversation.agent',
  system: 'conversation.contactCenter',
} as const satisfies Record<string, MessageKey>;

/** What a screen reader says of changes: each message of others, who came and went, and that own ones arrived. */
export function announcements({ added, delivered }: RowChanges, text: TextOf): readonly string[] {
  const spoken = added.flatMap((row) => announcementOf(row, text));
  const [last] = spoken.slice(-1);
  const many = text('conversation.unreadCount', { count: spoken.length }, spoken.length);
  return [
    ...(delivered > 0 ? [text('delivery.sent')] : []),
    ...(spoken.length > MAX_SPOKEN_ROWS && last !== undefined ? [many, last] : spoken),
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
