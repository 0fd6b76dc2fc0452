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

/** One agent went as another came: two lines of the transcript, one of the conversation. */
export interface TransferRow {
  readonly kind: 'transferred';
  readonly key: string;
  /** Who has left. */
  readonly nickname: string;
  readonly successor: string;
  readonly atMs: number;
}

export interface DayRow {
  readonly kind: 'day';
  readonly key: string;
  readonly atMs: number;
}

/** Below it is what has come while nobody looked. */
export interface UnreadRow {
  readonly kind: 'unread';
  readonly key: string;
  readonly atMs: number;
}

/** One line of the list as it is shown. */
export type ConversationRow = MessageRow | LineRow | TransferRow | DayRow | UnreadRow;

type UngroupedRow =
  Omit<MessageRow, 'startsGroup' | 'endsGroup' | 'showsState'> | Exclude<ConversationRow, MessageRow>;

/** After a pause this long, the same person starts a new group, so that its time is shown. */
const GROUP_PAUSE_MS = 5 * 60 * 1_000;

/** Who comes and who goes within this time have handed the chat over. */
const TRANSFER_MS = 60 * 1_000;

const SENT: Delivery = { name: 'sent' };
const RECEIVED: Delivery = { name: 'received' };

/**
 * The conversation as rows: what the transcript has, then what is still on its way, with a separator where the
 * day changes and with the messages of one person in a row marked as a group.
 */
export function conversationRows(
  items: readonly ConversationItem[],
  outgoing: readonly OutgoingMessage[],
): readonly ConversationRow[] {
  return createConversationRows()(items, outgoing);
}

/**
 * The same, with a memory: where items have only been added since the last call, only their rows are made, and
 * all rows before them stay the same objects.
 */
export function createConversationRows(): typeof conversationRows {
  let known: readonly ConversationItem[] = [];
  let arrived = new Set<string>();
  let ungrouped: UngroupedRow[] = [];
  let grouped: ConversationRow[] = [];

  function takeIn(items: readonly ConversationItem[]): void {
    if (!continues(known, items)) {
      known = [];
      arrived = new Set();
      ungrouped = [];
      grouped = [];
    }
    // The last row may still be joined with the next, or not end its group after all.
    if (items.length > known.length) grouped.length = Math.max(0, ungrouped.length - 1);
    for (const item of items.slice(known.length)) {
      addRow(ungrouped, rowOfItem(item));
      arrived.add(item.key);
    }
    known = items;
    while (grouped.length < ungrouped.length - 1) grouped.push(groupedAt(ungrouped, grouped.length));
  }

  return (items, outgoing) => {
    takeIn(items);
    // The last row of the transcript may belong together with what is on its way.
    const tail = ungrouped.slice(-2);
    const hasBefore = tail.length === 2;
    for (const message of outgoing) if (!arrived.has(message.localId)) addRow(tail, rowOfOutgoing(message));
    return [...grouped, ...tail.map((_row, at) => groupedAt(tail, at)).slice(hasBefore ? 1 : 0)];
  };
}

/** Whether the items are those that are known, and maybe more. */
function continues(known: readonly ConversationItem[], items: readonly ConversationItem[]): boolean {
  const last = known.length - 1;
  return (
    items.length > last && items[0] === (known[0] ?? items[0]) && (last < 0 || items[last] === known[last])
  );
}

/** Adds one row, with a separator before it where the day changes; a message is never joined with another. */
function addRow(rows: UngroupedRow[], row: UngroupedRow): void {
  const before = rows.at(-1);
  const joint = before && transferOf(before, row);
  if (joint) rows.pop();
  else if (before && localDayOf(before.atMs) !== localDayOf(row.atMs)) {
    rows.push({ kind: 'day', key: `day-${row.key}`, atMs: row.atMs });
  }
  rows.push(joint ?? row);
}

function transferOf(earlier: UngroupedRow, later: UngroupedRow): TransferRow | null {
  if (earlier.kind === 'left' && later.kind === 'joined') return transfer(earlier, later, earlier, later);
  if (earlier.kind === 'joined' && later.kind === 'left') return transfer(earlier, later, later, earlier);
  return null;
}

type PersonRow = Extract<LineRow, { readonly nickname: string }>;

function transfer(
  earlier: PersonRow,
  later: PersonRow,
  left: PersonRow,
  joined: PersonRow,
): TransferRow | null {
  if (left.nickname === joined.nickname || later.atMs - earlier.atMs > TRANSFER_MS) return null;
  const { key } = earlier;
  return {
    kind: 'transferred',
    key,
    nickname: left.nickname,
    successor: joined.nickname,
    atMs: later.atMs,
  };
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

function groupedAt(rows: readonly UngroupedRow[], at: number): ConversationRow {
  const row = rows[at];
  if (row === undefined) throw new RangeError(`There is no row ${at}`);
  if (row.kind !== 'message') return row;
  const after = rows[at + 1];
  const endsGroup = !belongTogether(row, after);
  return {
    ...row,
    startsGroup: !belongTogether(rows[at - 1], row),
    endsGroup,
    showsState: endsGroup || isUnderWay(row) || isUnderWay(after),
  };
}

/** The rows with the line "New messages" above the row of this key; as they are, where there is none. */
export function withUnreadLine(
  rows: readonly ConversationRow[],
  key: string | null,
): readonly ConversationRow[] {
  const at = key === null ? -1 : rows.findLastIndex((row) => row.key === key);
  const below = rows[at];
  const above = rows[at - 1];
  if (!below || !above) return rows;
  const line: UnreadRow = { kind: 'unread', key: 'unread', atMs: below.atMs };
  return [...rows.slice(0, at - 1), endedGroup(above), line, startedGroup(below), ...rows.slice(at + 1)];
}

function endedGroup(row: ConversationRow): ConversationRow {
  return row.kind === 'message' ? { ...row, endsGroup: true, showsState: true } : row;
}

function startedGroup(row: ConversationRow): ConversationRow {
  return row.kind === 'message' ? { ...row, startsGroup: true } : row;
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
