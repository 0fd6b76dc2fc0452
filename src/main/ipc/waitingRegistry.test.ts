import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { createWaitingRegistry } from './waitingRegistry';

const event = {} as IpcMainInvokeEvent;

describe('commands that come before the app is assembled', () => {
  it('wait, and are answered when it is', async () => {
    const registered = new Map<string, (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown>();
    const seen: unknown[] = [];
    const registry = createWaitingRegistry(
      { handle: (channel, listener) => registered.set(channel, listener) },
      ['app:getSnapshot'],
    );
    registry.handle('app:getSnapshot', (_event, ...args) => {
      seen.push(args);
      return 'a snapshot';
    });
    const answer = registered.get('app:getSnapshot')?.(event, 1, 2);
    await Promise.resolve();
    expect(seen).toEqual([]);
    registry.open();
    await expect(answer).resolves.toBe('a snapshot');
    await expect(registered.get('app:getSnapshot')?.(event, 3)).resolves.toBe('a snapshot');
    expect(seen).toEqual([[1, 2], [3]]);
  });
});
