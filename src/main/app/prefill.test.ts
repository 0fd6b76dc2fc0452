import { expect, test } from 'vitest';
import type { Prefill } from '@shared/ipc/contract';
import { createLog, silentLog } from '../lib/log';
import { createLinkPrefill } from './prefill';

function setUp({ isChatRunning = false, log = silentLog } = {}) {
  const changes: (Prefill | null)[] = [];
  const links = createLinkPrefill({
    isChatRunning: () => isChatRunning,
    onChange: (prefill) => changes.push(prefill),
    log,
  });
  return { changes, links };
}

test('a link suggests, the same link again suggests again, and a chat ends it', () => {
  const { changes, links } = setUp();
  links.open('counterline://start?subject=Parcel');
  links.open('counterline://start?subject=Parcel');
  expect(links.get()).toEqual({ number: 2, nickname: '', subject: 'Parcel' });
  links.forget();
  links.forget();
  expect(changes).toEqual([
    { number: 1, nickname: '', subject: 'Parcel' },
    { number: 2, nickname: '', subject: 'Parcel' },
    null,
  ]);
});

test('a hostile link changes nothing, and the log does not repeat it', () => {
  const lines: string[] = [];
  const { changes, links } = setUp({ log: createLog((line) => lines.push(line), Date.now) });
  for (const link of ['counterline://start?subject=secret&send=1', 'file:///etc/passwd', null, { link: 'x' }])
    links.open(link);
  expect(changes).toEqual([]);
  expect(lines).toHaveLength(4);
  expect(lines.join()).not.toContain('secret');
});

test('during a chat a link suggests nothing', () => {
  const { changes, links } = setUp({ isChatRunning: true });
  links.open('counterline://start?subject=Parcel');
  expect([changes, links.get()]).toEqual([[], null]);
});
