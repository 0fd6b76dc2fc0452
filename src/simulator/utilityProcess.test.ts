import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { startSimulator } from './index';
import { runUtility, type ParentPort, type UtilityMessage, type UtilityOptions } from './utilityProcess';

/** On a busy machine, things that happen at once take a moment all the same. */
const SOON = { timeout: 5000 };

function setUp(options: Partial<UtilityOptions> = {}) {
  const posted: UtilityMessage[] = [];
  const exits: number[] = [];
  const port = new EventEmitter();
  let parent = 7;
  runUtility({
    parentPort: Object.assign(port, {
      postMessage: (message: UtilityMessage) => posted.push(message),
    }) as ParentPort,
    start: () => startSimulator(),
    parentProcessId: () => parent,
    exit: (code) => exits.push(code),
    lookEveryMs: 5,
    ...options,
  });
  return { port, posted, exits, orphan: () => (parent = 1) };
}

describe('the contact center within the app', () => {
  test.each<[how: string, end: (utility: ReturnType<typeof setUp>) => void]>([
    ['the app says so', ({ port }) => port.emit('message', { data: { type: 'stop' } })],
    ['the app closes its side', ({ port }) => port.emit('close')],
    ['the app is gone', ({ orphan }) => orphan()],
  ])('tells its addresses when it is ready, and ends when %s', async (_how, end) => {
    const utility = setUp();
    await expect.poll(() => utility.posted, SOON).toHaveLength(1);
    const [ready] = utility.posted;
    expect(ready).toEqual({
      type: 'ready',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      consoleUrl: expect.stringMatching(/\/console\/$/),
      contactCenterId: expect.any(String),
    });
    const url = ready?.type === 'ready' ? ready.url : '';
    expect((await fetch(url)).status).toBe(200);

    end(utility);
    await expect.poll(() => utility.exits, SOON).toEqual([0]);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('ends once, however often it is told', async () => {
    const utility = setUp();
    utility.port.emit('close');
    utility.port.emit('message', { data: { type: 'stop' } });
    utility.orphan();
    await expect.poll(() => utility.exits, SOON).toEqual([0]);
  });

  test.each([null, undefined, 'stop', { type: 'go' }, []])(
    'goes on after a message it does not know: %j',
    async (data) => {
      const utility = setUp();
      utility.port.emit('message', { data });
      await expect.poll(() => utility.posted, SOON).toHaveLength(1);
      expect(utility.exits).toEqual([]);
      utility.port.emit('close');
      await expect.poll(() => utility.exits, SOON).toEqual([0]);
    },
  );

  test('tells why it could not start, and ends with an error', async () => {
    const utility = setUp({ start: () => Promise.reject(new Error('no port')) });
    await expect.poll(() => utility.exits, SOON).toEqual([1]);
    expect(utility.posted).toEqual([{ type: 'failed', reason: 'no port' }]);
    utility.port.emit('close');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(utility.exits).toEqual([1]);
  });
});
