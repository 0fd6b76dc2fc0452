import type { ConnectionTestResult, TestFinding, TestStep, TestStepName } from '@shared/connectionTest';

/** The connection test as English text, for the command line and for the file that is sent to technicians. */

const STEP_NAMES: Readonly<Record<TestStepName, string>> = {
  address: 'Address understood',
  proxy: 'Proxy',
  dns: 'Name found (DNS)',
  tcp: 'Connection (TCP)',
  tls: 'Secure connection (TLS)',
  http: 'Answer (HTTP)',
  header: 'Contact center ID accepted',
};

export const WHAT_TO_DO: Readonly<Record<TestFinding, string>> = {
  badAddress: 'Set serverUrl and contactCenterId.',
  nameUnknown: 'The name of the server is not known here. Check the address and the name service (DNS).',
  unreachable: 'Nobody answers at this address. Check the port, the firewall and whether the server runs.',
  timeout: 'No answer in time. Check the firewall, or try again later.',
  proxyUnreachable: "The proxy does not answer. Check the system's proxy settings.",
  proxyLogin:
    'The proxy asks for a user name and a password. They are asked for in the app; never at a counter.',
  proxyRefused: 'The proxy refuses the way to this server. It has to be allowed there.',
  certificate: "The secure connection failed. Check the server's certificate and its TLS versions.",
  certificateIssuer:
    "The server's certificate comes from an issuer that this computer does not trust. Install the issuer's certificate in the operating system.",
  certificateDate: "The server's certificate is not valid today. Renew it, and check this computer's clock.",
  certificateName: "The server's certificate is for another name. Check the address and the certificate.",
  clientCertificate:
    'The server asks for a certificate of this computer. Install one, and name it in clientCertificate; needs Electron 45.',
  networkSignIn:
    'The answer leads to another page. In a network that asks for it, sign in with a browser first.',
  webPage:
    'A web page answers, not a contact center. Check the address, and sign in where the network asks for it.',
  notAChatServer: 'Something answers, but there is no contact center at this path. Check the address.',
  refused: 'The server refuses us. Check contactCenterId and extraHeaders.',
  busy: 'The server is too busy. Try again later.',
  serverTrouble: 'The server has a problem of its own. Its administrators can find it in its log.',
};

const MARKS = { ok: 'ok', failed: 'FAILED', skipped: 'not needed', notReached: '-' } as const;

/** One line for each step. */
export function formatSteps(steps: readonly TestStep[]): string[] {
  return steps.map(({ name, state, tookMs, detail }) =>
    [
      STEP_NAMES[name].padEnd(28),
      MARKS[state].padEnd(11),
      (tookMs === null ? '' : `${tookMs} ms`).padEnd(9),
      detail,
    ]
      .join('')
      .trimEnd(),
  );
}

/** One line for each step, and one that says what to do. */
export function formatConnectionTest(result: ConnectionTestResult): string {
  const end = result.name === 'working' ? 'The connection works.' : WHAT_TO_DO[result.reason];
  return [...formatSteps(result.steps), end].join('\n');
}
