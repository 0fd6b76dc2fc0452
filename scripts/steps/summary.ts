import type { StepResult } from './runSteps';
import { formatCounts, sumCounts } from './testReports';

/** The table of the steps, and the one line that says how it all ended. */
export function formatSummary(results: readonly StepResult[]): string {
  const width = Math.max(...results.map((result) => result.name.length));
  const rows = results.map((result) => formatRow(result, width));
  return ['', ...rows, '', formatCounts(sumCounts(results.map((result) => result.counts))), ''].join('\n');
}

/** 0 only when every step succeeded and no test failed. */
export function exitCodeOf(results: readonly StepResult[]): number {
  return results.length > 0 && results.every((result) => result.isOk && result.counts.failed === 0) ? 0 : 1;
}

function formatRow({ name, durationMs, isOk, counts, note }: StepResult, width: number): string {
  const seconds = `${(durationMs / 1000).toFixed(1)} s`.padStart(8);
  const hasTests = counts.passed + counts.skipped > 0;
  const remarks = [...(hasTests ? [formatCounts(counts)] : []), ...(note === undefined ? [] : [note])];
  return `${isOk ? 'ok    ' : 'FAILED'} ${name.padEnd(width)} ${seconds}  ${remarks.join('; ')}`.trimEnd();
}
