import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { MINUTE, SECOND } from '../lib/time';
import { renderCalmPage } from './calmPage';
import { coverDisplay } from './displayWatch';
import { createGraphicsWatch } from './graphicsWatch';
import { createPictureWatch, type Picture } from './pictureWatch';
import { createQuietRestart, findNextTime } from './quietRestart';
import { createRestart } from './restart';

describe('a restart', () => {
  function setUp({ isSupervised = false, keepsChat = false, whenChatSaved = () => Promise.resolve() } = {}) {
    const clock = createFakeClock();
    const done: unknown[] = [];
    const restart = createRestart({
      isSupervised: () => isSupervised,
      keepsChat: () => keepsChat,
      whenChatSaved,
      args: ['--kiosk', '--disable-gpu'],
      relaunch: (args) => done.push(['relaunch', ...args]),
      exit: (code) => done.push(code),
      quit: () => done.push('quit'),
      clock,
      log: silentLog,
    });
    return { clock, done, restart };
  }

  it('under a supervisor is asked for by the exit code, once', async () => {
    const { clock, done, restart } = setUp({ isSupervised: true });
    restart('test');
    restart('test again');
    await clock.advance(10);
    expect(done).toEqual([75]);
    const other = setUp({ isSupervised: true });
    other.restart('test', { withoutGpu: true });
    await other.clock.advance(10);
    expect(other.done).toEqual([76]);
  });

  it('alone at a counter ends the chat in good order; at a desk the chat is on the disk', async () => {
    const counter = setUp();
    counter.restart('test', { withoutGpu: true });
    await counter.clock.advance(10);
    expect(counter.done).toEqual([['relaunch', '--disable-gpu', '--kiosk'], 'quit']);
    const desk = setUp({ keepsChat: true });
    desk.restart('test');
    await desk.clock.advance(10);
    expect(desk.done).toEqual([['relaunch', '--kiosk'], 0]);
  });

  it('does not wait for ever for a disk', async () => {
    const { clock, done, restart } = setUp({
      isSupervised: true,
      whenChatSaved: () => new Promise(() => undefined),
    });
    restart('test');
    await clock.advance(2 * SECOND);
    expect(done).toEqual([75]);
  });
});

describe('the graphics process', () => {
  it('may die four times in five minutes; the fifth time the app restarts without the graphics card', () => {
    const done: unknown[] = [];
    const clock = createFakeClock();
    const noteGone = createGraphicsWatch({
      restartApp: (_reason, how) => done.push(how?.withoutGpu),
      onRecovery: () => undefined,
      isWithoutGpu: false,
      clock,
      log: silentLog,
    });
    for (let death = 0; death < 4; death += 1) noteGone({ type: 'GPU', reason: 'crashed' });
    noteGone({ type: 'GPU', reason: 'clean-exit' });
    noteGone({ type: 'Utility', reason: 'crashed' });
    expect(done).toEqual([]);
    noteGone({ type: 'GPU', reason: 'killed' });
    expect(done).toEqual([true]);
  });
});

describe('the picture', () => {
  function setUp(getPicture: (pulse: number) => Picture | null) {
    const clock = createFakeClock();
    const done: string[] = [];
    let pulse = 0;
    const watch = createPictureWatch({
      capture: () => Promise.resolve(getPicture(pulse)),
      repaint: () => done.push('repaint'),
      replacePage: () => done.push('replace'),
      restartApp: () => done.push('restart'),
      clock,
      log: silentLog,
    });
    async function live(seconds: number): Promise<void> {
      for (let second = 0; second < seconds; second += 1) {
        if (second % 2 === 0) {
          pulse = 1 - pulse;
          watch.notePulse(pulse);
        }
        await clock.advance(SECOND);
      }
    }
    return { done, live, watch };
  }

  it('that changes with the pulse is left alone', async () => {
    const { done, live } = setUp((pulse) => ({ isBlank: false, pulseStrip: String(pulse) }));
    await live(300);
    expect(done).toEqual([]);
  });

  it('that never showed the pulse is not judged by it', async () => {
    const { done, live } = setUp(() => ({ isBlank: false, pulseStrip: 'same' }));
    await live(300);
    expect(done).toEqual([]);
  });

  it('that stands still while the page lives: repaint, replace, restart', async () => {
    let isFrozen = false;
    const { done, live } = setUp((pulse) => ({
      isBlank: false,
      pulseStrip: isFrozen ? 'stuck' : String(pulse),
    }));
    await live(90);
    isFrozen = true;
    await live(120);
    expect(done.slice(0, 3)).toEqual(['repaint', 'replace', 'restart']);
  });

  it('that is all of one color is mended as well', async () => {
    const { done, live } = setUp((pulse) => ({ isBlank: true, pulseStrip: String(pulse) }));
    await live(60);
    expect(done.slice(0, 3)).toEqual(['repaint', 'replace', 'restart']);
  });

  it('of a page that nobody sees is not looked at', async () => {
    let looks = 0;
    const { live, watch } = setUp(() => {
      looks += 1;
      return null;
    });
    watch.notePulse(null);
    watch.noteLoading();
    await live(0);
    expect(looks).toBe(0);
  });
});

