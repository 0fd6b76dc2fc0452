import { expect, it } from 'vitest';
import type { ChatPhase } from '@shared/chat';
import { createCustomerWatch } from './customerWatch';

it('a customer has left once the chat is put away, not when it ends', () => {
  let left = 0;
  const note = createCustomerWatch(() => (left += 1));
  const counts = (
    [
      { name: 'idle' },
      { name: 'requesting' },
      { name: 'waiting', sinceMs: 0 },
      { name: 'ended', reason: 'leftQueue', atMs: 0 },
      { name: 'idle' },
      { name: 'idle' },
    ] satisfies ChatPhase[]
  ).map((phase) => {
    note(phase);
    return left;
  });
  expect(counts).toEqual([0, 0, 0, 0, 1, 1]);
});
