import { percentile } from '../bench/report/statistics';
import { formatTable, formatTarget } from '../bench/report/table';
import type { Findings } from './findings';
import type { Killer, Target } from './killer';
import { ROLES, type Samples } from './meter';
import { findSlope, median, type Sample } from './statistics';

const HOUR_MS = 3_600_000;

/** What is seen once the app has settled: the last part of the calm stretch. */
export function selectCalm(samples: readonly Sample[], fromMs: number): Sample[] {
  return samples.filter(({ atMs }) => atMs >= fromMs);
}

function formatProcesses(samples: Samples, calmFromMs: number): string {
  const rows = ROLES.map((role) => {
    const memory = selectCalm(samples[role].memory, calmFromMs);
    const handles = selectCalm(samples[role].handles, calmFromMs);
    return [
      role,
      median(memory.map(({ value }) => value)).toFixed(0),
      (findSlope(memory) * HOUR_MS).toFixed(1),
      median(handles.map(({ value }) => value)).toFixed(0),
      (findSlope(handles) * HOUR_MS).toFixed(1),
      String(memory.length),
    ];
  });
  return formatTable(['process', 'MiB', 'MiB per hour', 'handles', 'handles per hour', 'samples'], rows);
}

function formatRecoveries(killer: Killer): string {
  const rows = (['renderer', 'graphics', 'main'] as const).map((target) => {
    const times = killer.backAfterMs[target];
    return [
      target,
      String(times.length),
      ...[0.5, 0.95, 1].map((share) => (times.length === 0 ? '' : percentile(times, share).toFixed(0))),
    ];
  });
  return formatTable(['killed', 'times', 'back p50 ms', 'p95 ms', 'worst ms'], rows);
}

function formatGoal(killer: Killer, target: Target, share: number, goalMs: number): string {
  const times = killer.backAfterMs[target];
  const foundMs = percentile(times, share);
  const what = `${target} back in ${goalMs} ms (${share === 1 ? 'each time' : `p${share * 100}`})`;
  return times.length === 0
    ? `none   ${what}: not killed`
    : formatTarget(what, `${foundMs.toFixed(0)} ms`, foundMs <= goalMs);
}

export interface SoakResult {
  readonly minutes: number;
  readonly chats: number;
  readonly samples: Samples;
  /** From here on nothing was killed, and the app had settled. */
  readonly calmFromMs: number;
  readonly killer: Killer;
  readonly findings: Findings;
  readonly brokenRequests: number;
}

export function formatReport(result: SoakResult): string {
  const { killer, findings } = result;
  return [
    `${result.chats} chats in ${result.minutes.toFixed(1)} minutes, ${result.brokenRequests} requests broken by the line`,
    ...Object.entries(findings.counts).map(([what, count]) => `${count} ${what}`),
    '',
    formatRecoveries(killer),
    '',
    'Memory (PSS) and handles while nothing was killed; slopes by Theil and Sen:',
    formatProcesses(result.samples, result.calmFromMs),
    '',
    formatGoal(killer, 'renderer', 0.95, 2000),
    formatGoal(killer, 'main', 1, 10_000),
    findings.violations.length === 0
      ? 'No chat lost, no word of a customer found by the next or on the disk, no dialog.'
      : `${findings.violations.length} violations:\n${findings.violations.join('\n')}`,
  ].join('\n');
}
