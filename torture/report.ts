/** What one part of the torture found. Any violation makes the whole run fail. */
export interface Report {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string | number])[];
  readonly violations: readonly string[];
}

const MOST_SHOWN = 20;

export function formatReport({ title, rows, violations }: Report): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${formatValue(value)}`);
  const shown = violations.slice(0, MOST_SHOWN).map((violation) => `  ! ${violation}`);
  const more = violations.length - shown.length;
  return [title, ...table, ...shown, ...(more > 0 ? [`  ! and ${more} more`] : []), ''].join('\n');
}

function formatValue(value: string | number): string {
  return typeof value === 'number' ? value.toLocaleString('en') : value;
}

/** `values` at this share of the way from the least to the greatest; null where there are none. */
export function getQuantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}

export function formatSeconds(ms: number | null): string {
  return ms === null ? '-' : `${(ms / 1000).toFixed(1)} s`;
}
