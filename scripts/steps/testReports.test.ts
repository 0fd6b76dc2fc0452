import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from '../process/temporaryFolder';
import {
  formatCounts,
  judgeTestRun,
  parsePlaywrightReport,
  parseVitestReport,
  sumCounts,
} from './testReports';

const vitest = (numPassedTests: number, numFailedTests = 0, testResults: unknown[] = []) => ({
  numPassedTests,
  numFailedTests,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults,
});

const judge = (exitCode: number, report: string) =>
  withTemporaryFolder(async (folder) => {
    const file = join(folder, 'report.json');
    if (report !== '') await writeFile(file, report);
    return judgeTestRun(exitCode, file, parseVitestReport);
  });

test('counts of several runs add up to one line', () => {
  const all = [
    { passed: 10, failed: 0, skipped: 1 },
    { passed: 5, failed: 2, skipped: 0 },
  ];
  expect(formatCounts(sumCounts(all))).toBe('15 passed, 2 failed, 1 skipped');
});

test('Vitest: a file that could not be loaded is a failure', () => {
  const unloadable = { status: 'failed', assertionResults: [] };
  const loaded = { status: 'failed', assertionResults: [{}] };
  expect(parseVitestReport(vitest(3, 1, [unloadable, loaded]))).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('Playwright: passed at the second attempt is passed, an error outside of tests is a failure', () => {
  const stats = { expected: 4, flaky: 1, unexpected: 1, skipped: 2 };
  expect(parsePlaywrightReport({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('a run is good when it says so and its report says so', async () => {
  expect(await judge(0, JSON.stringify(vitest(2)))).toEqual({
    counts: { passed: 2, failed: 0, skipped: 2 },
    problem: undefined,
  });
});

test('failed tests are counted once', async () => {
  expect((await judge(1, JSON.stringify(vitest(2, 3)))).counts.failed).toBe(3);
});

test.each([
  ['no report', 0, '', 'no readable report'],
  ['half a report', 0, '{"numPassedTests":', 'no readable report'],
  ['another report', 0, '{"stats":{}}', 'no readable report'],
  ['no test run', 0, JSON.stringify(vitest(0)), 'not one test was run'],
  ['a bad end after good tests', 3, JSON.stringify(vitest(2)), 'exit code 3'],
])('a run without a verdict has failed: %s', async (_, exitCode, report, problem) => {
  const outcome = await judge(exitCode, report);
  expect(outcome.counts.failed).toBe(1);
  expect(outcome.problem).toContain(problem);
});
