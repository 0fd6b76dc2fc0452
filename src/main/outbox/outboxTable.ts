import { assertNever } from '@shared/result';
import type { NotSentReason } from '@shared/chat';
import { SECOND } from '../lib/time';
import { isSameText } from './matchText';

/**
 * The outbox as a table: `next(state, event) -> { state, effects }`. Messages leave in strict order, one in flight.
 * A message counts as sent only when its entry has been read back from the transcript; an attempt that ended without
 * a clear answer is looked for there, through a quarantine, before anybody is asked whether to send it again.
 */

/** How an attempt to send ended. */
export type SendOutcome =
  | { readonly name: 'accepted' }
  /** Surely not applied, and worth another attempt. */
  | { readonly name: 'notApplied'; readonly retryInMs: number }
  | { readonly name: 'rejected'; readonly reason: NotSentReason }
  /** The server may or may not have it. */
  | { readonly name: 'unknown' };

export interface OutboxEntry {
  readonly localId: string;
  readonly text: string;
  readonly createdAtMs: number;
  readonly status: EntryStatus;
}

/** `watermark`: the highest transcript index known before the attempt. The message can only stand after it. */
export type EntryStatus =
  | { readonly name: 'queued' }
  /** Surely not sent yet; another attempt follows after a pause. */
  | { readonly name: 'resting' }
  | { readonly name: 'sending'; readonly watermark: number }
  | {
      readonly name: 'accepted';
      readonly watermark: number;
      /** On the clock that only goes forward. */
      readonly endedAtMs: number;
      /** Reads of the transcript that began after the attempt had ended, and did not show it. */
      readonly readsSince: number;
    }
  | {
      readonly name: 'unknown';
      readonly watermark: number;
      readonly endedAtMs: number;
      readonly readsSince: number;
    }
  | { readonly name: 'notConfirmed'; readonly watermark: number }
  | { readonly name: 'notSent'; readonly reason: NotSentReason };

export interface OutboxState {
  readonly entries: readonly OutboxEntry[];
  /** Whose attempt is on its way; at most one, whatever became of its entry meanwhile. */
  readonly inFlight: string | null;
  /** False before the chat may take messages, and after its end. */
  readonly open: boolean;
  readonly highestIndex: number;
  /** Own transcript entries that have been credited to a message: index -> local id. */
  readonly delivered: ReadonlyMap<number, string>;
  /** The texts of all delivered messages, in order: a new transcript may show them once more. */
  readonly deliveredTexts: readonly string[];
  /** Of these, what the present transcript has not shown again; it proves nothing about messages under way. */
  readonly mayShowAgain: readonly string[];
}

export const EMPTY_OUTBOX: OutboxState = {
  entries: [],
  inFlight: null,
  open: false,
  highestIndex: 0,
  delivered: new Map(),
  deliveredTexts: [],
  mayShowAgain: [],
};

/**
 * The state with which a new run of the app goes on. An attempt that was on its way may have been applied or not, and
 * the clock that only goes forward has begun anew, so its quarantine begins again too.
 */
export function restoreOutbox(state: OutboxState, nowMs: number): OutboxState {
  const entries = state.entries.map((entry): OutboxEntry => {
    const { status } = entry;
    switch (status.name) {
      case 'sending':
      case 'unknown':
        return {
          ...entry,
          status: { name: 'unknown', watermark: status.watermark, endedAtMs: nowMs, readsSince: 0 },
        };
      case 'accepted':
        return { ...entry, status: { ...status, endedAtMs: nowMs, readsSince: 0 } };
      case 'resting':
        return { ...entry, status: { name: 'queued' } };
      case 'queued':
      case 'notConfirmed':
      case 'notSent':
        return entry;
    }
  });
  // The transcript is read from its beginning once more. What was delivered into an earlier one shows up again in it.
  const ofEarlierTranscripts = state.deliveredTexts.length - state.delivered.size;
  const mayShowAgain = state.deliveredTexts.slice(0, Math.max(0, ofEarlierTranscripts));
  return { ...state, entries, mayShowAgain, inFlight: null, open: false };
}

export interface OwnText {
  readonly index: number;
  readonly text: string;
}

export type OutboxEvent =
  | { readonly name: 'added'; readonly localId: string; readonly text: string; readonly createdAtMs: number }
  | { readonly name: 'resendAsked'; readonly localId: string }
  | { readonly name: 'discarded'; readonly localId: string }
  | { readonly name: 'retryDue'; readonly localId: string }
  | {
      readonly name: 'attemptEnded';
      readonly localId: string;
      readonly outcome: SendOutcome;
      readonly atMs: number;
    }
  /** `ownTexts` are the customer's own entries of the transcript that this read showed. */
  | {
      readonly name: 'transcriptRead';
      readonly startedAtMs: number;
      readonly endedAtMs: number;
      readonly ownTexts: readonly OwnText[];
      readonly highestIndex: number;
    }
  /** The server began a new transcript: its indexes say nothing about the old one. */
  | { readonly name: 'transcriptRestarted' }
  | { readonly name: 'opened' }
  | { readonly name: 'closed' };

