import { expect, test } from 'vitest';
import type { TranscriptEntry } from '@shared/chat';
import { applyRead, EMPTY_TRANSCRIPT, getNextReadIndex, type Transcript } from './transcript';

const says = (index: number, text = `line ${index}`): TranscriptEntry => ({
  index,
  kind: 'text',
  from: { id: '2', nickname: 'Kim', kind: 'agent' },
  text,
  sentAtMs: null,
});

/** Takes reads in one after the other, each given as the indexes or entries that it showed. */
function readAll(...reads: (number | TranscriptEntry)[][]) {
  let transcript: Transcript = EMPTY_TRANSCRIPT;
  const log: { asked: number; verdict: string; added: number[] }[] = [];
  for (const read of reads) {
    const entries = read.map((entry) => (typeof entry === 'number' ? says(entry) : entry));
    const asked = getNextReadIndex(transcript);
    const verdict = applyRead(transcript, entries);
    transcript = verdict.name === 'restart' ? EMPTY_TRANSCRIPT : verdict.transcript;
    const added = verdict.name === 'continued' ? verdict.added.map(({ index }) => index) : [];
    log.push({ asked, verdict: verdict.name, added });
  }
  return { transcript, log, last: log.at(-1), next: getNextReadIndex(transcript) };
}

const indexes = ({ entries }: Transcript) => entries.map(({ index }) => index);

test('each read begins with the last entry that is known, so that it must show it again', () => {
  expect(readAll([1, 2, 3], [3, 4], [4]).log).toEqual([
    { asked: 1, verdict: 'continued', added: [1, 2, 3] },
    { asked: 3, verdict: 'continued', added: [4] },
    { asked: 4, verdict: 'continued', added: [] },
  ]);
});

test('the index asked for is never 0, not even where nothing is known', () => {
  expect(readAll([], []).log.map(({ asked }) => asked)).toEqual([1, 1]);
});

test('entries that come again or out of order are kept once, in order', () => {
  const { transcript, log } = readAll([2, 1, 2], [2, 4, 3, 2, 4], [4, 3]);
  expect({ known: indexes(transcript), added: log.map(({ added }) => added) }).toEqual({
    known: [1, 2, 3, 4],
    added: [[2, 1], [4, 3], []],
  });
});

test('of two entries with one index the first is kept, in whatever order they come the next time', () => {
  const { transcript, log } = readAll(
    [says(1, 'first'), says(1, 'second')],
    [says(1, 'second'), says(1, 'first'), says(2)],
  );
  expect({ texts: transcript.entries.map(({ text }) => text), last: log.at(-1)?.verdict }).toEqual({
    texts: ['first', 'line 2'],
    last: 'continued',
  });
});

test('an answer without the last known entry is no news, and changes nothing', () => {
  const { transcript, last } = readAll([1, 2, 3], []);
  expect({ known: indexes(transcript), last }).toEqual({
    known: [1, 2, 3],
    last: { asked: 3, verdict: 'misfit', added: [] },
  });
});

test('a node that is behind every second time neither loses nor repeats anything', () => {
  const { transcript, log } = readAll([1, 2, 3], [], [3, 4], [], [4], [], [4, 5]);
  expect({
    known: indexes(transcript),
    restarts: log.filter(({ verdict }) => verdict === 'restart'),
  }).toEqual({
    known: [1, 2, 3, 4, 5],
    restarts: [],
  });
});

test('after three misfits the whole is read, and the same transcript simply goes on', () => {
  const { transcript, log } = readAll([1, 2, 3], [], [], [], [1, 2], [3, 4]);
  expect({ known: indexes(transcript), log: log.slice(-2) }).toEqual({
    known: [1, 2, 3, 4],
    log: [
      { asked: 1, verdict: 'continued', added: [] },
      { asked: 3, verdict: 'continued', added: [4] },
    ],
  });
});

test.each([
  ['another first entry', [says(1, 'new')]],
  ['another entry somewhere', [says(1), says(2, 'new')]],
  ['nothing at all', []],
])('a whole that shows %s is a new transcript', (_name, whole) => {
  expect(readAll([1, 2, 3], [], [], [], whole).last).toEqual({ asked: 1, verdict: 'restart', added: [] });
});

test('another sender or kind at the last known index is a misfit, as another text is', () => {
  const others: TranscriptEntry[] = [
    says(1, 'other'),
    { ...says(1), from: null },
    { ...says(1), kind: 'notice' },
  ];
  expect(others.map((other) => readAll([1], [other]).last?.verdict)).toEqual(['misfit', 'misfit', 'misfit']);
});

test('what comes after a gap is shown, and the gap is asked for again', () => {
  const { log, transcript, next } = readAll([1, 2], [2, 4, 5], [2, 3, 4, 5]);
  expect({ log, known: indexes(transcript), next }).toEqual({
    log: [
      { asked: 1, verdict: 'continued', added: [1, 2] },
      { asked: 2, verdict: 'continued', added: [4, 5] },
      { asked: 2, verdict: 'continued', added: [3] },
    ],
    known: [1, 2, 3, 4, 5],
    next: 5,
  });
});

test('a gap that stays after three reads is accepted', () => {
  const nexts = [[2, 4]].flatMap((withGap) => [
    readAll([1, 2], withGap).next,
    readAll([1, 2], withGap, withGap).next,
    readAll([1, 2], withGap, withGap, withGap).next,
  ]);
  expect(nexts).toEqual([2, 2, 4]);
});

test('a transcript that begins above 1 is read on from where it ends', () => {
  expect(readAll([5, 6], [5, 6], [5, 6]).next).toBe(6);
});
