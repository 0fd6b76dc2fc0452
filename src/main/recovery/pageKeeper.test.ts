import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { SECOND } from '../lib/time';
import { createPageKeeper } from './pageKeeper';

/** A page whose process is told to die does so, unless the test says otherwise. */
function setUp({ isCounter = true, diesWhenKilled = true } = {}) {
  const clock = createFakeClock();
  const done: string[] = [];
  const keeper = createPageKeeper({
    page: {
      load: () => done.push('load'),
      loadCalm: () => done.push('calm'),
      kill() {
        done.push('kill');
        if (diesWhenKilled) keeper.noteGone('crashed');
      },
    },
    isCounter,
    restartApp: (reason) => done.push(`restart: ${reason}`),
    onRecovery: (kind) => done.push(kind),
    clock,
    log: silentLog,
  });
  return { clock, done, keeper };
}

describe('a page that dies', () => {
  it('is loaded again at once, and says so for a while', async () => {
    const { clock, done, keeper } = setUp();
    keeper.noteGone('oom');
    await clock.advance(200);
    expect(done).toEqual(['pageCrash', 'load']);
    expect(keeper.hasJustComeBack()).toBe(true);
    await clock.advance(15 * SECOND);
    expect(keeper.hasJustComeBack()).toBe(false);
  });

  it('again and again at a counter, makes the app restart', async () => {
    const { clock, done, keeper } = setUp();
    for (let death = 0; death < 4; death += 1) {
      keeper.noteGone('crashed');
      await clock.advance(5 * SECOND);
    }
    expect(done.at(-1)).toBe('restart: page crash loop');
    expect(done.filter((what) => what === 'load')).toHaveLength(3);
  });

  it('again and again at a desk, gives way to a calm screen, and is tried again', async () => {
    const { clock, done, keeper } = setUp({ isCounter: false });
    for (let death = 0; death < 4; death += 1) {
      keeper.noteGone('crashed');
      await clock.advance(5 * SECOND);
    }
    expect(done.at(-1)).toBe('calm');
    await clock.advance(20 * SECOND);
    expect(done.at(-1)).toBe('load');
  });

  it('after it has come up well is loaded at once each time; ten times in five minutes makes the app restart', async () => {
    const { clock, done, keeper } = setUp();
    for (let death = 1; death <= 9; death += 1) {
      keeper.noteGone('killed');
      await clock.advance(200);
      expect(done.filter((what) => what === 'load')).toHaveLength(death);
      await clock.advance(3 * SECOND);
      keeper.noteBeat({ visible: true });
      await clock.advance(6 * SECOND);
    }
    keeper.noteGone('killed');
    expect(done.at(-1)).toBe('restart: page crash loop');
  });

  it('once an hour is never in a loop', async () => {
    const { clock, done, keeper } = setUp();
    for (let hour = 0; hour < 10; hour += 1) {
      keeper.noteGone('crashed');
      await clock.advance(SECOND);
      keeper.noteBeat({ visible: false });
      await clock.advance(3600 * SECOND);
    }
    expect(done.some((what) => what.startsWith('restart'))).toBe(false);
  });
});

describe('a page that hangs', () => {
  it('is ended and loaded again within ten seconds', async () => {
    const { clock, done, keeper } = setUp();
    keeper.noteBeat({ visible: true });
    await clock.advance(6 * SECOND);
    expect(done).toEqual([]);
    await clock.advance(3 * SECOND);
    expect(done).toEqual(['kill', 'pageHang', 'load']);
  });

  it('is loaded again also when nobody tells of its end', async () => {
    const { clock, done, keeper } = setUp({ diesWhenKilled: false });
    keeper.noteBeat({ visible: true });
    await clock.advance(12 * SECOND);
    expect(done).toEqual(['kill', 'pageHang', 'load']);
  });

  it('is told from one that nobody sees, and from a computer that slept', async () => {
    const { clock, done, keeper } = setUp();
    keeper.noteBeat({ visible: true });
    keeper.noteBeat({ visible: false });
    await clock.advance(600 * SECOND);
    expect(done).toEqual([]);
  });

  it('while it loads, is given half a minute', async () => {
    const { clock, done, keeper } = setUp();
    keeper.noteLoading();
    await clock.advance(29 * SECOND);
    expect(done).toEqual([]);
    await clock.advance(2 * SECOND);
    expect(done).toContain('load');
  });
});

it('a keeper that was stopped does nothing more', async () => {
  const { clock, done, keeper } = setUp();
  keeper.noteBeat({ visible: true });
  keeper.stop();
  await clock.advance(60 * SECOND);
  expect(done).toEqual([]);
  expect(clock.pending()).toBe(0);
});
