import { expect, test } from 'vitest';
import { IDLE_CHAT } from '@shared/chat';
import { createFakeClock } from '../lib/fakeClock';
import { createStatus } from './status';

test('the status says how this machine is doing, and nothing of what anybody wrote', async () => {
  const clock = createFakeClock();
  const getStatus = createStatus({
    version: '1.2.3',
    electronVersion: '33.2.1',
    getView: () => ({
      ...IDLE_CHAT,
      phase: { name: 'waiting', sinceMs: 1 },
      form: { nickname: 'PLANTED', subject: 'PLANTED' },
      outgoing: [{ localId: 'one', text: 'PLANTED', createdAtMs: 1, state: { name: 'sending' } }],
    }),
    polls: { getLastGoodAtMs: () => 5 },
    errors: { getLast: () => [{ atMs: 4, level: 'warn', event: 'poll failed', code: 'offline' }] },
    getAppMetrics: () => [{ type: 'Tab', memory: { workingSetSize: 102_500 } }],
    getLastWipe: () => null,
    getPolicyFaults: () => [],
    clock,
  });
  await clock.advance(90_000);
  expect(getStatus()).toEqual({
    version: '1.2.3',
    electronVersion: '33.2.1',
    uptimeMs: 90_000,
    phase: 'waiting',
    lastGoodPollAtMs: 5,
    unsentCount: 1,
    memory: [{ name: 'Tab', mebibytes: 100 }],
    lastWipe: null,
    lastErrors: [{ atMs: 4, level: 'warn', event: 'poll failed', code: 'offline' }],
    policyFaults: [],
  });
});
