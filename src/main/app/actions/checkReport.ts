import type { ConnectionTestResult } from '@shared/connectionTest';
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

/** The steps for a person, and a last line that a script can read: `works`, or the name of what is wrong. */
export function describeCheck(serverUrl: string, result: ConnectionTestResult): CheckReport {
  const isWorking = result.name === 'working';
  const found = isWorking ? 'works' : `${result.reason}: ${WHAT_TO_DO[result.reason]}`;
  return {
    lines: [`Server address: ${serverUrl}`, ...formatSteps(result.steps), `Connection: ${found}`],
    exitCode: isWorking ? EXIT_OK : EXIT_CHECK_FAILED,
  };
}
