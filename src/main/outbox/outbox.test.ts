import { expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { createOutbox, type Outbox } from './outbox';
import { restoreOutbox, type OutboxState, type SendOutcome } from './outboxTable';

type Answer = (outcome: SendOutcome) => void;

/** A disk that takes everything at once, until the test holds it. */
function createFakeDisk() {
  const held: (() => void)[] = [];
  const disk = { isHeld: false, states: [] as OutboxState[] };
  return {
    disk,
    persist(state: OutboxState): Promise<void> {
      disk.states.push(state);
      return disk.isHeld ? new Promise((resolve) => held.push(resolve)) : Promise.resolve();
    },
    hold: () => (disk.isHeld = true),
    release: () => held.splice(0).forEach((resolve) => resolve()),
  };
}

/** An outbox whose attempts the test answers by hand, in the order in which they were made. */
function setUp() {
  const clock = createFakeClock();
  const sent: string[] = [];
  const answers: Answer[] = [];
  const asked = { reads: 0, changes: 0 };
  const disk = createFakeDisk();
  let ids = 0;
  const outbox = createOutbox({
    send: (text) => {
      sent.push(text);
      return new Promise((resolve) => answers.push(resolve));
    },
    readSoon: () => (asked.reads += 1),
    onChange: () => (asked.changes += 1),
    persist: disk.persist,
    newId: () => `id-${(ids += 1)}`,
    clock,
    log: silentLog,
  });
  return {
    clock,
    outbox,
    sent,
    asked,
    disk,
    async answer(outcome: SendOutcome) {
      await clock.advance(0);
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

test('a message is shown as soon as it is on the disk, and not before', async () => {
  const { outbox, disk, clock } = setUp();
  disk.hold();
  outbox.open();
  outbox.add('hello');
  await clock.advance(1000);
  expect(outbox.getMessages()).toEqual([]);
  disk.release();
  await clock.advance(0);
  expect(states(outbox)).toEqual([['hello', { name: 'sending' }]]);
});

test('an attempt begins only when the disk knows of it, with the index before it', async () => {
  const { outbox, disk, sent, clock } = setUp();
  outbox.open();
  showRead(outbox, 0, [{ index: 7, text: 'earlier' }]);
  disk.hold();
  outbox.add('hello');
  await clock.advance(1000);
  expect({ sent, kept: disk.disk.states.at(-1)?.entries.map(({ status }) => status) }).toEqual({
    sent: [],
    kept: [{ name: 'sending', watermark: 7 }],
  });
  disk.release();
  await clock.advance(0);
  expect(sent).toEqual(['hello']);
});

test('after a crash while a message was on its way, it is looked for and not sent again', async () => {
  const first = setUp();
  first.outbox.open();
  first.outbox.add('hello');
  first.outbox.add('and more');
  await first.clock.advance(0);
  const left = first.disk.disk.states.at(-1);
  if (left === undefined) throw new Error('nothing was kept');

  const clock = createFakeClock();
  const sent: string[] = [];
  const outbox = createOutbox({
    send: (text) => {
      sent.push(text);
      return Promise.resolve({ name: 'accepted' });
    },
    readSoon: () => undefined,
    onChange: () => undefined,
    persist: () => Promise.resolve(),
    restored: restoreOutbox(left, clock.monotonic()),
    newId: () => 'new',
    clock,
    log: silentLog,
  });
  outbox.open();
  await clock.advance(0);
  expect({ sent, states: states(outbox) }).toEqual({
    sent: [],
    states: [
      ['hello', { name: 'checking' }],
      ['and more', { name: 'sending' }],
    ],
  });
  showRead(outbox, 10, [{ index: 3, text: 'hello' }]);
  await clock.advance(0);
  expect({ sent, states: states(outbox) }).toEqual({
    sent: ['and more'],
    states: [['and more', { name: 'accepted' }]],
  });
});

test('a message has an id of its own, before anything has been sent', async () => {
  const { outbox, sent, clock } = setUp();
  expect(outbox.add('hello')).toBe('id-1');
  await clock.advance(0);
  expect({ sent, messages: outbox.getMessages() }).toEqual({
    sent: [],
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
  await clock.advance(0);
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
    persist: () => Promise.resolve(),
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
  const { outbox, sent, answer, clock } = setUp();
  outbox.open();
  const first = outbox.add('first');
  await answer({ name: 'rejected', reason: 'refused' });
  const second = outbox.add('second');
  await answer({ name: 'rejected', reason: 'refused' });
  outbox.resend(first);
  outbox.discard(second);
  await clock.advance(0);
  expect({ sent, states: states(outbox) }).toEqual({
    sent: ['first', 'second', 'first'],
    states: [['first', { name: 'sending' }]],
  });
});

test('a chat that ends while the disk is still being written lets nothing leave any more', async () => {
  const { outbox, disk, sent, clock } = setUp();
  outbox.open();
  disk.hold();
  outbox.add('hello');
  await clock.advance(0);
  outbox.close();
  disk.release();
  await clock.advance(0);
  expect({ sent, states: states(outbox) }).toEqual({
    sent: [],
    states: [['hello', { name: 'notSent', reason: 'chatOver' }]],
  });
});

test('after the end no timer is left, so that nothing is written long after it', async () => {
  const { outbox, answer, disk, clock } = setUp();
  outbox.open();
  outbox.add('hello');
  await answer({ name: 'notApplied', retryInMs: 120_000 });
  outbox.close();
  const writes = disk.disk.states.length;
  expect(clock.pending()).toBe(0);
  await clock.advance(120_000);
  expect(disk.disk.states.length).toBe(writes);
});

test('a message that is taken and never seen costs no write with every read', async () => {
  const { outbox, answer, disk } = setUp();
  outbox.open();
  outbox.add('hello');
  await answer({ name: 'accepted' });
  const writes = disk.disk.states.length;
  for (let n = 0; n < 50; n += 1) showRead(outbox, 1000 * n);
  expect([disk.disk.states.length - writes, states(outbox)]).toEqual([0, [['hello', { name: 'accepted' }]]]);
  showRead(outbox, 60_000, [{ index: 3, text: 'hello' }]);
  expect(disk.disk.states.length - writes).toBe(1);
});
