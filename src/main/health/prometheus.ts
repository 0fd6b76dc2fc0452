import { OUT_OF_SERVICE_REASONS } from '@shared/staff';
import { RECOVERY_KINDS } from '../recovery/recoveries';
import type { Health } from './health';

const STATES: readonly Health['state'][] = [
  'idle',
  'requesting',
  'waiting',
  'chatting',
  'ending',
  'ended',
  'failed',
];

function toSeconds(iso: string | null): number {
  return iso === null ? 0 : Date.parse(iso) / 1000;
}

function formatMetric(
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  samples: readonly (readonly [labels: string, value: number])[],
): string {
  const lines = samples.map(([labels, value]) => `counterline_${name}${labels} ${value}`);
  return [`# HELP counterline_${name} ${help}`, `# TYPE counterline_${name} ${type}`, ...lines].join('\n');
}

/** In the text format of Prometheus, version 0.0.4. */
export function formatMetrics(health: Health): string {
  const gauge = (name: string, help: string, value: number) =>
    formatMetric(name, 'gauge', help, [['', value]]);
  return [
    formatMetric('info', 'gauge', 'What runs here.', [
      [`{version="${health.version}",mode="${health.mode}"}`, 1],
    ]),
    formatMetric(
      'state',
      'gauge',
      'The state of the chat: 1 for the one that it is in.',
      STATES.map((state) => [`{state="${state}"}`, health.state === state ? 1 : 0]),
    ),
    formatMetric(
      'out_of_service',
      'gauge',
      'Whether a counter takes no customers: 1 for the reason.',
      OUT_OF_SERVICE_REASONS.map((reason) => [
        `{reason="${reason}"}`,
        health.outOfService === reason ? 1 : 0,
      ]),
    ),
    gauge('state_since_seconds', 'When this state began, as Unix time.', toSeconds(health.since)),
    gauge(
      'last_answer_seconds',
      'When the contact center last answered, as Unix time; 0 for never.',
      toSeconds(health.lastAnswer),
    ),
    gauge('online', '1 while the system says that there is a network.', health.isOnline ? 1 : 0),
    gauge('supervised', '1 while a supervisor watches over the app.', health.isSupervised ? 1 : 0),
    gauge('up_seconds', 'How long the app has been running.', health.upForSeconds),
    gauge('memory_mebibytes', 'Of all processes together; what they share counts in each.', health.memoryMiB),
    formatMetric('restarts_total', 'counter', 'How often the supervisor has started the app again.', [
      ['', health.restarts],
    ]),
    formatMetric(
      'recoveries_total',
      'counter',
      'What the app has recovered from since its start.',
      RECOVERY_KINDS.map((kind) => [`{kind="${kind}"}`, health.recoveries[kind]]),
    ),
    gauge(
      'last_wipe_seconds',
      'When a counter was last wiped, as Unix time; 0 for never.',
      toSeconds(health.lastWipe?.at ?? null),
    ),
    gauge(
      'last_wipe_verified',
      '1 when the last wipe was verified.',
      health.lastWipe?.isVerified === true ? 1 : 0,
    ),
    '',
  ].join('\n');
}
