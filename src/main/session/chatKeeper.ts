import { assertNever } from '@shared/result';
import type { ChatAddress } from '../gws/client';
import { SECOND, type CancelTimer, type Clock } from '../lib/time';
import { restoreOutbox, type OutboxState } from '../outbox/outboxTable';
import { EMPTY_STORED_OUTBOX, fromStoredOutbox, toStoredOutbox, type ChatRecord } from './chatRecord';
import { toChatServer, type ChatServer } from './chatConnection';
import type { ChatStore } from './chatStore';
import type { SessionState } from './sessionTable';

/** Decides what of the chat has to outlive a crash, and sees to it that the store has it. */
export interface ChatKeeper {
  /** What an earlier run left, or null. */
  load(): Promise<ChatRecord | null>;
  /** From now on what an earlier run left unsent is kept here. What has been typed since is newer than its draft. */
  takeOver(record: ChatRecord): void;
  /** To be called whenever the state of the session has changed. Resolves when the disk has it, or has refused it. */
  save(): Promise<void>;
  /** Resolves when everything so far is on the disk, also what came meanwhile. */
  whenSaved(): Promise<void>;
  /** False while the disk does not take it. */
  isKept(): boolean;
  keepOutbox(state: OutboxState): Promise<void>;
  /** The messages to go on with. */
  getOutbox(): OutboxState;
  setDraft(text: string): void;
  getDraft(): string;
  /** What was sent is no draft any more, also if the page dies before it can say so. */
  takeSent(text: string): void;
  /** The server of the chat that is asked for. */
  setServer(server: ChatServer): void;
  /** The messages are for nobody any more. What was typed and never sent goes on to the next chat. */
  forgetMessages(): void;
}

export interface ChatKeeperOptions {
  readonly store: ChatStore;
  readonly getState: () => SessionState;
  /** Where the running chat turned out to live; null while none runs. */
  readonly getAddress: () => ChatAddress | null;
  readonly clock: Clock;
  /** Called when what `isKept` answers has changed. */
  readonly onChange: () => void;
}

type Kept = Pick<ChatRecord, 'serverUrl' | 'contactCenter' | 'outbox' | 'draft'>;

/** A disk that was full may have room again, also while nobody types. */
const SAVE_AGAIN_AFTER_MS = 15 * SECOND;

export function hasUnsent({ outbox, draft }: Pick<Kept, 'outbox' | 'draft'>): boolean {
  return outbox.entries.length > 0 || draft.trim() !== '';
}

/** What has to outlive a crash in this state; null for nothing. */
export function createRecord(
  state: SessionState,
  kept: Kept,
  address: ChatAddress | null,
  nowMs: number,
): ChatRecord | null {
  const here = { ...kept, sinceMs: nowMs };
  switch (state.name) {
    // What was carried over from an earlier chat, and waits for the next.
    case 'idle':
    case 'failed':
      return kept.draft.trim() === ''
        ? null
        : { ...here, outbox: EMPTY_STORED_OUTBOX, form: null, chat: null, hadAgent: false, ended: null };
    case 'requesting':
      return { ...here, form: state.form, chat: null, hadAgent: false, ended: null };
    case 'waiting': {
      const chat = { ...(address ?? state.chat) };
      return { ...here, form: state.form, chat, sinceMs: state.sinceMs, hadAgent: false, ended: null };
    }
    case 'chatting': {
      const chat = { ...(address ?? state.chat) };
      return { ...here, form: state.form, chat, hadAgent: true, ended: null };
    }
    // The wish to end it, until the journal of ends has it: nobody can tell which of the two writes a crash cuts off.
    case 'ending': {
      const chat = { ...(address ?? state.chat) };
      const { form, hadAgent } = state;
      return { ...here, form, chat, hadAgent, ended: 'customerUnconfirmed' };
    }
    case 'ended':
      return hasUnsent(kept)
        ? { ...here, form: state.form, chat: null, sinceMs: state.atMs, hadAgent: true, ended: state.reason }
        : null;
    default:
      return assertNever(state);
  }
}

export function createChatKeeper(options: ChatKeeperOptions): ChatKeeper {
  const { store, getState, getAddress, clock, onChange } = options;
  let kept: Kept = { serverUrl: '', outbox: EMPTY_STORED_OUTBOX, draft: '' };
  let saved: Promise<void> = Promise.resolve();
  let wasKept = store.isSaved();
  let cancelRetry: CancelTimer = () => undefined;

  function save(): Promise<void> {
    cancelRetry();
    const record = createRecord(getState(), kept, getAddress(), clock.now());
    saved = store.save(record).then(() => noteOutcome(record !== null));
    return saved;
  }

  function noteOutcome(isNeeded: boolean): void {
    const isKept = store.isSaved();
    cancelRetry();
    if (!isKept && isNeeded) cancelRetry = clock.after(SAVE_AGAIN_AFTER_MS, () => void save());
    if (isKept === wasKept) return;
    wasKept = isKept;
    onChange();
  }

  return {
    load: store.load,
    takeOver({ outbox, draft, ...record }) {
      kept = { ...toChatServer(record), outbox, draft: kept.draft === '' ? draft : kept.draft };
    },
    save,
    async whenSaved() {
      for (let seen: Promise<void> | null = null; seen !== saved;) {
        seen = saved;
        await seen;
      }
    },
    isKept: store.isSaved,
    keepOutbox(state) {
      kept = { ...kept, outbox: toStoredOutbox(state) };
      return save();
    },
    getOutbox: () => restoreOutbox(fromStoredOutbox(kept.outbox), clock.monotonic()),
    setDraft(text) {
      if (text === kept.draft) return;
      kept = { ...kept, draft: text };
      void save();
    },
    getDraft: () => kept.draft,
    takeSent(text) {
      if (kept.draft.startsWith(text)) kept = { ...kept, draft: kept.draft.slice(text.length) };
    },
    setServer(server) {
      const { outbox, draft } = kept;
      kept = { ...toChatServer(server), outbox, draft };
    },
    forgetMessages() {
      kept = { ...kept, outbox: EMPTY_STORED_OUTBOX };
    },
  };
}
