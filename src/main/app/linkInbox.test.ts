import type { App } from 'electron';
import { expect, test } from 'vitest';
import { claimLinks, collectLinks, createLinkInbox } from './linkInbox';

function createFakeApp(isPackaged: boolean) {
  const listeners = new Map<string, (...args: unknown[]) => void>();
  const registered: string[] = [];
  const app = {
    isPackaged,
    on: (name: string, listener: () => void) => listeners.set(name, listener),
    setAsDefaultProtocolClient: (scheme: string) => registered.push(scheme),
  } as unknown as App;
  const openUrl = (link: string) => listeners.get('open-url')?.({ preventDefault() {} }, link);
  const startAgain = (data: unknown) => listeners.get('second-instance')?.({}, [], '', data);
  return { app, registered, openUrl, startAgain };
}

test('links that come before the app is ready wait, each is received once and in order', () => {
  const inbox = createLinkInbox();
  const { app, openUrl, startAgain, registered } = createFakeApp(true);
  collectLinks(app, inbox, 'counterline://start?subject=1', (data) => data);
  openUrl('counterline://start?subject=2');
  startAgain('counterline://start?subject=2b');
  startAgain(null);
  const received: unknown[] = [];
  inbox.openTo((link) => received.push(link));
  openUrl('counterline://start?subject=3');
  inbox.deliver(undefined);
  expect(received).toEqual([
    'counterline://start?subject=1',
    'counterline://start?subject=2',
    'counterline://start?subject=2b',
    'counterline://start?subject=3',
    undefined,
  ]);
  // The system is told later: that takes time.
  expect(registered).toEqual([]);
});

test.each([
  ['an installed app tells the system that it takes these links', true, ['counterline']],
  ['one in development does not', false, []],
])('%s', (_what, isPackaged, expected) => {
  const { app, registered } = createFakeApp(isPackaged);
  claimLinks(app);
  expect(registered).toEqual(expected);
});
