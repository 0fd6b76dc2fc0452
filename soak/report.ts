import { percentile } from '../bench/report/statistics';
import { formatTable, formatTarget } from '../bench/report/table';
import { COPIED, type Findings } from './findings';
import { judgeGrowth, type Growth } from './growth';
import type { Killer, Target } from './killer';
import { ROLES, type Role, type Samples } from './meter';
import type { Sample } from './statistics';
import type { Wipes } from './wipes';

const HOUR_MS = 3_600_000;

export interface SoakResult {
  readonly minutes: number;
  readonly chats: number;
  readonly samples: Samples;
  /** From here on nothing was killed, and the app had settled. */
  readonly calmFromMs: number;
  readonly killer: Pick<Killer, 'backAfterMs'>;
  readonly findings: Pick<Findings, 'violations' | 'counts'>;
  readonly wipes: Wipes;
  readonly brokenRequests: number;
  readonly requests: number;
}

/** What is promised, beside what was found. A run that could not see it has not met it. */
export interface Goal {
  readonly what: string;
  readonly found: string;
  readonly isMet: boolean;
}

/** What is seen once the app has settled: the last part of the calm stretch. */
export function selectCalm(samples: readonly Sample[], fromMs: number): Sample[] {
  return samples.filter(({ atMs }) => atMs >= fromMs);
}

function findGrowths({ samples, calmFromMs }: SoakResult): { role: Role; memory: Growth; handles: Growth }[] {
  return ROLES.map((role) => ({
    role,
    memory: judgeGrowth(selectCalm(samples[role].memory, calmFromMs)),
    handles: judgeGrowth(selectCalm(samples[role].handles, calmFromMs)),
  }));
}

/** A recovery of which there are too few is not known: the share would be the word of one or two. */
const ENOUGH_KILLS: Readonly<Record<Target, number>> = { renderer: 20, graphics: 5, main: 5 };

function judgeRecovery({ killer }: SoakResult, target: Target, share: number, goalMs: number): Goal {
  const times = killer.backAfterMs[target];
  const foundMs = percentile(times, share);
  return {
    what: `${target} back in ${goalMs} ms (${share === 1 ? 'each time' : `p${share * 100}`}), killed ${ENOUGH_KILLS[target]} times or more`,
    found: times.length === 0 ? 'not killed' : `${foundMs.toFixed(0)} ms in ${times.length}`,
    isMet: times.length >= ENOUGH_KILLS[target] && foundMs <= goalMs,
  };
}

export function judge(result: SoakResult): Goal[] {
  const growths = findGrowths(result);
  const measured = growths.flatMap(({ role, memory, handles }) => [
    { name: `memory of ${role}`, ...memory },
    { name: `handles of ${role}`, ...handles },
  ]);
  const notSteady = measured.filter(({ verdict }) => verdict !== 'steady');
  const { violations, counts } = result.findings;
  // The last one may come after the last look, and one that is killed while it notes a wipe notes none.
  const wipesDue = result.chats - 1 - result.killer.backAfterMs.main.length;
  return [
    {
      what: 'No chat lost, none doubled, no word of a customer found by the next or on the disk, no dialog',
      found: `${violations.length} violations`,
      // Where nobody could copy anything, an empty clipboard says nothing.
      isMet: violations.length === 0 && result.chats > 0 && (counts[COPIED] ?? 0) > 0,
    },
    judgeRecovery(result, 'renderer', 0.95, 2000),
    judgeRecovery(result, 'main', 1, 10_000),
    judgeRecovery(result, 'graphics', 1, 10_000),
    {
      what: 'Each wipe clean, in 2 s (p95)',
      found: `${result.wipes.failed} failed, ${result.wipes.tookMs.length} clean, p95 ${percentile(result.wipes.tookMs, 0.95).toFixed(0)} ms`,
      isMet:
        result.wipes.failed === 0 &&
        result.wipes.tookMs.length >= Math.max(wipesDue, 1) &&
        percentile(result.wipes.tookMs, 0.95) <= 2000,
    },
    {
      what: 'No growth beyond noise',
      found:
        notSteady.map(({ name, verdict }) => `${name}: ${verdict}`).join(', ') ||
        `${measured.length} looked at`,
      isMet: notSteady.length === 0,
    },
  ];
}

function formatGrowth({ level, trend, grown, noise, verdict }: Growth): string[] {
  const perHour = (slope: number) => (slope * HOUR_MS).toFixed(1);
  return [
    level.toFixed(0),
    perHour(trend.slope),
    `${perHour(trend.low)} to ${perHour(trend.high)}`,
    grown.toFixed(1),
    noise.toFixed(1),
    verdict,
  ];
}

const GROWTH_HEADINGS = ['level', 'per hour', 'at 99 %', 'grown', 'noise', 'verdict'];

function formatRecoveries({ killer }: SoakResult): string {
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

export function formatReport(result: SoakResult): string {
  const { findings, wipes } = result;
  const growths = findGrowths(result);
  return [
    `${result.chats} chats in ${result.minutes.toFixed(1)} minutes; ${result.brokenRequests} of ${result.requests} requests broken by the line`,
    ...Object.entries(findings.counts).map(([what, count]) => `${count} ${what}`),
    `${wipes.tookMs.length} clean wipes, p50 ${percentile(wipes.tookMs, 0.5).toFixed(0)} ms, worst ${percentile(wipes.tookMs, 1).toFixed(0)} ms`,
    '',
    formatRecoveries(result),
    '',
    'While nothing was killed, the floor of each half minute; slopes by Theil and Sen. Memory that they have written, in MiB:',
    formatTable(
      ['process', ...GROWTH_HEADINGS],
      growths.map(({ role, memory }) => [role, ...formatGrowth(memory)]),
    ),
    'Handles:',
    formatTable(
      ['process', ...GROWTH_HEADINGS],
      growths.map(({ role, handles }) => [role, ...formatGrowth(handles)]),
    ),
    '',
    ...judge(result).map(({ what, found, isMet }) => formatTarget(what, found, isMet)),
    ...findings.violations,
  ].join('\n');
}