export type OutboxEffect =
  | { readonly name: 'send'; readonly localId: string; readonly text: string }
  | { readonly name: 'retryLater'; readonly localId: string; readonly inMs: number }
  /** The outcome of a message hangs on what the transcript says. */
  | { readonly name: 'readSoon' };

export interface OutboxStep {
  readonly state: OutboxState;
  readonly effects: readonly OutboxEffect[];
}

/** Longer than a gateway keeps a request before it gives up on it: until then a late copy may still arrive. */
export const QUARANTINE_MS = 30 * SECOND;
const READS_UNTIL_NOT_CONFIRMED = 2;
const READS_UNTIL_ACCEPTED_IS_PASSED = 3;

export function next(state: OutboxState, event: OutboxEvent): OutboxStep {
  const { state: changed, effects } = apply(state, event);
  return dispatch(changed, effects);
}

function apply(state: OutboxState, event: OutboxEvent): OutboxStep {
  switch (event.name) {
    case 'added': {
      const { localId, text, createdAtMs } = event;
      return plain({
        ...state,
        entries: [...state.entries, { localId, text, createdAtMs, status: { name: 'queued' } }],
      });
    }
    case 'resendAsked':
      return plain(
        setStatus(state, event.localId, (status) =>
          state.open && isDecidable(status) ? { name: 'queued' } : status,
        ),
      );
    case 'discarded':
      return plain({
        ...state,
        entries: state.entries.filter(
          (entry) => entry.localId !== event.localId || !isDecidable(entry.status),
        ),
      });
    case 'retryDue':
      return plain(
        setStatus(state, event.localId, (status) =>
          status.name === 'resting' ? { name: 'queued' } : status,
        ),
      );
    case 'attemptEnded':
      return endAttempt(state, event.localId, event.outcome, event.atMs);
    case 'transcriptRead':
      return plain(countRead(creditOwnTexts(state, event.ownTexts, event.highestIndex), event));
    case 'transcriptRestarted':
      return plain(restartWatermarks(state));
    case 'opened':
      return plain({ ...state, open: true });
    case 'closed':
      return plain(close(state));
    default:
      return assertNever(event);
  }
}

function plain(state: OutboxState): OutboxStep {
  return { state, effects: [] };
}

function setStatus(
  state: OutboxState,
  localId: string,
  change: (status: EntryStatus) => EntryStatus,
): OutboxState {
  const entry = state.entries.find((candidate) => candidate.localId === localId);
  if (entry === undefined) return state;
  const status = change(entry.status);
  if (status === entry.status) return state;
  return {
    ...state,
    entries: state.entries.map((other) => (other === entry ? { ...entry, status } : other)),
  };
}

/** What is settled, or cannot be, is for the person to decide; what is on its way cannot be taken back. */
function isDecidable(status: EntryStatus): boolean {
  return status.name === 'notConfirmed' || status.name === 'notSent';
}

function endAttempt(state: OutboxState, localId: string, outcome: SendOutcome, atMs: number): OutboxStep {
  const landed: OutboxState = { ...state, inFlight: state.inFlight === localId ? null : state.inFlight };
  const entry = landed.entries.find((candidate) => candidate.localId === localId);
  // Gone already when the transcript showed it before its own answer came.
  if (entry?.status.name !== 'sending') return plain(landed);
  const { watermark } = entry.status;
  switch (outcome.name) {
    case 'accepted':
      return {
        state: setStatus(landed, localId, () =>
          state.open
            ? { name: 'accepted', watermark, endedAtMs: atMs, readsSince: 0 }
            : { name: 'notConfirmed', watermark },
        ),
        effects: [{ name: 'readSoon' }],
      };
    case 'rejected':
      return plain(setStatus(landed, localId, () => ({ name: 'notSent', reason: outcome.reason })));
    case 'notApplied':
      return state.open
        ? {
            state: setStatus(landed, localId, () => ({ name: 'resting' })),
            effects: [{ name: 'retryLater', localId, inMs: outcome.retryInMs }],
          }
        : plain(setStatus(landed, localId, () => ({ name: 'notSent', reason: 'chatOver' })));
    case 'unknown':
      return {
        state: setStatus(landed, localId, () =>
          state.open
            ? { name: 'unknown', watermark, endedAtMs: atMs, readsSince: 0 }
            : { name: 'notConfirmed', watermark },
        ),
        effects: [{ name: 'readSoon' }],
      };
    default:
      return assertNever(outcome);
  }
}

/** The watermark of an entry that may stand in the transcript already, or null for one that cannot. */
function getWatermark(status: EntryStatus): number | null {
  return 'watermark' in status ? status.watermark : null;
}

