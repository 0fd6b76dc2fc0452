import { expect, test } from 'vitest';
import { createFakeClock } from './fakeClock';
import { watchForSleep } from './sleepDetector';

const HOUR = 3_600_000;

/** A clock whose wall time the test can move without its timers. */
function setUp() {
  const time = createFakeClock();
  const wall = { aheadMs: 0 };
  const slept: number[] = [];
  const stop = watchForSleep({ ...time, now: () => time.now() + wall.aheadMs }, (lateMs) =>
    slept.push(lateMs),
  );
  return { time, wall, slept, stop };
}

test('a heartbeat that comes much too late was a sleep, told once, with its length', async () => {
  const { time, wall, slept } = setUp();
  await time.advance(10_000);
  wall.aheadMs = 8 * HOUR;
  await time.advance(60_000);
  expect(slept).toEqual([8 * HOUR]);
});

test('a busy machine is no sleep', async () => {
  const { time, wall, slept } = setUp();
  for (let n = 0; n < 10; n += 1) {
    wall.aheadMs += 4900;
    await time.advance(1000);
  }
  expect(slept).toEqual([]);
});

test('a clock that is set back means nothing, and a sleep after that is noticed', async () => {
  const { time, wall, slept } = setUp();
  wall.aheadMs = -24 * HOUR;
  await time.advance(60_000);
  expect(slept).toEqual([]);
  wall.aheadMs += 10_000;
  await time.advance(1000);
  expect(slept).toEqual([10_000]);
});

test('the change to summer time is none, since it does not move the time that is counted', async () => {
  const springForwardMs = Date.UTC(2026, 2, 29, 0, 59, 30);
  const time = createFakeClock(springForwardMs);
  const slept: number[] = [];
  watchForSleep(time, (lateMs) => slept.push(lateMs));
  await time.advance(60_000);
  expect(slept).toEqual([]);
});

test('stopped, it leaves no timer', async () => {
  const { time, wall, slept, stop } = setUp();
  await time.advance(5000);
  stop();
  wall.aheadMs = HOUR;
  await time.advance(60_000);
  expect([slept, time.pending()]).toEqual([[], 0]);
});
