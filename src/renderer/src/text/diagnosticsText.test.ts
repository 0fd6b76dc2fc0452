import { expect, test } from 'vitest';
import type { StatusView } from '@shared/diagnostics';
import { diagnosticsText } from './diagnosticsText';

const at = Date.UTC(2026, 0, 15, 9, 30);
const status: StatusView = {
  version: '1.2.3',
  electronVersion: '45.4.1',
  uptimeMs: ((26 * 60 + 5) * 60 + 7) * 1000,
  phase: 'waiting',
  lastGoodPollAtMs: at,
  unsentCount: 2,
  memory: [
    { name: 'Browser', mebibytes: 101 },
    { name: 'Tab', mebibytes: 88 },
  ],
  lastWipe: { atMs: at, result: 'clean' },
  lastErrors: [{ atMs: at, level: 'warn', event: 'poll failed', code: 'offline' }],
  policyFaults: ['"serverUrl" must be a full address'],
};

test('the state fits a few lines', () => {
  expect(diagnosticsText(status, at)).toBe(
    [
      'Counterline 1.2.3 (Electron 45.4.1)',
      'at 2026-01-15T09:30:00Z, up 1d 2h 5m',
      'state waiting, unsent 2',
      'last poll 2026-01-15T09:30:00Z',
      'memory MiB Browser 101, Tab 88',
      'wipe clean 2026-01-15T09:30:00Z',
      'policy faults 1',
      '2026-01-15T09:30:00Z warn poll failed offline',
    ].join('\n'),
  );
});

test('what is not there yet is none', () => {
  expect(
    diagnosticsText({ ...status, lastGoodPollAtMs: null, lastWipe: null, lastErrors: [] }, at),
  ).toContain('last poll none');
});

test('with many errors the code stays one that a camera can read', () => {
  const error = { atMs: at, level: 'error', event: 'renderer gone', code: null } as const;
  const text = diagnosticsText({ ...status, lastErrors: Array.from({ length: 200 }, () => error) }, at);
  expect(text.length).toBeLessThanOrEqual(900);
  expect(text).toContain('renderer gone');
});
