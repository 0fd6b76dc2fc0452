import { expect, test } from 'vitest';
import { createFakeClock } from './fakeClock';
import { wait, within } from './time';

test('what comes in time is the answer, and no timer is left', async () => {
  const clock = createFakeClock();
  expect([await within(clock, 1000, Promise.resolve('here')), clock.pending()]).toEqual(['here', 0]);
});

test('what fails in time fails', async () => {
  await expect(within(createFakeClock(), 1000, Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('what takes longer is late, and its later failure is nobody’s', async () => {
  const clock = createFakeClock();
  const failing = wait(clock, 2000).then(() => Promise.reject(new Error('too late to matter')));
  const answer = within(clock, 1000, failing);
  await clock.advance(1000);
  expect(await answer).toBe('late');
  await clock.advance(5000);
});
