import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { MINUTE, SECOND } from '../lib/time';
import type { MessageOfApp, MessageOfSupervisor } from './messages';
import { createSupervisor } from './supervisor';

interface FakeProcess {
  readonly withoutGpu: boolean;
  readonly heard: MessageOfSupervisor[];
  isKilled: boolean;
  hasEnded: boolean;
  say(message: MessageOfApp | object): void;
  end(code: number | null): void;
}

function setUp() {
  const clock = createFakeClock();
  const started: FakeProcess[] = [];
  const exits: number[] = [];
  const supervisor = createSupervisor({
    start({ withoutGpu }) {
      // Never two at a time.
      expect(started.every(({ hasEnded }) => hasEnded)).toBe(true);
      let onMessage: (message: unknown) => void = () => undefined;
      let onExit: (code: number | null) => void = () => undefined;
      const fake: FakeProcess = {
        withoutGpu,
        heard: [],
        isKilled: false,
        hasEnded: false,
        say: (message) => onMessage(message),
        end(code) {
          fake.hasEnded = true;
          onExit(code);
        },
      };
      started.push(fake);
      return {
        onMessage: (listener) => (onMessage = listener),
        onExit: (listener) => (onExit = listener),
        send: (message) => fake.heard.push(message),
        kill() {
          fake.isKilled = true;
          fake.end(null);
        },
      };
    },
    exit: (code) => exits.push(code),
    note: () => undefined,
    clock,
  });
  supervisor.start();
  const current = (): FakeProcess => {
    const last = started.at(-1);
    if (last === undefined) throw new Error('Nothing was started');
    return last;
  };
  return { clock, started, exits, supervisor, current };
}

describe('the supervisor', () => {
  it('starts the app again after a crash, and gives back the record of the chat', async () => {
    const { clock, started, exits, current } = setUp();
    current().say({ name: 'hello' });
    current().say({ name: 'keep', record: 'the chat' });
    current().end(null);
    await clock.advance(10);
    expect(started).toHaveLength(2);
    current().say({ name: 'hello' });
    expect(current().heard).toEqual([
      { name: 'welcome', record: 'the chat', isAfterCrash: true, restarts: 1, endsWithRecord: 1 },
    ]);
    expect(exits).toEqual([]);
  });

  it('counts how often the app has lately ended with one chat', async () => {
    const { clock, current } = setUp();
    async function endAndStart(ranForMs: number): Promise<unknown> {
      current().end(null);
      for (let ranMs = 0; ranMs < ranForMs; ranMs += 5 * SECOND) {
        await clock.advance(5 * SECOND);
        current().say({ name: 'beat' });
      }
      current().say({ name: 'hello' });
      return current().heard.at(-1);
    }
    current().say({ name: 'keep', record: 'the chat' });
    await endAndStart(MINUTE);
    expect(await endAndStart(MINUTE)).toMatchObject({ endsWithRecord: 2 });
    // As it changes, it stays the same chat.
    current().say({ name: 'keep', record: 'the chat, with one more message' });
    expect(await endAndStart(9 * MINUTE)).toMatchObject({ endsWithRecord: 3 });
    expect(await endAndStart(MINUTE)).toMatchObject({ endsWithRecord: 2 });
    current().say({ name: 'keep', record: null });
    current().say({ name: 'keep', record: 'the next chat' });
    expect(await endAndStart(MINUTE)).toMatchObject({ endsWithRecord: 1 });
  });

  it('forgets the record when the app does', async () => {
    const { clock, current } = setUp();
    current().say({ name: 'keep', record: 'the chat' });
    current().say({ name: 'keep', record: null });
    current().end(1);
    await clock.advance(10);
    current().say({ name: 'hello' });
    expect(current().heard).toMatchObject([{ record: null }]);
  });

  it.each([0, 2, 3])('ends with an app that ended on purpose, with %i', (code) => {
    const { exits, current } = setUp();
    current().end(code);
    expect(exits).toEqual([code]);
  });

  it('waits for its turn while another app has the data', async () => {
    const { clock, started, exits, current } = setUp();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      current().end(77);
      // It may go at any moment, and the screen is dark then.
      await clock.advance(5 * SECOND);
    }
    expect(exits).toEqual([]);
    expect(started).toHaveLength(9);
    current().say({ name: 'hello' });
    expect(current().heard).toMatchObject([{ isAfterCrash: false, restarts: 0 }]);
  });

  it('starts it again where it asks for it, also without the graphics card, and then stays with that', async () => {
    const { clock, started, current } = setUp();
    current().end(75);
    await clock.advance(10);
    current().end(76);
    await clock.advance(SECOND);
    current().end(null);
    await clock.advance(5 * SECOND);
    expect(started.map(({ withoutGpu }) => withoutGpu)).toEqual([false, false, true, true]);
  });

  it('ends an app that does not beat any more, in less than ten seconds, and starts it again', async () => {
    const { clock, started, current } = setUp();
    current().say({ name: 'beat' });
    await clock.advance(7 * SECOND);
    expect(started).toHaveLength(1);
    await clock.advance(2 * SECOND);
    expect(started[0]?.isKilled).toBe(true);
    expect(started).toHaveLength(2);
  });

  it('gives the first beat a minute', async () => {
    const { clock, started } = setUp();
    await clock.advance(59 * SECOND);
    expect(started).toHaveLength(1);
    await clock.advance(2 * SECOND);
    expect(started).toHaveLength(2);
  });

  it('waits longer from crash to crash, and no longer after a good run', async () => {
    const { clock, started, current } = setUp();
    for (let crash = 0; crash < 10; crash += 1) {
      current().end(1);
      await clock.advance(30 * SECOND);
      current().say({ name: 'beat' });
    }
    expect(started).toHaveLength(11);
    for (let at = 0; at < 3 * MINUTE; at += 2 * SECOND) {
      current().say({ name: 'beat' });
      await clock.advance(2 * SECOND);
    }
    current().end(1);
    await clock.advance(10);
    expect(started).toHaveLength(12);
  });

  it('asked to end, ends the app in good order, and one that does not hear it by force', async () => {
    const { clock, exits, supervisor, current } = setUp();
    current().say({ name: 'beat' });
    supervisor.quit();
    expect(current().heard).toEqual([{ name: 'quit' }]);
    current().end(0);
    expect(exits).toEqual([0]);

    const deaf = setUp();
    deaf.supervisor.quit();
    await deaf.clock.advance(10 * SECOND);
    expect(deaf.current().isKilled).toBe(true);
    expect(deaf.exits).toEqual([0]);
    await clock.advance(MINUTE);
  });

  it('does not fall over what it does not understand', () => {
    const { exits, current } = setUp();
    for (const nonsense of [{}, { name: 'keep', record: 7 }, { name: 'quit' }]) current().say(nonsense);
    expect(exits).toEqual([]);
  });
});
