import { expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import type { News } from './news';
import { createNotifier } from './notifier';

const message: News = { name: 'message', nickname: '', text: '' };

function setUp() {
  const clock = createFakeClock();
  const happened: string[] = [];
  const notifier = createNotifier({
    clock,
    describe: (news) => ({ title: String(news.length), body: '' }),
    show({ title }) {
      happened.push(`shown ${title}`);
      return { close: () => happened.push(`closed ${title}`) };
    },
  });
  return { clock, happened, notifier };
}

test('the first is shown at once, a burst as one more that takes its place', async () => {
  const { clock, happened, notifier } = setUp();
  notifier.tell([message]);
  expect(happened).toEqual(['shown 1']);
  notifier.tell([message]);
  await clock.advance(1000);
  notifier.tell([message, message]);
  await clock.advance(2900);
  expect(happened).toEqual(['shown 1']);
  await clock.advance(200);
  expect(happened).toEqual(['shown 1', 'closed 1', 'shown 4']);
});

test('after somebody has looked, nothing is left, and the count begins anew', async () => {
  const { clock, happened, notifier } = setUp();
  notifier.tell([message]);
  notifier.tell([message]);
  notifier.clear();
  await clock.advance(60_000);
  expect(happened).toEqual(['shown 1', 'closed 1']);
  expect(clock.pending()).toBe(0);
  notifier.tell([message]);
  expect(happened.at(-1)).toBe('shown 1');
});

test('no news, no notification', () => {
  const { happened, notifier } = setUp();
  notifier.tell([]);
  notifier.clear();
  expect(happened).toEqual([]);
});
