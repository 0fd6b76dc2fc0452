import { readFileSync } from 'node:fs';
import { messageOf } from '../process/setupError';

/** What one run of tests, or several together, came to. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface TestOutcome {
  readonly counts: TestCounts;
  /** What is wrong beyond tests that failed. */
  readonly problem: string | undefined;
}

export type ParseReport = (report: unknown) => TestCounts;

export const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0 };

/**
 * Judges a test runner by its exit code and its report together. A runner that crashed, left no readable
 * report, or ran no test at all counts as one failure: silence is never success.
 */
export function judgeTestRun(exitCode: number, reportFile: string, parse: ParseReport): TestOutcome {
  let counts: TestCounts;
  try {
    counts = parse(JSON.parse(readFileSync(reportFile, 'utf8')));
  } catch (error) {
    return { counts: addFailure(NO_TESTS), problem: `no readable report (${messageOf(error)})` };
  }
  if (counts.failed > 0) return { counts, problem: undefined };
  if (counts.passed === 0) return { counts: addFailure(counts), problem: 'not one test was run' };
  if (exitCode !== 0)
    return {
      counts: addFailure(counts),
      problem: `ended with exit code ${exitCode} although no test failed`,
    };
  return { counts, problem: undefined };
}

/** Vitest's JSON report. A test file that could not even be loaded counts as one failure. */
export const parseVitestReport: ParseReport = (report) => {
  const { testResults } = asObject(report, 'report');
  const unloadable = asArray(testResults, 'testResults').filter((file) => {
    const { status, assertionResults } = asObject(file, 'test file');
    return status === 'failed' && asArray(assertionResults, 'assertionResults').length === 0;
  });
  return {
    passed: asCount(report, 'numPassedTests'),
    failed: asCount(report, 'numFailedTests') + unloadable.length,
    skipped: asCount(report, 'numPendingTests') + asCount(report, 'numTodoTests'),
  };
};

/**
 * Playwright's JSON report. A test that passed when tried again passed; an error outside of any test counts
 * as one failure.
 */
export const parsePlaywrightReport: ParseReport = (report) => {
  const { stats, errors } = asObject(report, 'report');
  return {
    passed: asCount(stats, 'expected') + asCount(stats, 'flaky'),
    failed: asCount(stats, 'unexpected') + asArray(errors, 'errors').length,
    skipped: asCount(stats, 'skipped'),
  };
};

/** The counts of all runs together. */
export function sumCounts(all: readonly TestCounts[]): TestCounts {
  return {
    passed: all.reduce((sum, counts) => sum + counts.passed, 0),
    failed: all.reduce((sum, counts) => sum + counts.failed, 0),
    skipped: all.reduce((sum, counts) => sum + counts.skipped, 0),
  };
}

/** The line that ends a run. Programs read it, so its wording is fixed. */
export function formatCounts({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function addFailure(counts: TestCounts): TestCounts {
  return { ...counts, failed: counts.failed + 1 };
}

function asObject(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error(`${name} is missing`);
  return value as Record<string, unknown>;
}

function asArray(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${name} is missing`);
  return value;
}

function asCount(container: unknown, name: string): number {
  const value = asObject(container, name)[name];
  if (typeof value !== 'number') throw new Error(`${name} is missing`);
  return value;
}
