import { expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { createTypingNotifier } from './typing';

function setUp() {
  const clock = createFakeClock();
  const told: string[] = [];
  const note = (what: string) => () => told.push(`${what} ${clock.monotonic()}`);
  const typing = createTypingNotifier({ sendStart: note('start'), sendStop: note('stop'), clock });
  return { clock, typing, told };
}

test('steady typing is told every five seconds, and its end after five without a key', async () => {
  const { clock, typing, told } = setUp();
  for (let second = 0; second < 7; second += 1) {
    typing.set(true);
    await clock.advance(1000);
  }
  await clock.advance(60_000);
  expect(told).toEqual(['start 0', 'start 5000', 'stop 11000']);
});

test('a message that leaves ends the typing at once; an end that nobody was told the beginning of is not told', () => {
  const { typing, told } = setUp();
  typing.set(false);
  typing.set(true);
  typing.set(false);
  typing.set(false);
  expect(told).toEqual(['start 0', 'stop 0']);
});

test('beginning and ending in quick turns is not told more often than every three seconds', async () => {
  const { clock, typing, told } = setUp();
  for (let turn = 0; turn < 60; turn += 1) {
    typing.set(true);
    typing.set(false);
    await clock.advance(100);
  }
  expect(told).toEqual(['start 0', 'stop 0', 'start 3000', 'stop 3000']);
});

test('stopped, it tells nothing more and leaves no timer', async () => {
  const { clock, typing, told } = setUp();
  typing.set(true);
  typing.stop();
  await clock.advance(60_000);
  expect({ told, pending: clock.pending() }).toEqual({ told: ['start 0'], pending: 0 });
});
