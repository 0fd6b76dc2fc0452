import { expect, test } from 'vitest';
import type { GwsErrorKind } from '../gws/errors';
import { createFakeClock } from '../lib/fakeClock';
import { createGoneEvidence, FAILURES_UNTIL_GONE_WITH_TRANSCRIPT } from './goneEvidence';

async function hear(kinds: readonly GwsErrorKind[], everyMs: number): Promise<boolean[]> {
  const clock = createFakeClock();
  const gone = createGoneEvidence(clock);
  const verdicts: boolean[] = [];
  for (const kind of kinds) {
    verdicts.push(gone.noteFailure(kind));
    await clock.advance(everyMs);
  }
  return verdicts;
}

test.each(['notFound', 'rejected', 'conflict'] as const)(
  'three times %s over five seconds is believed',
  async (kind) => {
    expect(await hear([kind, kind, kind], 2500)).toEqual([false, false, true]);
  },
);

test('three times within a moment is not believed, until it has gone on for five seconds', async () => {
  const kinds = Array<GwsErrorKind>(7).fill('notFound');
  expect(await hear(kinds, 900)).toEqual([false, false, false, false, false, false, true]);
});

test('a cut line in between proves nothing, one way or the other', async () => {
  const others: GwsErrorKind[] = [
    'offline',
    'timeout',
    'server',
    'forbidden',
    'rateLimited',
    'badReply',
    'tooLarge',
  ];
  expect(await hear([...others, 'cancelled'], 5000)).toEqual(Array(8).fill(false));
  expect(await hear(['notFound', 'offline', 'notFound', 'timeout', 'notFound'], 2000)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});

test('one good answer wipes the evidence out', async () => {
  const clock = createFakeClock();
  const gone = createGoneEvidence(clock);
  gone.noteFailure('notFound');
  gone.noteFailure('notFound');
  gone.clear();
  await clock.advance(10_000);
  expect([gone.noteFailure('notFound'), gone.noteFailure('notFound')]).toEqual([false, false]);
});

test('where the transcript can still be read, much more is needed', async () => {
  const clock = createFakeClock();
  const gone = createGoneEvidence(clock, FAILURES_UNTIL_GONE_WITH_TRANSCRIPT);
  const verdicts: boolean[] = [];
  for (let n = 0; n < 10; n += 1) {
    verdicts.push(gone.noteFailure('notFound'));
    await clock.advance(3000);
  }
  expect(verdicts).toEqual([...Array<boolean>(9).fill(false), true]);
});
