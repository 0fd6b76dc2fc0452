import { expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { createPoller, type PollOutcome } from './poller';

const answered: PollOutcome = { name: 'answered' };

function setUp(ask: (signal: AbortSignal) => Promise<PollOutcome>, random = () => 1) {
  const clock = createFakeClock();
  const askedAtMs: number[] = [];
  const poller = createPoller({
    ask: (signal) => {
      askedAtMs.push(clock.monotonic());
      return ask(signal);
    },
    getIntervalMs: () => 1000,
    clock,
    random,
    log: silentLog,
  });
  return { clock, poller, askedAtMs };
}

test('the next poll starts an interval after the last one ended, never beside it', async () => {
  const { clock, poller, askedAtMs } = setUp(
    () => new Promise((resolve) => clock.after(700, () => resolve(answered))),
  );
  poller.start();
  await clock.advance(4000);
  expect(askedAtMs).toEqual([0, 1700, 3400]);
});

test('failures back off with a doubling ceiling, and two good answers are needed to forget them', async () => {
  const outcomes: PollOutcome[] = [
    { name: 'failed' },
    { name: 'failed' },
    answered,
    { name: 'failed' },
    answered,
    answered,
    { name: 'failed' },
  ];
  const { clock, poller, askedAtMs } = setUp(() => Promise.resolve(outcomes.shift() ?? answered));
  poller.start();
  await clock.advance(13_000);
  expect(askedAtMs.slice(0, 8)).toEqual([0, 1000, 3000, 4000, 8000, 9000, 10_000, 11_000]);
});

test.each([
  { random: 0, expected: [0, 5000, 17_000] },
  { random: 1, expected: [0, 6250, 21_250] },
])(
  'a server that asks for a pause gets it, or a little more, but never one that would lose the chat',
  async ({ random, expected }) => {
    const outcomes: PollOutcome[] = [
      { name: 'failed', retryAfterMs: 5000 },
      { name: 'failed', retryAfterMs: 100_000 },
    ];
    const { clock, poller, askedAtMs } = setUp(
      () => Promise.resolve(outcomes.shift() ?? answered),
      () => random,
    );
    poller.start();
    await clock.advance(21_300);
    expect(askedAtMs.slice(0, 3)).toEqual(expected);
  },
);

test('clients that start together do not go on in step', async () => {
  const { clock, poller, askedAtMs } = setUp(
    () => Promise.resolve(answered),
    () => 0.25,
  );
  poller.start();
  await clock.advance(3000);
  expect(askedAtMs).toEqual([0, 250, 1250, 2250]);
});

test('of failures in a row only the first is retried sooner than the regular poll', async () => {
  const { clock, poller, askedAtMs } = setUp(
    () => Promise.resolve({ name: 'failed' }),
    () => 0.2,
  );
  poller.start();
  await clock.advance(10_000);
  // 200 ms of a ceiling of 1 s; then the interval, until a fifth of the ceiling is more.
  expect(askedAtMs).toEqual([0, 200, 1200, 2200, 3800, 6800, 9800]);
});

test('good answers earn the next early retry', async () => {
  const outcomes = [...Array<'answered' | 'failed'>(10).fill('answered'), 'failed'] as const;
  let polls = 0;
  const { clock, poller, askedAtMs } = setUp(
    () => {
      polls += 1;
      return Promise.resolve({ name: outcomes[(polls - 1) % outcomes.length] ?? 'answered' });
    },
    () => 0.5,
  );
  poller.start();
  await clock.advance(23_000);
  const early = askedAtMs.filter((atMs, number) => atMs - (askedAtMs[number - 1] ?? -Infinity) === 500);
  expect(early).toEqual([500, 10_000, 20_500]);
});

test('a server that stays away is asked by one probe at a time, at most 15 s apart', async () => {
  const { clock, poller, askedAtMs } = setUp(() => Promise.resolve({ name: 'failed' }));
  poller.start();
  await clock.advance(120_000);
  const waits = askedAtMs.slice(1).map((atMs, number) => atMs - (askedAtMs[number] ?? 0));
  expect(waits).toEqual([1000, 2000, 4000, 8000, ...Array<number>(7).fill(15_000)]);
});

test('a question that throws is a failed poll, and polling goes on', async () => {
  let calls = 0;
  const { clock, poller, askedAtMs } = setUp(() => {
    calls += 1;
    return calls === 1 ? Promise.reject(new Error('defect')) : Promise.resolve(answered);
  });
  poller.start();
  await clock.advance(2500);
  expect(askedAtMs).toEqual([0, 1000, 2000]);
});

test('a nudge pulls the next poll forward; during a poll, one more follows directly', async () => {
  const { clock, poller, askedAtMs } = setUp(
    () => new Promise((resolve) => clock.after(100, () => resolve(answered))),
  );
  poller.start();
  await clock.advance(500);
  poller.nudge();
  await clock.advance(50);
  poller.nudge();
  poller.nudge();
  await clock.advance(200);
  expect(askedAtMs).toEqual([0, 500, 600]);
});

test('a nudge does not shorten the back-off of a failing server', async () => {
  const { clock, poller, askedAtMs } = setUp(() => Promise.resolve({ name: 'failed' }));
  poller.start();
  await clock.advance(500);
  poller.nudge();
  await clock.advance(400);
  expect(askedAtMs).toEqual([0]);
});

test('stopping aborts the poll in flight and asks no more', async () => {
  let aborted = false;
  const { clock, poller, askedAtMs } = setUp(
    (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          resolve({ name: 'failed' });
        });
      }),
  );
  poller.start();
  await clock.advance(10);
  poller.stop();
  await clock.advance(60_000);
  expect({ aborted, askedAtMs, pending: clock.pending() }).toEqual({
    aborted: true,
    askedAtMs: [0],
    pending: 0,
  });
});
