import { describe, expect, test } from 'vitest';
import type { ChatAddress } from '../gws/client';
import { createFakeClock, type FakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { createUnfinishedEnds, type UnfinishedEnd } from './unfinishedEnds';

const SERVER = 'https://chat.example.com';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const address = (id: string): ChatAddress => ({ id, form: 'chats', formIsGuess: false });

function setUp(options: { content?: string | null; clock?: FakeClock } = {}) {
  const clock = options.clock ?? createFakeClock();
  const disk = { content: options.content ?? null, aside: null as string | null, isBroken: false };
  const attempts: string[] = [];
  const server = { answers: (_end: UnfinishedEnd): Promise<boolean> => Promise.resolve(true) };
  const ends = createUnfinishedEnds({
    journal: {
      load: () => (disk.isBroken ? Promise.reject(new Error('EIO')) : Promise.resolve(disk.content)),
      save(content) {
        if (disk.isBroken) return Promise.reject(new Error('ENOSPC'));
        disk.content = content;
        return Promise.resolve();
      },
      setAside() {
        disk.aside = disk.content;
        disk.content = null;
        return Promise.resolve('aside');
      },
    },
    complete(end) {
      attempts.push(end.chat.id);
      return server.answers(end);
    },
    clock,
    random: () => 1,
    log: silentLog,
  });
  const noted = () => (JSON.parse(disk.content ?? '[]') as UnfinishedEnd[]).map(({ chat }) => chat.id);
  return { clock, disk, attempts, server, ends, noted };
}

/** A journal as an earlier run left it. */
function journalOf(ids: readonly string[], askedAtMs: number): string {
  return JSON.stringify(ids.map((id) => ({ serverUrl: SERVER, chat: address(id), askedAtMs })));
}

test('noted before the first attempt, with where the chat lives and nothing else; gone when confirmed', async () => {
  const { ends, disk, noted, attempts, clock } = setUp();
  await ends.note({ serverUrl: SERVER }, address('c1'));
  expect(JSON.parse(disk.content ?? '')).toEqual([
    { serverUrl: SERVER, chat: address('c1'), askedAtMs: clock.now() },
  ]);
  await clock.advance(MINUTE);
  await ends.confirm('c1');
  // Whoever noted it makes the attempts.
  expect([noted(), attempts, clock.pending()]).toEqual([[], [], 0]);
});

test('handed over, it is tried in the background until it is done', async () => {
  const { ends, noted, attempts, server, clock } = setUp();
  server.answers = () => Promise.resolve(attempts.length === 3);
  await ends.note({ serverUrl: SERVER }, address('c1'));
  ends.handOver('c1');
  ends.handOver('c1');
  await clock.advance(10 * MINUTE);
  expect([attempts, noted(), clock.pending()]).toEqual([['c1', 'c1', 'c1'], [], 0]);
});

test('a server that is away is asked ever more rarely, at last once a minute', async () => {
  const { ends, attempts, server, clock } = setUp();
  server.answers = () => Promise.resolve(false);
  await ends.note({ serverUrl: SERVER }, address('c1'));
  ends.handOver('c1');
  const counts: number[] = [];
  for (const ms of [2000, 4000, 8000, 16_000, 32_000, MINUTE, MINUTE]) {
    await clock.advance(ms);
    counts.push(attempts.length);
  }
  expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('given up after a day, whatever the wall clock says', async () => {
  const { ends, attempts, noted, server, clock } = setUp();
  server.answers = () => Promise.resolve(false);
  await ends.note({ serverUrl: SERVER }, address('c1'));
  ends.handOver('c1');
  await clock.advance(DAY - MINUTE);
  expect(noted()).toEqual(['c1']);
  await clock.advance(2 * MINUTE);
  const tried = attempts.length;
  await clock.advance(DAY);
  expect([noted(), attempts.length - tried, clock.pending()]).toEqual([[], 0, 0]);
});

describe('what an earlier run left', () => {
  test('is taken up, each chat once, also when start is called twice', async () => {
    const clock = createFakeClock();
    const { ends, attempts, noted } = setUp({ clock, content: journalOf(['c1', 'c2'], clock.now()) });
    await ends.start();
    await ends.start();
    await clock.advance(MINUTE);
    expect([attempts, noted()]).toEqual([['c1', 'c2'], []]);
  });

  test.each([
    ['two days old', -2 * DAY],
    ['of a clock that was set back since', 2 * DAY],
  ])('and is %s is tried once more before it is given up, if ever', async (_name, offsetMs) => {
    const clock = createFakeClock();
    const { ends, attempts, server } = setUp({ clock, content: journalOf(['c1'], clock.now() + offsetMs) });
    server.answers = () => Promise.resolve(false);
    await ends.start();
    await clock.advance(2000);
    expect(attempts).toEqual(['c1']);
  });

  test('is not lost when something is noted before it was taken up', async () => {
    const clock = createFakeClock();
    const { ends, attempts, noted } = setUp({ clock, content: journalOf(['old'], clock.now()) });
    await ends.note({ serverUrl: SERVER }, address('new'));
    expect(noted()).toEqual(['old', 'new']);
    await ends.start();
    await clock.advance(MINUTE);
    expect([attempts, noted()]).toEqual([['old'], ['new']]);
  });

  test('and was noted anew belongs to whoever noted it', async () => {
    const clock = createFakeClock();
    const { ends, attempts } = setUp({ clock, content: journalOf(['c1'], clock.now()) });
    await ends.note({ serverUrl: SERVER }, address('c1'));
    await ends.start();
    await clock.advance(MINUTE);
    expect(attempts).toEqual([]);
  });

  test.each(['{', '{}', '[{"serverUrl":"x"}]', journalOf(['../admin'], 0)])(
    'and is damaged (%s) is kept aside, and a new one begun',
    async (content) => {
      const { ends, attempts, disk, noted, clock } = setUp({ content });
      await ends.start();
      await clock.advance(MINUTE);
      expect([attempts, disk.aside]).toEqual([[], content]);
      await ends.note({ serverUrl: SERVER }, address('c1'));
      expect(noted()).toEqual(['c1']);
    },
  );
});

test('confirmed while an attempt is on its way that then fails, it is not begun again', async () => {
  const { ends, attempts, server, clock } = setUp();
  let fail: () => void = () => undefined;
  server.answers = () => new Promise((resolve) => (fail = () => resolve(false)));
  await ends.note({ serverUrl: SERVER }, address('c1'));
  ends.handOver('c1');
  await clock.advance(2000);
  await ends.confirm('c1');
  fail();
  await clock.advance(10 * MINUTE);
  expect([attempts, clock.pending()]).toEqual([['c1'], 0]);
});

test('an attempt that throws is a failed one', async () => {
  const { ends, attempts, server, noted, clock } = setUp();
  server.answers = () => (attempts.length < 2 ? Promise.reject(new Error('defect')) : Promise.resolve(true));
  await ends.note({ serverUrl: SERVER }, address('c1'));
  ends.handOver('c1');
  await clock.advance(MINUTE);
  expect([attempts, noted()]).toEqual([['c1', 'c1'], []]);
});

test('the journal has room for a hundred; the oldest go first, with their timers', async () => {
  const { ends, noted, clock, server } = setUp();
  server.answers = () => Promise.resolve(false);
  for (let n = 0; n < 120; n += 1) {
    await ends.note({ serverUrl: SERVER }, address(`c${n}`));
    ends.handOver(`c${n}`);
  }
  expect([noted().length, noted()[0], clock.pending()]).toEqual([100, 'c20', 100]);
});

test('a journal that cannot be read or written stops nobody', async () => {
  const { ends, attempts, disk, clock } = setUp();
  disk.isBroken = true;
  await ends.start();
  await ends.note({ serverUrl: SERVER }, address('c1'));
  ends.handOver('c1');
  await clock.advance(MINUTE);
  expect(attempts).toEqual(['c1']);
});

test('stopped, it tries nothing more, and the journal keeps what is left', async () => {
  const { ends, attempts, noted, clock } = setUp();
  await ends.note({ serverUrl: SERVER }, address('c1'));
  ends.handOver('c1');
  ends.stop();
  await clock.advance(DAY);
  expect([attempts, noted(), clock.pending()]).toEqual([[], ['c1'], 0]);
});
