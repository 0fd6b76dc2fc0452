import { describe, expect, test } from 'vitest';
import {
  EMPTY_OUTBOX,
  next,
  QUARANTINE_MS,
  restoreOutbox,
  type EntryStatus,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxState,
  type OwnText,
  type SendOutcome,
} from './outboxTable';

const opened: OutboxEvent = { name: 'opened' };
const closed: OutboxEvent = { name: 'closed' };
const restarted: OutboxEvent = { name: 'transcriptRestarted' };
const accepted: SendOutcome = { name: 'accepted' };
const unknown: SendOutcome = { name: 'unknown' };
const refused: SendOutcome = { name: 'rejected', reason: 'refused' };

const add = (localId: string, text = localId): OutboxEvent => ({
  name: 'added',
  localId,
  text,
  createdAtMs: 0,
});
const resend = (localId: string): OutboxEvent => ({ name: 'resendAsked', localId });
const discard = (localId: string): OutboxEvent => ({ name: 'discarded', localId });
const retryDue = (localId: string): OutboxEvent => ({ name: 'retryDue', localId });
const ended = (localId: string, outcome: SendOutcome, atMs = 0): OutboxEvent => ({
  name: 'attemptEnded',
  localId,
  outcome,
  atMs,
});
const own = (index: number, text: string): OwnText => ({ index, text });
const read = (atMs: number, ownTexts: OwnText[] = [], highestIndex = 0): OutboxEvent => ({
  name: 'transcriptRead',
  startedAtMs: atMs,
  endedAtMs: atMs + 50,
  ownTexts,
  highestIndex: Math.max(highestIndex, ...ownTexts.map(({ index }) => index)),
});

