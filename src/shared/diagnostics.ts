import type { ChatPhase } from './chat';

/** What staff and administrators are told of this machine. Nothing of a customer is in it. */

export interface ProcessMemory {
  /** What the runtime calls it: `Browser` is the main process, `Tab` the page. */
  readonly name: string;
  readonly mebibytes: number;
}

/** A line of the log that tells of trouble. */
export interface LoggedError {
  readonly atMs: number;
  readonly level: 'warn' | 'error';
  /** In English, as in the log: what happened. */
  readonly event: string;
  /** Its kind or code, where there is one. */
  readonly code: string | null;
}

export interface LastWipe {
  readonly atMs: number;
  readonly result: 'clean' | 'failed';
}

/** The state of this machine at one moment. */
export interface StatusView {
  readonly version: string;
  readonly electronVersion: string;
  /** Since the app was started. */
  readonly uptimeMs: number;
  readonly phase: ChatPhase['name'];
  /** When the contact center last answered a poll; null until it has. */
  readonly lastGoodPollAtMs: number | null;
  /** Messages that have not been read back from the transcript. */
  readonly unsentCount: number;
  readonly memory: readonly ProcessMemory[];
  /** Of a counter; null elsewhere, and before the first. */
  readonly lastWipe: LastWipe | null;
  /** The newest first. */
  readonly lastErrors: readonly LoggedError[];
  /** What is wrong with the policy, a sentence each. */
  readonly policyFaults: readonly string[];
}
