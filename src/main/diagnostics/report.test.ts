import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '@shared/settings';
import { mergeLayers } from '../settings/layers';
import { formatReport, type ReportParts } from './report';

const parts = (more: Partial<ReportParts> = {}): ReportParts => ({
  at: new Date(Date.UTC(2026, 0, 15, 9)),
  system: { platform: 'linux' },
  status: {
    version: '1.2.3',
    electronVersion: '33.2.1',
    uptimeMs: 1,
    phase: 'idle',
    lastGoodPollAtMs: null,
    unsentCount: 0,
    memory: [],
    lastWipe: null,
    lastErrors: [],
    policyFaults: [],
  },
  settings: mergeLayers({
    policy: { serverUrl: 'https://chat.example.com', extraHeaders: { apikey: 'PLANTED "key"' } },
    user: { contactCenterId: 'main-desk' },
  }),
  connectionTests: [{ name: 'working', steps: [] }],
  pollLatency: null,
  startTimes: { assembledMs: 300, pageAskedMs: 400 },
  logLines: [],
  ...more,
});

test('the report says what is set and where it comes from; of a secret only its name', () => {
  const report = JSON.parse(formatReport(parts())) as { settings: Record<string, unknown> };
  expect(report).toMatchObject({
    about: 'Counterline diagnostics',
    at: '2026-01-15T09:00:00.000Z',
    connectionTests: [['The connection works.']],
    performance: { startTimes: { assembledMs: 300, pageAskedMs: 400 } },
  });
  expect(report.settings).toMatchObject({
    serverUrl: { value: 'https://chat.example.com', source: 'policy' },
    contactCenterId: { value: 'main-desk', source: 'user' },
    extraHeaders: { value: { apikey: '********' }, source: 'policy' },
  });
  expect(Object.keys(report.settings)).toEqual(
    Object.keys(DEFAULT_SETTINGS).sort(inOrderOf(report.settings)),
  );
});

const inOrderOf = (settings: object) => (one: string, other: string) =>
  Object.keys(settings).indexOf(one) - Object.keys(settings).indexOf(other);

test('a secret that came into the log by some other way is taken out, however it is written', () => {
  const report = formatReport(
    parts({
      logLines: [
        JSON.stringify({ at: 'now', level: 'warn', event: 'odd', told: 'the key is PLANTED "key", he said' }),
        'a line that was cut off: {"told": "PLANTED \\"key',
      ],
    }),
  );
  const { log } = JSON.parse(report) as { log: [{ told: string }, string] };
  expect(log[0].told).toBe('the key is ********, he said');
  expect(log[1]).toContain('a line that was cut off');
});
