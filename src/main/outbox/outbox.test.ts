import { expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { createOutbox, type Outbox } from './outbox';
import type { SendOutcome } from './outboxTable';

type Answer = (outcome: SendOutcome) => void;

/** An outbox whose attempts the test answers by hand, in the order in which they were made. */
function setUp() {
  const clock = createFakeClock();
  const sent: string[] = [];
  const answers: Answer[] = [];
  const asked = { reads: 0, changes: 0 };
  let ids = 0;
  const outbox = createOutbox({
    send: (text) => {
      sent.push(text);
      return new Promise((resolve) => answers.push(resolve));
    },
    readSoon: () => (asked.reads += 1),
    onChange: () => (asked.changes += 1),
    newId: () => `id-${(ids += 1)}`,
    clock,
    log: silentLog,
  });
  return {
    clock,
    outbox,
    sent,
    asked,
    async answer(outcome: SendOutcome) {
      answers.shift()?.(outcome);
      await clock.advance(0);
    },
  };
}

function showRead(outbox: Outbox, atMs: number, ownTexts: { index: number; text: string }[] = []): void {
  const highestIndex = ownTexts.at(-1)?.index ?? 0;
  outbox.noteTranscriptRead({ startedAtMs: atMs, endedAtMs: atMs, ownTexts, highestIndex });
}

const states = (outbox: Outbox) => outbox.getMessages().map(({ text, state }) => [text, state]);

test('a message is there at once, with an id of its own, before anything has been sent', () => {
  const { outbox, sent, asked, clock } = setUp();
  expect(outbox.add('hello')).toBe('id-1');
  expect({ sent, asked, messages: outbox.getMessages() }).toEqual({
    sent: [],
    asked: { reads: 0, changes: 1 },
    messages: [{ localId: 'id-1', text: 'hello', createdAtMs: clock.now(), state: { name: 'sending' } }],
  });
});

test('typed before the chat was open, sent once each, in order, when it is', async () => {
  const { outbox, sent, answer } = setUp();
  for (const text of ['one', 'two', 'three']) outbox.add(text);
  outbox.open();
  outbox.open();
  for (const [at, text] of ['one', 'two', 'three'].entries()) {
    await answer({ name: 'accepted' });
    showRead(outbox, 0, [{ index: at + 1, text }]);
  }
  expect({ sent, left: outbox.getMessages() }).toEqual({ sent: ['one', 'two', 'three'], left: [] });
});

test('each state that a person sees, from the attempt to the doubt', async () => {
  const { outbox, answer, clock } = setUp();
  outbox.open();
  outbox.add('hello');
  expect(states(outbox)).toEqual([['hello', { name: 'sending' }]]);
  await answer({ name: 'unknown' });
  expect(states(outbox)).toEqual([['hello', { name: 'checking' }]]);
  showRead(outbox, clock.monotonic());
  showRead(outbox, clock.monotonic() + 30_000);
  expect(states(outbox)).toEqual([['hello', { name: 'notConfirmed' }]]);
});

test('a message that the server took says so until it is seen, and then stands at its index', async () => {
  const { outbox, answer, asked } = setUp();
  outbox.open();
  const localId = outbox.add('hello');
  await answer({ name: 'accepted' });
  expect({ states: states(outbox), reads: asked.reads }).toEqual({
    states: [['hello', { name: 'accepted' }]],
    reads: 1,
  });
  showRead(outbox, 1, [{ index: 6, text: 'hello' }]);
  expect({ states: states(outbox), at: outbox.findDelivered(6), elsewhere: outbox.findDelivered(5) }).toEqual(
    {
      states: [],
      at: localId,
      elsewhere: undefined,
    },
  );
});

test('a refused message says why', async () => {
  const { outbox, answer } = setUp();
  outbox.open();
  outbox.add('hello');
  await answer({ name: 'rejected', reason: 'tooLong' });
  expect(states(outbox)).toEqual([['hello', { name: 'notSent', reason: 'tooLong' }]]);
});

test('a message that surely never left goes out again after the pause, not before', async () => {
  const { outbox, sent, answer, clock } = setUp();
  outbox.open();
  outbox.add('hello');
  await answer({ name: 'notApplied', retryInMs: 2000 });
  await clock.advance(1999);
  expect(sent).toEqual(['hello']);
  await clock.advance(1);
  expect(sent).toEqual(['hello', 'hello']);
});

test('an attempt that throws is an unclear one, and does not stop the outbox', async () => {
  const clock = createFakeClock();
  const outbox = createOutbox({
    send: () => Promise.reject(new Error('defect')),
    readSoon: () => undefined,
    onChange: () => undefined,
    newId: () => 'id',
    clock,
    log: silentLog,
  });
  outbox.open();
  outbox.add('hello');
  await clock.advance(0);
  expect(states(outbox)).toEqual([['hello', { name: 'checking' }]]);
});

test('after the end, what was resting does not leave when its pause is over', async () => {
  const { outbox, sent, answer, clock } = setUp();
  outbox.open();
  outbox.add('hello');
  await answer({ name: 'notApplied', retryInMs: 2000 });
  outbox.close();
  await clock.advance(60_000);
  expect({ sent, states: states(outbox) }).toEqual({
    sent: ['hello'],
    states: [['hello', { name: 'notSent', reason: 'chatOver' }]],
  });
});

test('a new transcript is searched from its beginning', async () => {
  const { outbox, answer } = setUp();
  outbox.open();
  showRead(outbox, 0, [{ index: 30, text: 'from before' }]);
  const localId = outbox.add('hello');
  await answer({ name: 'unknown' });
  outbox.noteTranscriptRestarted();
  showRead(outbox, 1, [{ index: 2, text: 'hello' }]);
  expect({ states: states(outbox), at: outbox.findDelivered(2) }).toEqual({ states: [], at: localId });
});

test('resending and discarding reach the message they name', async () => {
  const { outbox, sent, answer } = setUp();
  outbox.open();
  const first = outbox.add('first');
  await answer({ name: 'rejected', reason: 'refused' });
  const second = outbox.add('second');
  await answer({ name: 'rejected', reason: 'refused' });
  outbox.resend(first);
  outbox.discard(second);
  expect({ sent, states: states(outbox) }).toEqual({
    sent: ['first', 'second', 'first'],
    states: [['first', { name: 'sending' }]],
  });
});
