import { expect, test } from 'vitest';
import { sideBySide } from './sideBySide';

test('never more at a time than allowed, all of them done, in their order', async () => {
  let running = 0;
  let most = 0;
  const waits = [3, 1, 2, 0, 1];
  const results = await sideBySide(2, waits, async (turns) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    running -= 1;
    return `waited ${turns}`;
  });
  expect({ most, results }).toEqual({ most: 2, results: waits.map((turns) => `waited ${turns}`) });
});

test('one that fails is told', async () => {
  await expect(sideBySide(2, [1], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
