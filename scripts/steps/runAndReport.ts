import { withTemporaryFolder } from '../process/temporaryFolder';
import { runSteps, type Step } from './runSteps';
import { exitCodeOf, formatSummary } from './summary';

/**
 * Runs the steps, prints the table and the last line, and answers the exit code.
 *
 * @param makeSteps Receives a new folder for the reports of test runners: an old report can't be taken for a
 * new one.
 */
export function runAndReport(
  atOnce: number,
  makeSteps: (folder: string) => readonly Step[],
): Promise<number> {
  return withTemporaryFolder(async (folder) => {
    const write = (text: string) => void process.stdout.write(text);
    const results = await runSteps(makeSteps(folder), { atOnce, write, now: () => performance.now() });
    write(formatSummary(results));
    return exitCodeOf(results);
  });
}
