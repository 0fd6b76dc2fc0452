import type { ConnectionTestResult } from '@shared/connectionTest';
import { pickTelling } from '../../diagnostics/connectionTest';
import { formatSteps, WHAT_TO_DO } from '../../diagnostics/formatConnectionTest';
import { EXIT_CHECK_FAILED, EXIT_NOT_CONFIGURED, EXIT_OK } from '../exitCodes';

/** What `--check` has found out, ready to be printed. */
export interface CheckReport {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

export const NOT_CONFIGURED: CheckReport = {
  lines: ['Not configured: a valid server address and a contact center ID are needed'],
  exitCode: EXIT_NOT_CONFIGURED,
};

export interface CheckedPlace {
  readonly serverUrl: string;
  /** The id of the contact center, where several are named. */
  readonly department: string | undefined;
  readonly result: ConnectionTestResult;
}

function describeFinding(result: ConnectionTestResult): string {
  return result.name === 'working' ? 'works' : `${result.reason}: ${WHAT_TO_DO[result.reason]}`;
}

function describePlace({ serverUrl, department, result }: CheckedPlace): string[] {
  const steps = [`Server address: ${serverUrl}`, ...formatSteps(result.steps)];
  return department === undefined
    ? steps
    : [`Department: ${department}`, ...steps, `${department}: ${describeFinding(result)}`, ''];
}

/**
 * The steps for a person, of each place that a chat may go to, and a last line that a script can read: `works`, or the
 * name of what is wrong with the first that does not.
 */
export function describeCheck(places: readonly CheckedPlace[]): CheckReport {
  const telling = pickTelling(places.map(({ result }) => result));
  if (telling === null) return NOT_CONFIGURED;
  return {
    lines: [...places.flatMap(describePlace), `Connection: ${describeFinding(telling)}`],
    exitCode: telling.name === 'working' ? EXIT_OK : EXIT_CHECK_FAILED,
  };
}
