import { expect, test } from 'vitest';
import type { GwsClient } from '../gws/client';
import { createFakeClock } from '../lib/fakeClock';
import { wait } from '../lib/time';
import { createPollMeter } from './pollMeter';

const CHAT = { id: 'chat', form: 'chats', formIsGuess: false } as const;

test('polls are timed, and the last good one is known', async () => {
  const clock = createFakeClock();
  const meter = createPollMeter(clock);
  expect([meter.getLatency(), meter.getLastGoodAtMs()]).toEqual([null, null]);
  let takesMs = 0;
  let breaks = false;
  const client = meter.watch({
    async getTranscript() {
      await wait(clock, takesMs);
      if (breaks) throw new Error('broken');
      return { entries: [], unreadable: 0 };
    },
  } as unknown as GwsClient);
  const startMs = clock.now();
  for (takesMs = 1; takesMs <= 100; takesMs += 1) {
    const read = client.getTranscript(CHAT, 1);
    await clock.advance(takesMs);
    await read;
  }
  const lastGoodAtMs = clock.now();
  breaks = true;
  const failed = expect(client.getTranscript(CHAT, 1)).rejects.toThrow('broken');
  await clock.advance(takesMs);
  await failed;
  expect(meter.getLastGoodAtMs()).toBe(lastGoodAtMs);
  expect(lastGoodAtMs - startMs).toBe(5050);
  expect(meter.getLatency()).toEqual({
    answers: 100,
    failures: 1,
    p50Ms: 51,
    p95Ms: 96,
    p99Ms: 100,
    maxMs: 100,
  });
});
