import { resolve } from 'node:path';
import { app } from 'electron';
import type { Log } from '../lib/log';
import { readPolicies, type Policy, type PolicyReading } from '../settings/policy/policy';
import { listPolicySources } from '../settings/policy/policyPlaces';
import type { PolicySource } from '../settings/policy/policySource';
import type { CommandLine } from './commandLine';
import { EXIT_BAD_POLICY } from './exitCodes';

export function findPolicySources({ policyFile }: CommandLine): PolicySource[] {
  return listPolicySources({
    platform: process.platform,
    // From its build, the app is a developer's or a test's, and the policy of this machine is not meant for it.
    standIn: app.isPackaged ? null : (process.env['COUNTERLINE_POLICY_FOLDER'] ?? ''),
    systemRoot: process.env['SystemRoot'] ?? 'C:\\Windows',
    named: policyFile === null ? null : resolve(policyFile),
  });
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

/**
 * Begins to read the policy, and answers a function that judges it. What is wrong with it goes to the log, where it is
 * found from afar. It has to be known before the window: a counter that only a policy makes one is a counter from the beginning.
 */
export function readStartPolicy(
  given: CommandLine,
  log: Log,
  whenLogged: () => Promise<void>,
): () => Promise<StartPolicy> {
  const sources = findPolicySources(given);
  const reading = readPolicies(sources);
  // Awaited a moment later.
  reading.catch(() => undefined);
  return async () => judge(given, sources, await reading, log, whenLogged);
}

async function judge(
  given: CommandLine,
  sources: readonly PolicySource[],
  reading: PolicyReading,
  log: Log,
  whenLogged: () => Promise<void>,
): Promise<StartPolicy> {
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
