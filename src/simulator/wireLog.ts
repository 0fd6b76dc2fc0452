/** How a request ended, seen from the server. */
export type Outcome =
  | { readonly kind: 'pending' }
  | { readonly kind: 'answered'; readonly status: number }
  /** No regular answer: `how` names the fault, or `clientGone` when the client left first. */
  | { readonly kind: 'broken'; readonly how: string };

/** One request as it reached the server, before any fault. */
export interface WireRecord {
  /** Counted from 1 over the life of the log. */
  readonly seq: number;
  readonly atMs: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case; a header that came twice is joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null until the body is read in full, and for requests without one. */
  readonly body: { readonly operationName: string | null; readonly text: string } | null;
  /** As the body names it; reads have no name on the wire, here they are GetChat and GetTranscript. */
  readonly operation: string | null;
  readonly chatId: string | null;
  readonly connectionId: number;
  /** 1: the first request on its connection. More: the connection was reused. */
  readonly requestOnConnection: number;
  readonly fault: string | null;
  /** Whether the contact center carried the operation out. A refused one was not. */
  readonly applied: boolean;
  readonly outcome: Outcome;
}

export type RecordFilter = Partial<Pick<WireRecord, 'operation' | 'chatId' | 'applied' | 'method'>>;

export interface WireLog {
  /** Oldest first. The records are live: `applied` and `outcome` change while a request is under way. */
  records(filter?: RecordFilter): readonly WireRecord[];
  count(filter?: RecordFilter): number;
  /** How many old records the ring has let go. */
  readonly dropped: number;
  clear(): void;
  /** Called as soon as a request's head has arrived. */
  onRecorded(listener: (record: WireRecord) => void): () => void;
}

/** The server's own hand on the log. */
export interface WireLogWriter extends WireLog {
  open(head: Omit<WireRecord, 'seq' | 'body' | 'fault' | 'applied' | 'outcome'>): OpenRecord;
}

export type OpenRecord = { -readonly [Key in keyof WireRecord]: WireRecord[Key] };

/** `limit` bounds the memory of long runs: beyond it the oldest records go. */
export function createWireLog({ limit = Infinity }: { limit?: number } = {}): WireLogWriter {
  let records: OpenRecord[] = [];
  let lastSeq = 0;
  let dropped = 0;
  const listeners = new Set<(record: WireRecord) => void>();

  function select(filter: RecordFilter): OpenRecord[] {
    const wanted = Object.entries(filter) as [keyof RecordFilter, unknown][];
    return records.filter((record) => wanted.every(([key, value]) => record[key] === value));
  }

  return {
    open(head) {
      const record: OpenRecord = {
        seq: ++lastSeq,
        ...head,
        body: null,
        fault: null,
        applied: false,
        outcome: { kind: 'pending' },
      };
      records.push(record);
      if (records.length > limit) {
        records.shift();
        dropped += 1;
      }
      for (const listener of [...listeners]) listener(record);
      return record;
    },
    records: (filter = {}) => select(filter),
    count: (filter = {}) => select(filter).length,
    get dropped() {
      return dropped;
    },
    clear() {
      records = [];
    },
    onRecorded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
