import { expect, test } from 'vitest';
import { createFakeClock } from './fakeClock';
import { watchForNetwork } from './onlineWatch';

test('a network that is back is told once, within a second; one that goes, or was never away, is not', async () => {
  const clock = createFakeClock();
  const network = { isOnline: true };
  let backs = 0;
  const stop = watchForNetwork(
    clock,
    () => network.isOnline,
    () => (backs += 1),
  );
  await clock.advance(10_000);
  network.isOnline = false;
  await clock.advance(10_000);
  expect(backs).toBe(0);
  network.isOnline = true;
  await clock.advance(1000);
  expect(backs).toBe(1);
  await clock.advance(10_000);
  expect(backs).toBe(1);
  stop();
  expect(clock.pending()).toBe(0);
});
