import { assertNever } from '@shared/result';
import type { OutgoingMessage, OutgoingState } from '@shared/chat';
import type { CancelTimer, Clock } from '../lib/time';
import type { Log } from '../lib/log';
import {
  EMPTY_OUTBOX,
  isSameAfterRestart,
  next,
  type EntryStatus,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxState,
  type OwnText,
  type SendOutcome,
} from './outboxTable';

export interface OutboxOptions {
  /** One attempt. It answers with an outcome, and never throws. */
  readonly send: (text: string) => Promise<SendOutcome>;
  /** Asks for a read of the transcript before its regular time. */
  readonly readSoon: () => void;
  readonly onChange: () => void;
  /**
   * Makes the state durable. A message is shown, and an attempt begins, only after this has settled. It never rejects:
   * on a full disk messages go on from memory, and whoever persists says so.
   */
  readonly persist: (state: OutboxState) => Promise<void>;
  /** What an earlier run of the app left. */
  readonly restored?: OutboxState;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface TranscriptRead {
  /** When the read began and ended, on the monotonic clock. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly ownTexts: readonly OwnText[];
  readonly highestIndex: number;
}

/** The customer's messages on their way to the server. See `outboxTable.ts` for the rules. */
export interface Outbox {
  /** Takes a message and answers its local id. */
  add(text: string): string;
  resend(localId: string): void;
  discard(localId: string): void;
  /** From now on messages may leave. */
  open(): void;
  /** The chat is over. */
  close(): void;
  noteTranscriptRead(read: TranscriptRead): void;
  noteTranscriptRestarted(): void;
  /** How many messages have not been read back yet, shown or not. */
  count(): number;
  /** What has not been read back from the transcript yet, in order. */
  getMessages(): readonly OutgoingMessage[];
  /** The local id of the message that stands at this index of the transcript. */
  findDelivered(index: number): string | undefined;
}

function toOutgoingState(status: EntryStatus): OutgoingState {
  switch (status.name) {
    case 'queued':
    case 'resting':
    case 'sending':
      return { name: 'sending' };
    case 'accepted':
      return { name: 'accepted' };
    case 'unknown':
      return { name: 'checking' };
    case 'notConfirmed':
      return { name: 'notConfirmed' };
    case 'notSent':
      return { name: 'notSent', reason: status.reason };
    default:
      return assertNever(status);
  }
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { send, readSoon, onChange, persist, newId, clock, log } = options;
  let state: OutboxState = options.restored ?? EMPTY_OUTBOX;
  /** Messages that are not on the disk yet, and so are not shown yet. */
  const unsaved = new Set<string>();
  let saved: Promise<void> = Promise.resolve();

  const retries = new Set<CancelTimer>();

  function handle(event: OutboxEvent): void {
    const before = state;
    const step = next(before, event);
    state = step.state;
    if (!isSameAfterRestart(before, state)) saved = persist(state);
    for (const effect of step.effects) {
      // On the disk first: after a crash, an attempt that nobody knows of would be made a second time.
      if (effect.name === 'send') void saved.then(() => run(effect));
      else run(effect);
    }
    if (state.entries !== before.entries) onChange();
  }

  function end(localId: string, outcome: SendOutcome): void {
    log.info('send ended', { localId, outcome: outcome.name });
    handle({ name: 'attemptEnded', localId, outcome, atMs: clock.monotonic() });
  }

  function retryLater(localId: string, inMs: number): void {
    const cancel = clock.after(inMs, () => {
      retries.delete(cancel);
      handle({ name: 'retryDue', localId });
    });
    retries.add(cancel);
  }

  function showOnceSaved(localId: string): void {
    void saved.then(() => {
      unsaved.delete(localId);
      onChange();
    });
  }

  async function attempt(localId: string, text: string): Promise<void> {
    // The chat may have ended while the disk was written; after its end nothing may be sent.
    if (!state.open) {
      end(localId, { name: 'rejected', reason: 'chatOver' });
      return;
    }
    let outcome: SendOutcome;
    try {
      outcome = await send(text);
    } catch (error) {
      // Not foreseen, so nothing can be concluded about the server.
      log.error('send threw', { error });
      outcome = { name: 'unknown' };
    }
    end(localId, outcome);
  }

  function run(effect: OutboxEffect): void {
    switch (effect.name) {
      case 'send':
        void attempt(effect.localId, effect.text);
        return;
      case 'retryLater':
        retryLater(effect.localId, effect.inMs);
        return;
      case 'readSoon':
        readSoon();
        return;
      default:
        assertNever(effect);
    }
  }

  return {
    add(text) {
      const localId = newId();
      unsaved.add(localId);
      handle({ name: 'added', localId, text, createdAtMs: clock.now() });
      showOnceSaved(localId);
      return localId;
    },
    resend: (localId) => handle({ name: 'resendAsked', localId }),
    discard: (localId) => handle({ name: 'discarded', localId }),
    open: () => handle({ name: 'opened' }),
    close() {
      for (const cancel of retries) cancel();
      retries.clear();
      handle({ name: 'closed' });
    },
    noteTranscriptRead: (read) => handle({ name: 'transcriptRead', ...read }),
    noteTranscriptRestarted: () => handle({ name: 'transcriptRestarted' }),
    getMessages: () =>
      state.entries
        .filter(({ localId }) => !unsaved.has(localId))
        .map(({ localId, text, createdAtMs, status }) => ({
          localId,
          text,
          createdAtMs,
          state: toOutgoingState(status),
        })),
    count: () => state.entries.length,
    findDelivered: (index) => state.delivered.get(index),
  };
}