/** Plays the events and keeps what matters: who was sent when, what is left, and what stands where. */
function play(...events: OutboxEvent[]) {
  let state: OutboxState = EMPTY_OUTBOX;
  const effects: OutboxEffect[] = [];
  for (const event of events) {
    const step = next(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return {
    sent: effects.flatMap((effect) => (effect.name === 'send' ? [effect.localId] : [])),
    waiting: Object.fromEntries(state.entries.map(({ localId, status }) => [localId, status.name])),
    delivered: [...state.delivered],
    effects,
    state,
  };
}

describe('the order', () => {
  test('nothing leaves before the chat takes messages', () => {
    expect(play(add('a'))).toMatchObject({ sent: [], waiting: { a: 'queued' } });
  });

  test('messages leave in the order in which they were written, one at a time, each after the last was seen', () => {
    const first = [opened, add('a'), add('b'), add('c')];
    expect(play(...first)).toMatchObject({
      sent: ['a'],
      waiting: { a: 'sending', b: 'queued', c: 'queued' },
    });
    expect(play(...first, ended('a', accepted))).toMatchObject({ sent: ['a'] });
    expect(play(...first, ended('a', accepted), read(1, [own(1, 'a')]))).toMatchObject({
      sent: ['a', 'b'],
      waiting: { b: 'sending', c: 'queued' },
      delivered: [[1, 'a']],
    });
  });

  test('never is a second message under way, even when the transcript is faster than the answer', () => {
    const seenEarly = [opened, add('a'), add('b'), read(0, [own(1, 'a')])];
    expect(play(...seenEarly)).toMatchObject({ sent: ['a'], waiting: { b: 'queued' } });
    expect(play(...seenEarly, ended('a', unknown))).toMatchObject({
      sent: ['a', 'b'],
      waiting: { b: 'sending' },
    });
  });

  test('an accepted message lets the next one pass when three later reads do not show it, and is never sent again', () => {
    const behind = [opened, add('a'), add('b'), ended('a', accepted, 10), read(5), read(11), read(12)];
    expect(play(...behind)).toMatchObject({ sent: ['a'], waiting: { a: 'accepted', b: 'queued' } });
    const passed = [...behind, read(13)];
    expect(play(...passed)).toMatchObject({ sent: ['a', 'b'], waiting: { a: 'accepted', b: 'sending' } });
    const forLong = Array.from({ length: 200 }, (_, n) => read(QUARANTINE_MS * n));
    expect(play(...passed, ...forLong, resend('a'))).toMatchObject({
      sent: ['a', 'b'],
      waiting: { a: 'accepted', b: 'sending' },
    });
  });

  test('a message that is surely not sent does not hold up those behind it; an unclear one does', () => {
    expect(play(opened, add('a'), add('b'), ended('a', refused))).toMatchObject({
      sent: ['a', 'b'],
      waiting: { a: 'notSent', b: 'sending' },
    });
    expect(play(opened, add('a'), add('b'), ended('a', unknown), read(1), read(QUARANTINE_MS))).toMatchObject(
      {
        sent: ['a'],
        waiting: { a: 'notConfirmed', b: 'queued' },
      },
    );
  });

  test('a message that surely never left goes out again after its pause, and before those behind it', () => {
    const later: SendOutcome = { name: 'notApplied', retryInMs: 700 };
    const resting = play(opened, add('a'), add('b'), ended('a', later));
    expect(resting).toMatchObject({ sent: ['a'], waiting: { a: 'resting', b: 'queued' } });
    expect(resting.effects).toContainEqual({ name: 'retryLater', localId: 'a', inMs: 700 });
    expect(play(opened, add('a'), add('b'), ended('a', later), retryDue('a'))).toMatchObject({
      sent: ['a', 'a'],
      waiting: { a: 'sending', b: 'queued' },
    });
  });

  test('sent again by the person, a message keeps its place before those that wait', () => {
    const stuck = [opened, add('a'), add('b'), ended('a', unknown), read(1), read(QUARANTINE_MS)];
    expect(play(...stuck, resend('a'))).toMatchObject({
      sent: ['a', 'a'],
      waiting: { a: 'sending', b: 'queued' },
    });
  });
});

describe('what the transcript proves', () => {
  test('two messages with the same text stay two, each with its own entry', () => {
    const both = play(
      opened,
      add('a', 'ok'),
      add('b', 'ok'),
      ended('a', accepted),
      read(1, [own(4, 'ok')]),
      ended('b', accepted, 2),
      read(3, [own(5, 'ok')]),
    );
    expect(both).toMatchObject({
      sent: ['a', 'b'],
      waiting: {},
      delivered: [
        [4, 'a'],
        [5, 'b'],
      ],
    });
  });

  test('an entry that was there before the attempt proves nothing', () => {
    expect(
      play(opened, read(0, [], 7), add('a', 'ok'), ended('a', unknown), read(1, [own(7, 'ok')])),
    ).toMatchObject({
      waiting: { a: 'unknown' },
      delivered: [],
    });
  });

  test('one entry is credited once, however often it is read', () => {
    const twice = [read(1, [own(4, 'ok')]), read(2, [own(4, 'ok')])];
    expect(play(opened, add('a', 'ok'), add('b', 'ok'), ended('a', accepted), ...twice)).toMatchObject({
      waiting: { b: 'sending' },
      delivered: [[4, 'a']],
    });
  });

  test('an unclear message that is found was sent, and is not sent again', () => {
    expect(
      play(opened, add('a'), ended('a', unknown), read(1, [own(3, 'a')]), read(QUARANTINE_MS)),
    ).toMatchObject({
      sent: ['a'],
      waiting: {},
      delivered: [[3, 'a']],
    });
  });

  test('an unclear message asks for a read at once', () => {
    expect(play(opened, add('a'), ended('a', unknown)).effects).toContainEqual({ name: 'readSoon' });
  });

  test.each([
    ['one late read is not enough', [read(QUARANTINE_MS)], 'unknown'],
    ['many reads within the quarantine are not enough', [1, 2, 3, 4].map((atMs) => read(atMs)), 'unknown'],
    ['a read that began before the attempt ended does not count', [read(-1), read(QUARANTINE_MS)], 'unknown'],
    ['two reads after it, and the quarantine over, are', [read(1), read(QUARANTINE_MS)], 'notConfirmed'],
  ])('giving up on an unclear message: %s', (_name, reads, expected) => {
    expect(play(opened, add('a'), ended('a', unknown, 0), ...reads).waiting).toEqual({ a: expected });
  });

  test('an unclear message is never sent again by itself', () => {
    const forLong = Array.from({ length: 50 }, (_, n) => read(QUARANTINE_MS * n));
    expect(play(opened, add('a'), ended('a', unknown), ...forLong).sent).toEqual(['a']);
  });

  test('a message that was not confirmed and turns up late was sent after all, and frees those behind it', () => {
    const stuck = [opened, add('a'), add('b'), ended('a', unknown), read(1), read(QUARANTINE_MS)];
    expect(play(...stuck, read(2 * QUARANTINE_MS, [own(9, 'a')]))).toMatchObject({
      sent: ['a', 'b'],
      waiting: { b: 'sending' },
      delivered: [[9, 'a']],
    });
  });

  test('what the server changed on its way is still found', () => {
    expect(
      play(opened, add('a', ' <ok>\n'), ended('a', unknown), read(1, [own(2, '&lt;ok&gt;')])).waiting,
    ).toEqual({});
  });
});

describe('what the person decides', () => {
  const notConfirmed = [opened, add('a'), add('b'), ended('a', unknown), read(1), read(QUARANTINE_MS)];

  test('discarding an unclear message takes it away and frees those behind it', () => {
    expect(play(...notConfirmed, discard('a'))).toMatchObject({
      sent: ['a', 'b'],
      waiting: { b: 'sending' },
    });
  });

  test('asking twice for another attempt makes one', () => {
    expect(play(...notConfirmed, resend('a'), resend('a')).sent).toEqual(['a', 'a']);
  });

  test('a message on its way, or waiting its turn, can neither be discarded nor sent again', () => {
    const tried = [discard('a'), resend('a'), discard('b'), resend('b'), resend('nobody')];
    expect(play(opened, add('a'), add('b'), ...tried)).toMatchObject({
      sent: ['a'],
      waiting: { a: 'sending', b: 'queued' },
    });
    expect(play(opened, add('a'), ended('a', unknown), discard('a'), resend('a'))).toMatchObject({
      sent: ['a'],
      waiting: { a: 'unknown' },
    });
  });

  test('a refused message can be sent again', () => {
    expect(play(opened, add('a'), ended('a', refused), resend('a'))).toMatchObject({
      sent: ['a', 'a'],
      waiting: { a: 'sending' },
    });
  });
});

describe('the end of the chat', () => {
  const chatOver = { name: 'notSent', reason: 'chatOver' };

  test('what never left is not sent; what is unclear is not confirmed, never "not sent"', () => {
    const { state, sent } = play(opened, add('a'), add('b'), ended('a', unknown), closed);
    expect({ sent, entries: state.entries.map(({ status }) => status) }).toEqual({
      sent: ['a'],
      entries: [{ name: 'notConfirmed', watermark: 0 }, chatOver],
    });
  });

  test('what the server took, and nobody saw, is not called sent; a last read can still show it', () => {
    const over = [opened, add('a'), ended('a', accepted), closed];
    expect(play(...over).waiting).toEqual({ a: 'notConfirmed' });
    expect(play(...over, read(1, [own(5, 'a')]))).toMatchObject({ waiting: {}, delivered: [[5, 'a']] });
  });

  test.each([
    ['took it', accepted, 'notConfirmed'],
    ['surely did not get it', { name: 'notApplied', retryInMs: 1 } as const, 'notSent'],
    ['refused it', refused, 'notSent'],
    ['may have got it', unknown, 'notConfirmed'],
  ])('an answer after the end: the server %s', (_name, outcome, expected) => {
    expect(play(opened, add('a'), closed, ended('a', outcome)).waiting).toEqual({ a: expected });
  });

  test('nothing leaves after the end, neither by itself nor because it was asked for', () => {
    const resting = [opened, add('a'), ended('a', { name: 'notApplied', retryInMs: 1 })] as const;
    expect(play(...resting, closed, retryDue('a'), resend('a'), add('b'))).toMatchObject({
      sent: ['a'],
      waiting: { a: 'notSent', b: 'queued' },
    });
  });
});

describe('a transcript that begins anew', () => {
  test('a message under way is found at any index of the new one', () => {
    const before = [opened, read(0, [], 40), add('a'), ended('a', unknown), restarted];
    expect(play(...before, read(1, [own(2, 'a')]))).toMatchObject({ waiting: {}, delivered: [[2, 'a']] });
  });

  test('an old message that is shown again is not taken for a new one with the same text', () => {
    const before = [
      opened,
      add('a', 'ok'),
      ended('a', accepted),
      read(1, [own(3, 'ok')]),
      add('b', 'ok'),
      ended('b', unknown, 2),
      restarted,
    ];
    expect(play(...before, read(3, [own(1, 'ok')]))).toMatchObject({
      waiting: { b: 'unknown' },
      delivered: [],
    });
    expect(play(...before, read(3, [own(1, 'ok'), own(2, 'ok')]))).toMatchObject({
      waiting: {},
      delivered: [[2, 'b']],
    });
  });
});

describe('a new run of the app', () => {
  const NOW = 1_000_000;

  test.each<[string, EntryStatus, EntryStatus]>([
    ['was waiting: it waits', { name: 'queued' }, { name: 'queued' }],
    ['surely had not left: it waits its turn again', { name: 'resting' }, { name: 'queued' }],
    [
      'was on its way: in doubt from now on',
      { name: 'sending', watermark: 4 },
      { name: 'unknown', watermark: 4, endedAtMs: NOW, readsSince: 0 },
    ],
    [
      'had been taken: it is waited for anew',
      { name: 'accepted', watermark: 4, endedAtMs: 70, readsSince: 3 },
      { name: 'accepted', watermark: 4, endedAtMs: NOW, readsSince: 0 },
    ],
    [
      'was in doubt: its quarantine begins again',
      { name: 'unknown', watermark: 4, endedAtMs: 70, readsSince: 1 },
      { name: 'unknown', watermark: 4, endedAtMs: NOW, readsSince: 0 },
    ],
    [
      'could not be confirmed: that is still for the person',
      { name: 'notConfirmed', watermark: 4 },
      { name: 'notConfirmed', watermark: 4 },
    ],
    [
      'was not sent: that is still so',
      { name: 'notSent', reason: 'tooLong' },
      { name: 'notSent', reason: 'tooLong' },
    ],
  ])('takes up a message that %s', (_name, before, after) => {
    const entry = { localId: 'a', text: 'a', createdAtMs: 1 };
    const left: OutboxState = {
      ...EMPTY_OUTBOX,
      entries: [{ ...entry, status: before }],
      inFlight: 'a',
      open: true,
    };
    expect(restoreOutbox(left, NOW)).toEqual({
      ...left,
      entries: [{ ...entry, status: after }],
      inFlight: null,
      open: false,
    });
  });

  test('sends nothing before the chat takes messages, and then in order, behind what is in doubt', () => {
    const left = play(opened, add('a'), add('b')).state;
    let step = next(restoreOutbox(left, NOW), add('c'));
    expect(step.effects).toEqual([]);
    step = next(step.state, opened);
    expect(step.effects).toEqual([]);
    step = next(step.state, read(NOW + 1, [own(5, 'a')]));
    expect(step.effects).toEqual([{ name: 'send', localId: 'b', text: 'b' }]);
  });

  test('that reads a transcript which had begun anew takes what it shows again for nothing new', () => {
    const left = play(
      opened,
      add('a', 'ok'),
      ended('a', accepted),
      read(1, [own(3, 'ok')]),
      restarted,
      read(2, [own(1, 'ok')]),
      add('b', 'ok'),
      restarted,
    ).state;
    const step = next(restoreOutbox(left, NOW), read(NOW + 1, [own(1, 'ok')]));
    expect(step.state.entries.map(({ localId, status }) => [localId, status.name])).toEqual([
      ['b', 'unknown'],
    ]);
  });
});
