/** What *Test connection* finds out, step by step. It never starts a chat. */

/** In the order in which they are gone through; the first that fails is what has to be mended. */
export const TEST_STEPS = ['address', 'proxy', 'dns', 'tcp', 'tls', 'http', 'header'] as const;
export type TestStepName = (typeof TEST_STEPS)[number];

/** What is wrong. Each has its sentence, which says what to do about it. */
export type TestFinding =
  | 'badAddress'
  | 'nameUnknown'
  | 'unreachable'
  | 'timeout'
  | 'proxyUnreachable'
  | 'proxyLogin'
  | 'proxyRefused'
  | 'certificate'
  | 'certificateIssuer'
  | 'certificateDate'
  | 'certificateName'
  | 'clientCertificate'
  | 'networkSignIn'
  | 'webPage'
  | 'notAChatServer'
  | 'refused'
  | 'busy'
  | 'serverTrouble';

export interface TestStep {
  readonly name: TestStepName;
  /** `skipped`: not needed on this way. `notReached`: an earlier one failed. */
  readonly state: 'ok' | 'failed' | 'skipped' | 'notReached';
  /** Null where it was not gone through, or cannot be told from the next one. */
  readonly tookMs: number | null;
  /** For technicians, in no language: an address, a host with its port, an error code. */
  readonly detail: string;
}

export type ConnectionTestResult =
  | { readonly name: 'working'; readonly steps: readonly TestStep[] }
  | { readonly name: 'failed'; readonly reason: TestFinding; readonly steps: readonly TestStep[] };
