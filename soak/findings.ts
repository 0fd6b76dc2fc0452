/** Counted for each customer of whom something went to the clipboard. */
export const COPIED = 'customers who left something on the clipboard';

/** What must not happen, and what happened on the way. */
export interface Findings {
  /** Each is a reason for exit code 1. */
  readonly violations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  violate(what: string): void;
  count(what: string): void;
}

export function createFindings(print: (line: string) => void): Findings {
  const violations: string[] = [];
  const counts: Record<string, number> = {};
  return {
    violations,
    counts,
    violate(what) {
      // What stands on the disk is found there again and again.
      if (violations.includes(what)) return;
      violations.push(what);
      print(`VIOLATION  ${what}`);
    },
    count(what) {
      counts[what] = (counts[what] ?? 0) + 1;
    },
  };
}
