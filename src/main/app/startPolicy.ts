import { app } from 'electron';
import { succeed } from '@shared/result';
import type { Log } from '../lib/log';
import { NO_POLICY, readPolicies, type Policy, type PolicyReading } from '../settings/policy/policy';
import { listPolicySources } from '../settings/policy/policyPlaces';
import type { PolicySource } from '../settings/policy/policySource';
import type { CommandLine } from './commandLine';
import { EXIT_BAD_POLICY } from './exitCodes';
import { findPolicyPlaces } from './policyPlaces';

export function findPolicySources(given: CommandLine): PolicySource[] {
  return listPolicySources(findPolicyPlaces(given));
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
  };
}

/**
 * The policy, read and judged. What is wrong with it goes to the log, where it is found from afar. It has to be known
 * before the window: a counter that only a policy makes one is a counter from the beginning.
 */
export async function readStartPolicy(
  given: CommandLine,
  log: Log,
  whenLogged: () => Promise<void>,
): Promise<StartPolicy> {
  const sources = findPolicySources(given);
  const reading = await readPolicies(sources);
  for (const { place, state, isSigned, faults } of reading.sources) {
    if (state !== 'absent') log.info('policy read', { place, state, isSigned });
    for (const fault of faults) log.warn('policy fault', { fault });
  }
  if (!reading.policy.ok) {
    log.error('policy refused, the app does not start');
    await whenLogged();
  }
  const policy = await requirePolicy(reading);
  return { sources, first: reading, policy, commandLine: { ...given, kiosk: given.kiosk || policy.kiosk } };
}
