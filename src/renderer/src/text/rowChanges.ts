import type { ConversationRow } from './conversationRows';

/** What a person has to be told of between two states of the list. */
export interface RowChanges {
  /** Rows that were not there before. */
  readonly added: readonly ConversationRow[];
  /** Own messages that have arrived. */
  readonly delivered: number;
}

export function rowChanges(
  before: readonly ConversationRow[],
  after: readonly ConversationRow[],
): RowChanges {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const known = new Map(before.slice(same).map((row) => [row.key, row]));
  const changed = after.slice(same);
  return {
    // A line that became another, as "joined" becomes "has taken over", is news once more.
    added: changed.filter((row) => known.get(row.key)?.kind !== row.kind),
    delivered: changed.filter((row) => isSent(row) && isUnsent(known.get(row.key))).length,
  };
}

function isSent(row: ConversationRow): boolean {
  return row.kind === 'message' && row.delivery.name === 'sent';
}

function isUnsent(row: ConversationRow | undefined): boolean {
  return row?.kind === 'message' && !isSent(row);
}

/** A conversation that has just begun is news from the arrival of the agent on; one that goes on is none. */
const FRESH_ROWS = 4;

export function arrivalRows(rows: readonly ConversationRow[]): readonly ConversationRow[] {
  const joinedAt = rows.findLastIndex((row) => row.kind === 'joined');
  return joinedAt === -1 || joinedAt < rows.length - FRESH_ROWS ? [] : rows.slice(joinedAt);
}
