/** Anything that says how far the numbering has come. */
interface Numbered {
  readonly seq: number;
}

export interface NumberedMirrorParts<Snapshot extends Numbered, Event extends Numbered> {
  readonly loadSnapshot: () => Promise<Snapshot>;
  readonly applySnapshot: (snapshot: Snapshot) => void;
  readonly applyEvent: (event: Event) => void;
  readonly onLoadFailed: (cause: unknown) => void;
  /** Calls `retry` once, later. */
  readonly retryLater: (retry: () => void) => void;
}

export interface NumberedMirror<Event extends Numbered> {
  /** Takes in the next event. Nothing is applied before a snapshot has been. */
  readonly receive: (event: Event) => void;
  /** Asks for a snapshot, once at a time. After a failure it asks again by itself. */
  readonly reload: () => Promise<void>;
}

type MirrorState<Event> =
  /** No snapshot, or one that has missed something. Events are worthless until the next snapshot. */
  | { readonly name: 'behind' }
  /** A snapshot is on its way; what arrives meanwhile is held until it is here. */
  | { readonly name: 'loading'; readonly held: Event[] }
  | { readonly name: 'current'; readonly seq: number };

/**
 * Follows a numbered stream of changes from a snapshot on: an event that the snapshot already includes is
 * ignored, and a gap asks for a new snapshot instead of showing something that never was.
 */
export function createNumberedMirror<Snapshot extends Numbered, Event extends Numbered>(
  parts: NumberedMirrorParts<Snapshot, Event>,
): NumberedMirror<Event> {
  let state: MirrorState<Event> = { name: 'behind' };

  function receive(event: Event): void {
    if (state.name === 'loading') {
      state.held.push(event);
    } else if (state.name === 'current' && event.seq > state.seq) {
      receiveNext(event, state.seq);
    }
  }

  function receiveNext(event: Event, seq: number): void {
    if (event.seq > seq + 1) {
      void reload();
      return;
    }
    state = { name: 'current', seq: event.seq };
    parts.applyEvent(event);
  }

  // Events and answers come in one order. So what arrived before the request is in the snapshot, and only
  // what arrives after it has to be held.
  async function reload(): Promise<void> {
    if (state.name === 'loading') return;
    const held: Event[] = [];
    state = { name: 'loading', held };
    try {
      const snapshot = await parts.loadSnapshot();
      state = { name: 'current', seq: snapshot.seq };
      parts.applySnapshot(snapshot);
      held.forEach(receive);
    } catch (cause) {
      state = { name: 'behind' };
      parts.onLoadFailed(cause);
      parts.retryLater(retry);
    }
  }

  function retry(): void {
    if (state.name === 'behind') void reload();
  }

  return { receive, reload };
}
