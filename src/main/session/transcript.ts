import type { TranscriptEntry } from '@shared/chat';

/**
 * The receiver. Reads overlap by one entry: the answer must begin with the last entry known, so that a reset, a gap
 * or a node that has fallen behind is noticed, and not taken for "no news".
 */

export interface Transcript {
  /** By rising index. */
  readonly entries: readonly TranscriptEntry[];
  /** Highest index up to which nothing is missing, 0 for none: the next read starts here. */
  readonly contiguous: number;
  /** Reads in a row whose beginning did not fit what is known. */
  readonly misfits: number;
  /** Reads in a row that left a gap open. */
  readonly gapReads: number;
}

export const EMPTY_TRANSCRIPT: Transcript = { entries: [], contiguous: 0, misfits: 0, gapReads: 0 };

/** A stale node answers like a reset; only what stays is believed. */
const MISFITS_UNTIL_FULL_READ = 3;

/** Some servers use up indexes for entries that customers never see: after this many reads a gap is accepted. */
const READS_UNTIL_GAP_IS_ACCEPTED = 3;

export type ReadVerdict =
  /** Fits; `added` is what is new, by rising index. */
  | {
      readonly name: 'continued';
      readonly transcript: Transcript;
      readonly added: readonly TranscriptEntry[];
    }
  /** Does not fit; nothing of it is believed yet. */
  | { readonly name: 'misfit'; readonly transcript: Transcript }
  /** Does not fit even as a whole: the server began a new transcript. Read it from 1 into an empty one. */
  | { readonly name: 'restart' };

/** The index to ask for: the last entry known once more, and 1 at the beginning or in doubt. Never 0, never none. */
export function getNextReadIndex(transcript: Transcript): number {
  return isInDoubt(transcript) ? 1 : Math.max(1, transcript.contiguous);
}

function isInDoubt({ misfits }: Transcript): boolean {
  return misfits >= MISFITS_UNTIL_FULL_READ;
}

function isSameEntry(a: TranscriptEntry, b: TranscriptEntry): boolean {
  return a.kind === b.kind && a.text === b.text && a.from?.id === b.from?.id;
}

function fits(transcript: Transcript, read: readonly TranscriptEntry[]): boolean {
  if (transcript.contiguous === 0) return true;
  const known = transcript.entries.find((entry) => entry.index === transcript.contiguous);
  return (
    known !== undefined && read.some((entry) => entry.index === known.index && isSameEntry(known, entry))
  );
}

/** Whether a read from 1 shows the transcript that is known, be it only its beginning, as on a node that is behind. */
function isSameTranscript(transcript: Transcript, read: readonly TranscriptEntry[]): boolean {
  const known = new Map(transcript.entries.map((entry) => [entry.index, entry]));
  const common = read.filter(({ index }) => known.has(index));
  return (
    common.length > 0 &&
    common.every((entry) => {
      const other = known.get(entry.index);
      return other !== undefined && isSameEntry(other, entry);
    })
  );
}

/** Highest index without a gap below it, from `from` on. */
function findContiguous(from: number, entries: readonly TranscriptEntry[]): number {
  let contiguous = from;
  for (const { index } of entries) if (index === contiguous + 1) contiguous = index;
  return contiguous;
}

/** Takes one answer in. Repeated and reordered entries are harmless; of two with one index the first is kept. */
export function applyRead(transcript: Transcript, read: readonly TranscriptEntry[]): ReadVerdict {
  if (isInDoubt(transcript)) {
    if (!isSameTranscript(transcript, read)) return { name: 'restart' };
  } else if (!fits(transcript, read)) {
    return { name: 'misfit', transcript: { ...transcript, misfits: transcript.misfits + 1 } };
  }
  const known = new Set(transcript.entries.map((entry) => entry.index));
  const added: TranscriptEntry[] = [];
  for (const entry of read) {
    if (known.has(entry.index)) continue;
    known.add(entry.index);
    added.push(entry);
  }
  const entries =
    added.length === 0
      ? transcript.entries
      : [...transcript.entries, ...added].sort((a, b) => a.index - b.index);
  return { name: 'continued', transcript: settleGaps(transcript, entries), added };
}

function settleGaps(before: Transcript, entries: readonly TranscriptEntry[]): Transcript {
  const contiguous = findContiguous(before.contiguous, entries);
  const highest = getHighestIndex({ entries });
  if (contiguous === highest) return { entries, contiguous, misfits: 0, gapReads: 0 };
  const gapReads = contiguous === before.contiguous ? before.gapReads + 1 : 1;
  return gapReads >= READS_UNTIL_GAP_IS_ACCEPTED
    ? { entries, contiguous: highest, misfits: 0, gapReads: 0 }
    : { entries, contiguous, misfits: 0, gapReads };
}

export function getHighestIndex({ entries }: Pick<Transcript, 'entries'>): number {
  return entries.at(-1)?.index ?? 0;
}
