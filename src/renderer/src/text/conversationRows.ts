import type { ConversationItem, OutgoingMessage, OutgoingState } from '@shared/chat';
import { localDayOf } from './times';

export type Author = 'customer' | 'agent' | 'system';

/** What is known about the way of a message. */
export type Delivery =
  | OutgoingState
  /** Written here, and read back from the transcript. */
  | { readonly name: 'sent' }
  /** Written by somebody else. */
  | { readonly name: 'received' };

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly author: Author;
  readonly nickname: string;
  readonly text: string;
  readonly atMs: number;
  readonly delivery: Delivery;
  /** First and last of the messages that one person wrote in a row. */
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
  /** Its time and how far it has come are written below it. */
  readonly showsState: boolean;
}

export type LineRow = Exclude<ConversationItem, { kind: 'message' }>;

export interface DayRow {
  readonly kind: 'day';
  readonly key: string;
  readonly atMs: number;
}

/** One line of the list as it is shown. */
export type ConversationRow = MessageRow | LineRow | DayRow;

type UngroupedRow = Omit<MessageRow, 'startsGroup' | 'endsGroup' | 'showsState'> | LineRow | DayRow;

/** After a pause this long, the same person starts a new group, so that its time is shown. */
const GROUP_PAUSE_MS = 5 * 60 * 1_000;

const SENT: Delivery = { name: 'sent' };
const RECEIVED: Delivery = { name: 'received' };

/**
 * The conversation as rows: what the transcript has, then what is still on its way, with a separator where the
 * day changes and with the messages of one person in a row marked as a group.
 */
export function conversationRows(
  items: readonly ConversationItem[],
  outgoing: readonly OutgoingMessage[],
): ConversationRow[] {
  const rows: UngroupedRow[] = [
    ...items.map(rowOfItem),
    ...stillOnTheirWay(items, outgoing).map(rowOfOutgoing),
  ];
  return withGroups(withDays(rows));
}

/** A message is one line, even if it is read back before it is taken off the list of those on their way. */
function stillOnTheirWay(
  items: readonly ConversationItem[],
  outgoing: readonly OutgoingMessage[],
): readonly OutgoingMessage[] {
  if (outgoing.length === 0) return outgoing;
  const arrived = new Set(items.map((item) => item.key));
  return outgoing.filter((message) => !arrived.has(message.localId));
}

function rowOfItem(item: ConversationItem): UngroupedRow {
  if (item.kind !== 'message') return item;
  return { ...item, delivery: item.author === 'customer' ? SENT : RECEIVED };
}

function rowOfOutgoing(message: OutgoingMessage): UngroupedRow {
  const { localId, text, createdAtMs, state } = message;
  return {
    kind: 'message',
    key: localId,
    author: 'customer',
    nickname: '',
    text,
    atMs: createdAtMs,
    delivery: state,
  };
}

function withDays(rows: readonly UngroupedRow[]): UngroupedRow[] {
  return rows.flatMap((row, at) => {
    const before = rows[at - 1];
    const isNewDay = before !== undefined && localDayOf(before.atMs) !== localDayOf(row.atMs);
    return isNewDay ? [{ kind: 'day', key: `day-${row.key}`, atMs: row.atMs } as const, row] : [row];
  });
}

function withGroups(rows: readonly UngroupedRow[]): ConversationRow[] {
  return rows.map((row, at) => {
    if (row.kind !== 'message') return row;
    const after = rows[at + 1];
    const endsGroup = !belongTogether(row, after);
    return {
      ...row,
      startsGroup: !belongTogether(rows[at - 1], row),
      endsGroup,
      showsState: endsGroup || isUnderWay(row) || isUnderWay(after),
    };
  });
}

/** One state speaks for a whole group only where all of it has arrived. */
function isUnderWay(row: UngroupedRow | undefined): boolean {
  return row?.kind === 'message' && !hasArrived(row.delivery);
}

export function hasArrived({ name }: Delivery): boolean {
  return name === 'sent' || name === 'received';
}

/** Own messages belong together whatever name they carry: one on its way carries none yet. */
function belongTogether(earlier: UngroupedRow | undefined, later: UngroupedRow | undefined): boolean {
  if (earlier?.kind !== 'message' || later?.kind !== 'message') return false;
  const samePerson =
    earlier.author === later.author && (later.author === 'customer' || earlier.nickname === later.nickname);
  return samePerson && later.atMs - earlier.atMs < GROUP_PAUSE_MS;
}
