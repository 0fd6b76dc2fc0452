import type { ConnectionTestResult } from '@shared/settings';
import { EXIT_CHECK_FAILED, EXIT_NOT_CONFIGURED, EXIT_OK } from '../exitCodes';

/** What `--check` has found out, ready to be printed. */
export interface CheckReport {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

type FailureReason = Extract<ConnectionTestResult, { name: 'failed' }>['reason'];

/** In English, like all that is written for administrators; the app has its own sentences in the locales. */
const FAILURES: Readonly<Record<FailureReason, string>> = {
  unreachable: 'no answer from this address. Check the address, the network and the proxy',
  timeout: 'the server did not answer in time. Try again, then ask the people who run it',
  certificate:
    'the certificate of the server is not trusted. Install the issuer on this machine, check its clock, or mend the server',
  networkSignIn: 'this network wants a sign-in first, in a browser',
  refused: 'the server refuses the app. Check the contact center ID and the extra headers',
  notAChatServer: 'something answers, but no chat server. Check the path of the address',
  busy: 'the server is busy. Try again later',
  serverTrouble: 'the server reports a failure of its own. Ask the people who run it',
};

export const NOT_CONFIGURED: CheckReport = {
  lines: ['Not configured: a valid server address and a contact center ID are needed'],
  exitCode: EXIT_NOT_CONFIGURED,
};

export function describeCheck(serverUrl: string, result: ConnectionTestResult): CheckReport {
  const server = `Server address: ${serverUrl}`;
  return result.name === 'working'
    ? { lines: [server, 'Connection: works'], exitCode: EXIT_OK }
    : {
        lines: [server, `Connection: ${result.reason}: ${FAILURES[result.reason]}`],
        exitCode: EXIT_CHECK_FAILED,
      };
}
