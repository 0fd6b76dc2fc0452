import { expect, test } from 'vitest';
import type { ParticipantKind, TranscriptEntry, TranscriptEntryKind } from '@shared/chat';
import { SECOND } from '../lib/time';
import { getPollingPhase, noteCustomerWrote, noteRhythm, startRhythm, type Rhythm } from './rhythm';

const seconds = (count: number) => count * SECOND;

function entry(kind: TranscriptEntryKind, by: ParticipantKind): TranscriptEntry {
  return { index: 1, kind, text: '', sentAtMs: null, from: { id: '2', nickname: 'Kim', kind: by } };
}

/** What is seen of a chat, each with its second. */
function see(...seen: [second: number, kind: TranscriptEntryKind, by: ParticipantKind][]): Rhythm {
  return seen.reduce<Rhythm>(
    (rhythm, [second, kind, by]) => noteRhythm(rhythm, entry(kind, by), seconds(second)),
    startRhythm(0),
  );
}

function phaseAt(rhythm: Rhythm, second: number) {
  const { name, sinceMs } = getPollingPhase(rhythm, true, seconds(second));
  return [name, sinceMs / SECOND];
}

test('without an agent the customer is waiting, whatever is written', () => {
  const rhythm = see([1, 'joined', 'customer'], [4, 'text', 'customer']);
  expect(getPollingPhase(rhythm, false, seconds(10))).toEqual({ name: 'waiting', sinceMs: seconds(6) });
});

test.each<[kind: TranscriptEntryKind, by: ParticipantKind, name: string]>([
  ['joined', 'agent', 'agentJoined'],
  ['rejoined', 'agent', 'agentJoined'],
  ['typingStarted', 'agent', 'agentTyping'],
  ['text', 'agent', 'agentWrote'],
  ['text', 'customer', 'customerWrote'],
])('after %s by %s the phase is %s', (kind, by, name) => {
  expect(phaseAt(see([1, 'left', 'agent'], [5, kind, by]), 7)).toEqual([name, 2]);
});

test.each<[kind: TranscriptEntryKind, by: ParticipantKind]>([
  ['typingStopped', 'customer'],
  ['joined', 'customer'],
  ['notice', 'system'],
  ['unknown', 'agent'],
  ['text', 'system'],
  ['typingStopped', 'agent'],
])('%s by %s changes nothing', (kind, by) => {
  expect(phaseAt(see([1, 'text', 'agent'], [5, kind, by]), 7)).toEqual(['agentWrote', 6]);
});

test('typing counts from its beginning, however often it is told again', () => {
  const rhythm = see([1, 'typingStarted', 'agent'], [5, 'typingStarted', 'agent']);
  expect(phaseAt(rhythm, 7)).toEqual(['agentTyping', 6]);
});

test('an agent who is typing goes on with it when the customer writes', () => {
  const rhythm = see([1, 'typingStarted', 'agent'], [5, 'text', 'customer']);
  expect(phaseAt(rhythm, 7)).toEqual(['agentTyping', 6]);
  expect(noteCustomerWrote(rhythm, seconds(8))).toBe(rhythm);
});

test('a customer who types after the agent wrote has the turn', () => {
  const rhythm = see(
    [1, 'text', 'agent'],
    [4, 'typingStarted', 'customer'],
    [7, 'typingStarted', 'customer'],
  );
  expect(phaseAt(rhythm, 9)).toEqual(['customerTyping', 2]);
  expect(phaseAt(rhythm, 18)).toEqual(['steady', 11]);
  expect(phaseAt(noteRhythm(rhythm, entry('text', 'customer'), seconds(9)), 10)).toEqual([
    'customerWrote',
    1,
  ]);
});

test('a customer who types on while an answer is expected changes nothing in that', () => {
  const waiting = see([1, 'text', 'customer'], [4, 'typingStarted', 'customer']);
  expect(phaseAt(waiting, 6)).toEqual(['customerWrote', 5]);
  const answered = see([1, 'typingStarted', 'agent'], [4, 'typingStarted', 'customer']);
  expect(phaseAt(answered, 6)).toEqual(['agentTyping', 5]);
  const long = see([1, 'text', 'customer'], [100, 'typingStarted', 'customer']);
  expect(phaseAt(long, 102)).toEqual(['customerTyping', 2]);
});

test('typing whose end is never told is over after half a minute', () => {
  const rhythm = see([1, 'typingStarted', 'agent']);
  expect(phaseAt(rhythm, 30)).toEqual(['agentTyping', 29]);
  expect(phaseAt(rhythm, 31)).toEqual(['steady', 30]);
  expect(phaseAt(noteCustomerWrote(rhythm, seconds(40)), 41)).toEqual(['customerWrote', 1]);
});

test('an agent who stops typing without a message may go on in a moment', () => {
  const rhythm = see([1, 'typingStarted', 'agent'], [4, 'typingStopped', 'agent']);
  expect(phaseAt(rhythm, 6)).toEqual(['agentPaused', 2]);
  expect(phaseAt(noteRhythm(rhythm, entry('typingStarted', 'agent'), seconds(8)), 9)).toEqual([
    'agentTyping',
    1,
  ]);
});

test('every phase comes to rest: steady at first, quiet after two minutes', () => {
  for (const name of [
    'agentJoined',
    'agentTyping',
    'agentPaused',
    'agentWrote',
    'customerTyping',
    'customerWrote',
  ] as const) {
    const rhythm: Rhythm = { name, sinceMs: 0 };
    expect(phaseAt(rhythm, 61)).toEqual(['steady', 61]);
    expect(phaseAt(rhythm, 120)).toEqual(['quiet', 120]);
  }
  expect(phaseAt(startRhythm(0), 0)).toEqual(['steady', 0]);
});
