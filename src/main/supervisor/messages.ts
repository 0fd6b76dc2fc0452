/**
 * What app and supervisor tell each other. Read by hand: the supervisor carries no schema library, and neither side
 * may fall over what the other one says.
 */

/** The chat's record, as `session/chatRecord.ts` writes it; the supervisor does not look into it. */
export type KeptRecord = string | null;

export type MessageOfApp =
  | { readonly name: 'hello' }
  | { readonly name: 'beat' }
  /** To be given back after a crash. Kept in memory only; null forgets it. */
  | { readonly name: 'keep'; readonly record: KeptRecord };

export type MessageOfSupervisor =
  | {
      readonly name: 'welcome';
      readonly record: KeptRecord;
      readonly isAfterCrash: boolean;
      readonly restarts: number;
      /** How often the app has lately ended otherwise than on purpose while it had this chat. */
      readonly endsWithRecord: number;
    }
  | { readonly name: 'quit' };

function isObject(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return raw !== null && typeof raw === 'object';
}

function isRecord(raw: unknown): raw is KeptRecord {
  return raw === null || typeof raw === 'string';
}

/** Null for anything else. */
export function parseMessageOfApp(raw: unknown): MessageOfApp | null {
  if (!isObject(raw)) return null;
  const { name, record } = raw;
  if (name === 'hello' || name === 'beat') return { name };
  return name === 'keep' && isRecord(record) ? { name, record } : null;
}

/** Null for anything else. */
export function parseMessageOfSupervisor(raw: unknown): MessageOfSupervisor | null {
  if (!isObject(raw)) return null;
  const { name, record, isAfterCrash, restarts, endsWithRecord } = raw;
  if (name === 'quit') return { name };
  return name === 'welcome' &&
    isRecord(record) &&
    typeof isAfterCrash === 'boolean' &&
    typeof restarts === 'number'
    ? {
        name,
        record,
        isAfterCrash,
        restarts,
        // A supervisor that was started before an update does not count them.
        endsWithRecord: typeof endsWithRecord === 'number' ? endsWithRecord : 0,
      }
    : null;
}
