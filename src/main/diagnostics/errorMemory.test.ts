import { expect, test } from 'vitest';
import { GwsError } from '../gws/errors';
import { silentLog } from '../lib/log';
import { createErrorMemory } from './errorMemory';

test('the latest troubles are remembered, the newest first, by their codes and never by what was said', () => {
  let now = 0;
  const memory = createErrorMemory(() => (now += 1));
  const log = memory.listenTo(silentLog);
  log.info('started');
  log.warn('poll failed', { error: new GwsError('offline', 'PLANTED', { applied: 'no' }) });
  log.warn('send ended', { kind: 'timeout', text: 'PLANTED' });
  log.error('settings not saved', { error: Object.assign(new Error('PLANTED'), { code: 'ENOSPC' }) });
  log.error('start failed');
  expect(memory.getLast()).toEqual([
    { atMs: 4, level: 'error', event: 'start failed', code: null },
    { atMs: 3, level: 'error', event: 'settings not saved', code: 'ENOSPC' },
    { atMs: 2, level: 'warn', event: 'send ended', code: 'timeout' },
    { atMs: 1, level: 'warn', event: 'poll failed', code: 'offline' },
  ]);
});

test('a counter in trouble for weeks does not fill its memory', () => {
  const memory = createErrorMemory(() => 0);
  const log = memory.listenTo(silentLog);
  for (let count = 0; count < 1000; count += 1) log.warn('poll failed');
  expect(memory.getLast()).toHaveLength(20);
});
