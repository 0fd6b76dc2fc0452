import { expect, test } from 'vitest';
import type { NumberedEvent } from '@shared/ipc/contract';
import { createBroadcast } from './broadcast';

test('every event has the next number, whatever its kind', () => {
  const sent: NumberedEvent[] = [];
  const broadcast = createBroadcast((event) => sent.push(event));
  expect(broadcast.getSeq()).toBe(0);
  broadcast.publish('demo:changed', { name: 'starting', consoleUrl: null });
  broadcast.publish('chat:changed', { agentTyping: 'Kim' });
  expect([sent, broadcast.getSeq()]).toEqual([
    [
      { seq: 1, name: 'demo:changed', payload: { name: 'starting', consoleUrl: null } },
      { seq: 2, name: 'chat:changed', payload: { agentTyping: 'Kim' } },
    ],
    2,
  ]);
});
