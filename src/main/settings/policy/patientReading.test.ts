import { expect, test } from 'vitest';
import type { Result } from '@shared/result';
import { createFakeClock } from '../../lib/fakeClock';
import { readPatiently, SLOW_AFTER_MS } from './patientReading';
import type { PolicySource, RawPolicy } from './policySource';
import { createTestPolicy } from './testPolicies';

/** Answers when the test says so. */
function createSlowPolicy(place: string) {
  const behind = createTestPolicy(place, '{"kiosk": true}');
  let answer: () => void = () => undefined;
  const load = () =>
    new Promise<Result<RawPolicy | null, string>>((resolve) => (answer = () => resolve(behind.load())));
  return { source: { ...behind, load } satisfies PolicySource, answer: () => answer() };
}

test('a place that does not answer is named once, and waited for: nothing goes on without it', async () => {
  const clock = createFakeClock();
  const slow = createSlowPolicy('/dead/policy.json');
  const told: (readonly string[])[] = [];
  let isRead = false;
  const reading = readPatiently([createTestPolicy('/quick', '{}'), slow.source], {
    clock,
    onSlow: (places) => told.push(places),
  }).finally(() => (isRead = true));

  await clock.advance(SLOW_AFTER_MS - 1);
  expect(told).toEqual([]);
  await clock.advance(60 * 60 * 1000);
  expect({ told, isRead }).toEqual({ told: [['/dead/policy.json']], isRead: false });

  slow.answer();
  expect((await reading).policy).toMatchObject({ ok: true, value: { kiosk: true } });
});

test('where all answer at once, nothing is said, also later', async () => {
  const clock = createFakeClock();
  const told: unknown[] = [];
  await readPatiently([createTestPolicy('/quick', '{}')], { clock, onSlow: (places) => told.push(places) });
  await clock.advance(SLOW_AFTER_MS * 2);
  expect(told).toEqual([]);
});
