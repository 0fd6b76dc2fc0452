import type { ChatRecord } from '../../src/main/session/chatRecord';

/** Where in the writing of a file something can be cut off, and what the writing was about. */

export type FileStage =
  /** Before a byte is written. */
  | 'begun'
  /** Written, and not safe yet. */
  | 'written'
  | 'synced'
  /** In its place, and the folder not safe yet. */
  | 'renamed'
  /** Safe, and nobody told yet. */
  | 'flushed'
  | 'removing'
  | 'removed';

/** What is new in a record of the chat, compared with the one before. */
export type RecordChange =
  'requested' | 'created' | 'typed' | 'sending' | 'accepted' | 'unknown' | 'delivered' | 'ending' | 'other';

type Entry = ChatRecord['outbox']['entries'][number];

export function findChanges(before: ChatRecord | null, after: ChatRecord): ReadonlySet<RecordChange> {
  const changes = new Set<RecordChange>();
  const known = new Map<string, Entry>(before?.outbox.entries.map((entry) => [entry.localId, entry]));
  for (const { localId, status } of after.outbox.entries) {
    const old = known.get(localId)?.status.name;
    if (old === undefined) changes.add('typed');
    if (old === status.name) continue;
    if (status.name === 'sending' || status.name === 'accepted' || status.name === 'unknown')
      changes.add(status.name);
  }
  if (after.outbox.delivered.length > (before?.outbox.delivered.length ?? 0)) changes.add('delivered');
  if (after.ended !== null) changes.add('ending');
  else if (after.chat === null) changes.add('requested');
  else if (before?.chat?.id !== after.chat.id) changes.add('created');
  return changes.size === 0 ? new Set(['other']) : changes;
}
