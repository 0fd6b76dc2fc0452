import { app } from 'electron';
import { succeed } from '@shared/result';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { readPatiently } from '../settings/policy/patientReading';
import { NO_POLICY, type Policy, type PolicyReading } from '../settings/policy/policy';
import { listPolicySources } from '../settings/policy/policyPlaces';
import type { PolicySource } from '../settings/policy/policySource';
import type { CommandLine } from './commandLine';
import { EXIT_BAD_POLICY } from './exitCodes';
import { mayEndDuring } from './hangingRead';
import { findPolicyPlaces } from './policyPlaces';
import type { PolicyWait } from './policyWait';

function findPolicySources(given: CommandLine): PolicySource[] {
  return listPolicySources(findPolicyPlaces(given));
}

/** For an action without a window: whoever waits in front of a terminal is told what for. */
export function readPolicyInTerminal(given: CommandLine, clock: Clock): Promise<PolicyReading> {
  const reading = readPatiently(findPolicySources(given), {
    clock,
    onSlow: (places) => process.stderr.write(`counterline: Waiting for the policy: ${places.join(', ')}\n`),
  });
  return mayEndDuring(reading, clock);
}

/** The policy of that reading. One that cannot be followed ends the program, and this never resolves. */
export function requirePolicy({ policy }: PolicyReading): Promise<Policy> {
  if (policy.ok) return Promise.resolve(policy.value);
  process.stderr.write(`counterline: The policy cannot be followed: ${policy.error}\n`);
  // Once the app is ready, the runtime ends it a moment later: nothing may go on in between.
  app.exit(EXIT_BAD_POLICY);
  return new Promise(() => undefined);
}

export interface StartPolicy {
  readonly sources: readonly PolicySource[];
  readonly first: PolicyReading;
  readonly policy: Policy;
  /** As given, and as the policy adds to it. */
  readonly commandLine: CommandLine;
  /** The window is there: what was shown while a place did not answer is taken away. */
  readonly endWait: () => void;
}

/** Of a start that found no place where a policy could be: the window did not wait to hear that there is none. */
export function startWithoutPolicy(given: CommandLine): StartPolicy {
  const sources = findPolicySources(given);
  const reports = sources.map(({ place }) => ({
    place,
    state: 'absent' as const,
    isSigned: false,
    faults: [],
  }));
  return {
    sources,
    first: { sources: reports, policy: succeed(NO_POLICY) },
    policy: NO_POLICY,
    commandLine: given,
    endWait: () => undefined,
  };
}

export interface StartPolicyOptions {
  readonly given: CommandLine;
  readonly clock: Clock;
  readonly log: Log;
  readonly whenLogged: () => Promise<void>;
  /** Places have not answered for a while. */
  readonly beginWait: () => Promise<PolicyWait>;
}

/**
 * The policy, read and judged. What is wrong with it goes to the log, where it is found from afar. It has to be known
 * before the window: a counter that only a policy makes one is a counter from the beginning.
 */
export async function readStartPolicy(options: StartPolicyOptions): Promise<StartPolicy> {
  const { given, clock, log, whenLogged, beginWait } = options;
  const sources = findPolicySources(given);
  let whenWaiting: Promise<PolicyWait> | null = null;
  const tellOfWait = (tell: (wait: PolicyWait) => void) =>
    void whenWaiting?.then(tell).catch((error: unknown) => log.error('wait not told of', { error }));
  const reading = await mayEndDuring(
    readPatiently(sources, {
      clock,
      onSlow(places) {
        log.warn('policy does not answer, the app waits for it', { places });
        whenWaiting = beginWait();
      },
    }),
    clock,
  );
  tellOfWait((wait) => wait.noteAnswer());
  for (const { place, state, isSigned, faults } of reading.sources) {
    if (state !== 'absent') log.info('policy read', { place, state, isSigned });
    for (const fault of faults) log.warn('policy fault', { fault });
  }
  if (!reading.policy.ok) {
    log.error('policy refused, the app does not start');
    await whenLogged();
  }
  const policy = await requirePolicy(reading);
  const commandLine = { ...given, kiosk: given.kiosk || policy.kiosk };
  const endWait = () => tellOfWait((wait) => wait.end());
  return { sources, first: reading, policy, commandLine, endWait };
}
