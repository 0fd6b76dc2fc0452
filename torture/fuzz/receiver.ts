import type { ConversationItem } from '@shared/chat';
import type { ChatReading, TranscriptReading } from '../../src/main/gws/wire';
import { EMPTY_OUTBOX, next, type OutboxEvent, type OutboxState } from '../../src/main/outbox/outboxTable';
import { noteEntry, noteParticipants, NOBODY, type Presence } from '../../src/main/session/presence';
import { applyRead, EMPTY_TRANSCRIPT, type Transcript } from '../../src/main/session/transcript';
import { freezeDeeply } from './freeze';

/** The pure parts that take a reading in, fed beside the running chat, each with a state that is frozen. */
export interface Receiver {
  /** Answers what is wrong with what became of it. */
  takeTranscript(reading: TranscriptReading, nowMs: number): string[];
  takeChat(reading: ChatReading): string[];
}

const MAX_AGENTS = 50;

export function createReceiver(): Receiver {
  let transcript: Transcript = EMPTY_TRANSCRIPT;
  let presence: Presence = NOBODY;
  let outbox: OutboxState = open(EMPTY_OUTBOX);
  let added = 0;

  function step(event: OutboxEvent): void {
    outbox = freezeDeeply(next(outbox, event).state);
  }

  function open(state: OutboxState): OutboxState {
    return freezeDeeply(next(state, { name: 'opened' }).state);
  }

  return {
    takeTranscript(reading, nowMs) {
      const before = transcript;
      const verdict = applyRead(before, reading.entries);
      if (verdict.name === 'restart') {
        transcript = EMPTY_TRANSCRIPT;
        step({ name: 'transcriptRestarted' });
        return [];
      }
      transcript = freezeDeeply(verdict.transcript);
      if (verdict.name === 'misfit')
        return transcript.entries === before.entries ? [] : ['a misfit was taken in'];
      const ownTexts = verdict.added.filter(({ from }) => from?.kind === 'customer');
      if (outbox.entries.length < 20) {
        added += 1;
        step({ name: 'added', localId: `r${added}`, text: ownTexts[0]?.text ?? 'ok', createdAtMs: nowMs });
      }
      const waiting = outbox.entries.length;
      const highestIndex = transcript.entries.at(-1)?.index ?? 0;
      step({ name: 'transcriptRead', startedAtMs: nowMs, endedAtMs: nowMs, ownTexts, highestIndex });
      for (const entry of verdict.added) {
        presence = freezeDeeply(noteEntry(presence, entry, { isReplay: false, nowMs }));
      }
      return [
        ...checkTranscript(before, transcript),
        ...(outbox.entries.length > waiting ? ['a reading added a message'] : []),
        ...checkPresence(presence),
      ];
    },
    takeChat(reading) {
      presence = freezeDeeply(noteParticipants(presence, reading.participants));
      return checkPresence(presence);
    },
  };
}

function checkTranscript(before: Transcript, after: Transcript): string[] {
  const wrong: string[] = [];
  const { entries, contiguous } = after;
  if (!entries.every(({ index }) => Number.isSafeInteger(index) && index >= 1))
    wrong.push('an index that is none');
  if (!entries.every(({ index }, at) => at === 0 || index > (entries[at - 1]?.index ?? 0)))
    wrong.push('out of order');
  if (!entries.every(({ text }) => text.isWellFormed())) wrong.push('half a character');
  if (contiguous > (entries.at(-1)?.index ?? 0)) wrong.push('read beyond the end');
  const kept = new Set(entries);
  if (!before.entries.every((entry) => kept.has(entry))) wrong.push('a known entry was lost or replaced');
  return wrong;
}

function checkPresence({ agents, typing }: Presence): string[] {
  if (agents.size > MAX_AGENTS) return ['more agents than ever join'];
  return typing !== null && !Number.isFinite(typing.untilMs) ? ['typing for ever'] : [];
}

/** Lines may be added anywhere, but none may go, change or come twice. */
export function checkLines(
  before: readonly ConversationItem[],
  after: readonly ConversationItem[],
): string[] {
  if (before === after) return [];
  const wrong: string[] = [];
  if (new Set(after.map(({ key }) => key)).size !== after.length) wrong.push('two lines with one key');
  let at = 0;
  for (const line of after) {
    const known = before[at];
    if (known !== undefined && isSameLine(known, line)) at += 1;
  }
  if (at < before.length) wrong.push(`line ${before[at]?.key} went or changed`);
  return wrong;
}

function isSameLine(a: ConversationItem, b: ConversationItem): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