describe('a planned restart', () => {
  function setUp(settings: { memoryLimitMiB: number; maintenanceTime: string }) {
    const clock = createFakeClock();
    const done: string[] = [];
    const now = { isQuiet: true, memoryMiB: 300 };
    const quiet = createQuietRestart({
      isQuiet: () => now.isQuiet,
      getSettings: () => settings,
      getMemoryMiB: () => now.memoryMiB,
      restartApp: (reason) => done.push(reason),
      clock,
      log: silentLog,
    });
    return { clock, done, now, quiet };
  }

  it('waits until nobody is there', async () => {
    const { clock, done, now, quiet } = setUp({ memoryLimitMiB: 500, maintenanceTime: '' });
    await clock.advance(20 * MINUTE);
    expect(done).toEqual([]);
    [now.memoryMiB, now.isQuiet] = [600, false];
    await clock.advance(5 * MINUTE);
    expect(done).toEqual([]);
    now.isQuiet = true;
    await clock.advance(MINUTE);
    expect(done).toEqual(['memory limit']);
    quiet.stop();
    expect(clock.pending()).toBe(0);
  });

  it('does not make a loop of a limit that is too low, and none of no limit', async () => {
    const low = setUp({ memoryLimitMiB: 1, maintenanceTime: '' });
    await low.clock.advance(9 * MINUTE);
    expect(low.done).toEqual([]);
    const none = setUp({ memoryLimitMiB: 0, maintenanceTime: '' });
    await none.clock.advance(60 * MINUTE);
    expect(none.done).toEqual([]);
  });

  it('comes once a day after its time', async () => {
    const clock = createFakeClock();
    const next = new Date(findNextTime('03:30', clock.now()));
    expect([next.getHours(), next.getMinutes()]).toEqual([3, 30]);
    expect(next.getTime()).toBeGreaterThan(clock.now());
    const { clock: own, done } = setUp({ memoryLimitMiB: 0, maintenanceTime: '03:30' });
    await own.advance(next.getTime() - clock.now() - MINUTE);
    expect(done).toEqual([]);
    await own.advance(3 * MINUTE);
    expect(done[0]).toBe('maintenance');
  });
});

it('the window of a counter covers its screen again when that has changed', async () => {
  const clock = createFakeClock();
  const listeners: (() => void)[] = [];
  const done: unknown[] = [];
  let bounds = { x: 0, y: 0, width: 1920, height: 1080 };
  coverDisplay(
    {
      on: (_event, listener) => listeners.push(listener),
      getPrimaryDisplay: () => ({ bounds: { x: 0, y: 0, width: 1080, height: 1920 } }),
    },
    () => ({
      getBounds: () => bounds,
      setBounds: (changed) => (bounds = changed),
      setKiosk: (on) => done.push(on),
    }),
    clock,
  );
  for (const listener of listeners) listener();
  await clock.advance(2 * SECOND);
  expect(bounds).toEqual({ x: 0, y: 0, width: 1080, height: 1920 });
  expect(done).toEqual([false, true, true]);
});

it('the calm page speaks the language of the app, in its direction, and without script', () => {
  expect(renderCalmPage('ar').content).toContain('<html lang="ar" dir="rtl">');
  expect(renderCalmPage('de').content).toContain('Einen Moment, bitte');
  expect(renderCalmPage('en').content).not.toContain('<script');
  expect(renderCalmPage('en').contentPolicy).not.toContain('unsafe');
});
