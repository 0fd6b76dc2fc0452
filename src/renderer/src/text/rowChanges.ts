import type { ConversationRow, Delivery } from './conversationRows';

/** What a person has to be told of between two states of the list. */
export interface RowChanges {
  /** Rows that were not there before. */
  readonly added: readonly ConversationRow[];
  /** Own messages that have arrived. */
  readonly delivered: number;
  /** Own messages that have turned out not to arrive, or of which nobody can tell. */
  readonly notSent: number;
  readonly notConfirmed: number;
}

/** News of rows alone. */
export function addedRows(added: readonly ConversationRow[]): RowChanges {
  return { added, delivered: 0, notSent: 0, notConfirmed: 0 };
}

export function joinChanges(earlier: RowChanges, later: RowChanges): RowChanges {
  return {
    added: [...earlier.added, ...later.added],
    delivered: earlier.delivered + later.delivered,
    notSent: earlier.notSent + later.notSent,
    notConfirmed: earlier.notConfirmed + later.notConfirmed,
  };
}

export function isNoNews({ added, delivered, notSent, notConfirmed }: RowChanges): boolean {
  return added.length + delivered + notSent + notConfirmed === 0;
}

export function rowChanges(
  before: readonly ConversationRow[],
  after: readonly ConversationRow[],
): RowChanges {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const known = new Map(before.slice(same).map((row) => [row.key, row]));
  const changed = after.slice(same);
  const countOf = (name: Delivery['name']) =>
    changed.filter((row) => deliveryOf(row) === name && turnedInto(name, known.get(row.key))).length;
  return {
    // A line that became another, as "joined" becomes "has taken over", is news once more.
    added: changed.filter((row) => known.get(row.key)?.kind !== row.kind),
    delivered: countOf('sent'),
    notSent: countOf('notSent'),
    notConfirmed: countOf('notConfirmed'),
  };
}

function deliveryOf(row: ConversationRow | undefined): Delivery['name'] | null {
  return row?.kind === 'message' ? row.delivery.name : null;
}

/** Only of a row that was there before: what is found in a state has been in it. */
function turnedInto(name: Delivery['name'], before: ConversationRow | undefined): boolean {
  return before?.kind === 'message' && deliveryOf(before) !== name;
}

/** A conversation that has just begun is news from the arrival of the agent on; one that goes on is none. */
const FRESH_ROWS = 4;

export function arrivalRows(rows: readonly ConversationRow[]): readonly ConversationRow[] {
  const joinedAt = rows.findLastIndex((row) => row.kind === 'joined');
  return joinedAt === -1 || joinedAt < rows.length - FRESH_ROWS ? [] : rows.slice(joinedAt);
}
