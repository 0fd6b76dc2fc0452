import { expect, it } from 'vitest';
import { createFakeClock } from './fakeClock';
import { tickSteadily } from './steadyTicks';
import type { Clock } from './time';

it('counts seconds, until it is stopped', async () => {
  const clock = createFakeClock();
  let ticks = 0;
  const stop = tickSteadily(clock, () => (ticks += 1));
  await clock.advance(10_000);
  expect(ticks).toBe(10);
  stop();
  await clock.advance(10_000);
  expect(ticks).toBe(10);
});

it('does not count a second that took much longer', async () => {
  const fake = createFakeClock();
  let sleptMs = 0;
  const clock: Clock = { ...fake, monotonic: () => fake.monotonic() + sleptMs };
  let ticks = 0;
  tickSteadily(clock, () => (ticks += 1));
  await fake.advance(3000);
  sleptMs = 60_000;
  await fake.advance(1000);
  expect(ticks).toBe(3);
  await fake.advance(1000);
  expect(ticks).toBe(4);
});
