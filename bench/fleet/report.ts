import type { PollingProfile } from '../../src/main/polling/schedule';
import { formatTable, formatTarget } from '../report/table';
import { CLIENTS, DOWN_SECONDS, runFleet } from './fleet';

/** What an outage does to the load of a server, and how soon its clients are back. */
export async function reportFleet(profiles: readonly PollingProfile[], seed: number): Promise<string> {
  const lines: string[] = [];
  const rows: string[][] = [];
  for (const profile of profiles) {
    const run = await runFleet(profile, seed);
    const peak = Math.max(run.peakDown, run.peakAfter) / run.steady;
    const times = (count: number) => `${count} (x${(count / run.steady).toFixed(2)})`;
    rows.push([
      profile,
      run.steady.toFixed(0),
      times(run.peakAfterStart),
      times(run.peakDown),
      times(run.peakAfter),
      run.settled.toFixed(0),
      `${run.backP50.toFixed(1)} / ${run.backP95.toFixed(1)}`,
      `${(100 * run.backWithin30).toFixed(1)} %`,
      String(run.turnedAway),
    ]);
    lines.push(
      formatTarget(`${profile}: peak second at most twice the steady load`, `x${peak.toFixed(2)}`, peak <= 2),
      formatTarget(
        `${profile}: 95 % back within 30 s`,
        `${(100 * run.backWithin30).toFixed(1)} %`,
        run.backWithin30 >= 0.95,
      ),
    );
  }
  const headings = [
    ...['', 'steady', 'common start', 'peak, down', 'peak, back', 'settled'],
    ...['back p50 / p95 s', 'within 30 s', 'turned away'],
  ];
  return [
    `(b) Fleet: ${CLIENTS} clients start at the same moment; after a minute the server is down for ${DOWN_SECONDS} s`,
    'Requests in the busiest second. Every chat outlives the outage here, which is the worst case: on a real server,',
    'which hangs up on the silent after 45 s, most would find their chat ended and stop asking.',
    '',
    formatTable(headings, rows),
    '',
    ...lines,
  ].join('\n');
}
