import { expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { createFreshness } from './freshness';

function setUp() {
  const clock = createFakeClock();
  let changes = 0;
  const network = { isOnline: true };
  const freshness = createFreshness({
    clock,
    isOnline: () => network.isOnline,
    onChange: () => (changes += 1),
  });
  return { clock, network, freshness, look: () => ({ link: freshness.getLink().name, changes }) };
}

test('a screen that hears nothing at all does not look live for long', async () => {
  const { clock, freshness, look } = setUp();
  await clock.advance(5999);
  expect(look()).toEqual({ link: 'live', changes: 0 });
  await clock.advance(1);
  expect({ ...look(), link: freshness.getLink() }).toEqual({
    link: { name: 'reconnecting', sinceMs: clock.now(), lastGoodAtMs: null },
    changes: 1,
  });
});

test('an answer later than it was due is shown, with the time of the last good one', async () => {
  const { clock, freshness, look } = setUp();
  freshness.noteGoodAnswer(4000);
  const lastGoodAtMs = clock.now();
  await clock.advance(9999);
  expect(look()).toEqual({ link: 'live', changes: 0 });
  await clock.advance(1);
  expect(freshness.getLink()).toEqual({ name: 'reconnecting', sinceMs: lastGoodAtMs + 10_000, lastGoodAtMs });
});

test('a short trouble passes unseen, a longer one is shown once', async () => {
  const { clock, freshness, look } = setUp();
  freshness.noteGoodAnswer(1000);
  await clock.advance(1000);
  freshness.noteFailure(false);
  await clock.advance(1500);
  freshness.noteGoodAnswer(1000);
  expect(look()).toEqual({ link: 'live', changes: 0 });
  freshness.noteFailure(false);
  await clock.advance(3000);
  freshness.noteFailure(false);
  await clock.advance(3000);
  expect(look()).toEqual({ link: 'reconnecting', changes: 1 });
});

test('a failure long after the last good answer is shown without delay', async () => {
  const { clock, freshness, look } = setUp();
  freshness.noteGoodAnswer(15_000);
  await clock.advance(15_000);
  freshness.noteFailure(false);
  await clock.advance(0);
  expect(look()).toEqual({ link: 'reconnecting', changes: 1 });
});

test('one good answer makes it live again', async () => {
  const { clock, freshness, look } = setUp();
  await clock.advance(6000);
  freshness.noteGoodAnswer(1000);
  expect(look()).toEqual({ link: 'live', changes: 2 });
});

test('stopped, it says nothing more and leaves no timer', async () => {
  const { clock, freshness, look } = setUp();
  freshness.stop();
  await clock.advance(60_000);
  expect({ ...look(), pending: clock.pending() }).toEqual({ link: 'live', changes: 0, pending: 0 });
});

test('without any network, a screen that is not live says so', async () => {
  const { clock, network, freshness } = setUp();
  network.isOnline = false;
  freshness.noteFailure(false);
  await clock.advance(3000);
  expect(freshness.getLink()).toEqual({ name: 'offline', sinceMs: clock.now(), lastGoodAtMs: null });
});

test('after a sleep it is not live until the next good answer, and reconnecting if none comes', async () => {
  const { clock, freshness, look } = setUp();
  freshness.noteGoodAnswer(1000);
  freshness.noteCatchingUp();
  expect(look()).toEqual({ link: 'catchingUp', changes: 1 });
  await clock.advance(6000);
  expect(look()).toEqual({ link: 'reconnecting', changes: 2 });
  freshness.noteGoodAnswer(1000);
  expect(look()).toEqual({ link: 'live', changes: 3 });
});

test('a web page in place of the contact center is named, also when it comes later, until something else fails', async () => {
  const { clock, network, freshness, look } = setUp();
  freshness.noteGoodAnswer(1000);
  await clock.advance(3000);
  freshness.noteFailure(false);
  await clock.advance(1);
  expect(look().link).toBe('reconnecting');
  freshness.noteFailure(true);
  await clock.advance(1);
  expect(look()).toEqual({ link: 'networkSignIn', changes: 2 });
  freshness.noteFailure(true);
  await clock.advance(1);
  expect(look().changes).toBe(2);
  network.isOnline = false;
  freshness.noteFailure(false);
  await clock.advance(1);
  expect(look().link).toBe('offline');
  freshness.noteGoodAnswer(1000);
  expect(look().link).toBe('live');
});