/** Credits each own text that no message has been credited with to the first one in order that it can be. */
function creditOwnTexts(state: OutboxState, ownTexts: readonly OwnText[], highestIndex: number): OutboxState {
  const delivered = new Map(state.delivered);
  const deliveredTexts = [...state.deliveredTexts];
  let { entries, mayShowAgain } = state;
  for (const own of ownTexts) {
    if (delivered.has(own.index)) continue;
    const shownAgain = mayShowAgain.find((text) => isSameText(text, own.text));
    if (shownAgain !== undefined) {
      mayShowAgain = mayShowAgain.toSpliced(mayShowAgain.indexOf(shownAgain), 1);
      continue;
    }
    const match = entries.find((entry) => {
      const watermark = getWatermark(entry.status);
      return watermark !== null && own.index > watermark && isSameText(entry.text, own.text);
    });
    if (match === undefined) continue;
    delivered.set(own.index, match.localId);
    deliveredTexts.push(match.text);
    entries = entries.filter((entry) => entry !== match);
  }
  const read = { ...state, mayShowAgain, highestIndex: Math.max(state.highestIndex, highestIndex) };
  const isCredited = delivered.size > state.delivered.size;
  return isCredited ? { ...read, entries, delivered, deliveredTexts } : read;
}

/** Takes note of a read that did not show a message whose attempt has ended. */
function countRead(state: OutboxState, read: { startedAtMs: number; endedAtMs: number }): OutboxState {
  if (!state.entries.some(({ status }) => status.name === 'unknown' || status.name === 'accepted'))
    return state;
  const entries = state.entries.map((entry): OutboxEntry => {
    const { status } = entry;
    if (status.name !== 'unknown' && status.name !== 'accepted') return entry;
    // Only a read that began after the attempt had ended can prove anything about it.
    if (read.startedAtMs < status.endedAtMs) return entry;
    const counted = { ...status, readsSince: status.readsSince + 1 };
    return { ...entry, status: isQuarantineOver(counted, read.endedAtMs) ? giveUp(counted) : counted };
  });
  return { ...state, entries };
}

type Unseen = Extract<EntryStatus, { name: 'unknown' | 'accepted' }>;

function isQuarantineOver(status: Unseen, nowMs: number): boolean {
  return (
    status.name === 'unknown' &&
    nowMs - status.endedAtMs >= QUARANTINE_MS &&
    status.readsSince >= READS_UNTIL_NOT_CONFIRMED
  );
}

function giveUp({ watermark }: Unseen): EntryStatus {
  return { name: 'notConfirmed', watermark };
}

/** In a new transcript, whatever is under way may stand anywhere. */
function restartWatermarks(state: OutboxState): OutboxState {
  const entries = state.entries.map((entry) =>
    'watermark' in entry.status ? { ...entry, status: { ...entry.status, watermark: 0 } } : entry,
  );
  return { ...state, entries, highestIndex: 0, delivered: new Map(), mayShowAgain: state.deliveredTexts };
}

/** The chat is over: what never left surely was not sent; what is unclear stays unclear, and says so. */
function close(state: OutboxState): OutboxState {
  const entries = state.entries.map((entry): OutboxEntry => {
    const { status } = entry;
    if (status.name === 'queued' || status.name === 'resting')
      return { ...entry, status: { name: 'notSent', reason: 'chatOver' } };
    // The server took an accepted one; but nobody will see it stand in the transcript, save in a last read.
    if (status.name === 'unknown' || status.name === 'accepted')
      return { ...entry, status: { name: 'notConfirmed', watermark: status.watermark } };
    return entry;
  });
  return { ...state, open: false, entries };
}

/**
 * Whether a new run of the app would go on the same from both. Reads are counted from 0 again, so that a message
 * which is waited for costs no write with every read.
 */
export function isSameAfterRestart(a: OutboxState, b: OutboxState): boolean {
  return (
    a.delivered === b.delivered &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, at) => isSameEntryAfterRestart(entry, b.entries[at]))
  );
}

function isSameEntryAfterRestart(a: OutboxEntry, b: OutboxEntry | undefined): boolean {
  if (a === b) return true;
  return (
    a.localId === b?.localId &&
    a.status.name === b.status.name &&
    getWatermark(a.status) === getWatermark(b.status)
  );
}

/** Whether the messages behind this one may go. The server took an accepted one, so its sight is not waited for long. */
function isSettled(status: EntryStatus): boolean {
  if (status.name === 'accepted') return status.readsSince >= READS_UNTIL_ACCEPTED_IS_PASSED;
  return status.name === 'notSent';
}

/** Sends the first message that is waiting, unless one before it is still to be settled. */
function dispatch(state: OutboxState, effects: readonly OutboxEffect[]): OutboxStep {
  if (!state.open || state.inFlight !== null) return { state, effects };
  const head = state.entries.find((entry) => !isSettled(entry.status));
  if (head?.status.name !== 'queued') return { state, effects };
  const { localId, text } = head;
  const sending: EntryStatus = { name: 'sending', watermark: state.highestIndex };
  return {
    state: { ...setStatus(state, localId, () => sending), inFlight: localId },
    effects: [...effects, { name: 'send', localId, text }],
  };
}
