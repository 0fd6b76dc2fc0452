import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import type { Log } from '../lib/log';
import { readPolicies, type Policy, type PolicyReading } from '../settings/policy/policy';
import { listPolicySources } from '../settings/policy/policyPlaces';
import type { PolicySource } from '../settings/policy/policySource';
import { parseCommandLine, type CommandLine } from './commandLine';
import { EXIT_BAD_COMMAND_LINE, EXIT_BAD_POLICY } from './exitCodes';

/** Started as `electron FOLDER …` in development, the folder comes before the app's own arguments. */
function getOwnArguments(): string[] {
  const args = process.argv.slice(1);
  if (app.isPackaged) return args;
  const folder = args.findIndex((arg) => !arg.startsWith('-') && resolve(arg) === app.getAppPath());
  return args.slice(folder + 1);
}

/** One line that says what is wrong, and the documented exit code. */
function refuseToStart(line: string, exitCode: number): never {
  process.stderr.write(`counterline: ${line}\n`);
  process.exit(exitCode);
}

/** Reads the command line; a bad one ends the program here. */
export function readCommandLine(): CommandLine {
  const parsed = parseCommandLine(getOwnArguments());
  return parsed.ok ? parsed.value : refuseToStart(parsed.error, EXIT_BAD_COMMAND_LINE);
}

/** Each profile has settings and data of its own. Must run before the app is ready. */
export function chooseUserDataFolder({ userDataDir, profile }: CommandLine): void {
  let folder = userDataDir === null ? app.getPath('userData') : resolve(userDataDir);
  if (profile !== null) folder = join(folder, 'profiles', profile);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    refuseToStart(`--user-data-dir cannot be used: ${reason}`, EXIT_BAD_COMMAND_LINE);
  }
  app.setPath('userData', folder);
}

/** False when the app runs already with this data; it is told of the link. Must run after the folder was chosen. */
export function takeSingleInstance({ link }: CommandLine): boolean {
  return app.requestSingleInstanceLock({ link });
}

/** What a second start was given. Another version of the app, or another program, may have sent it. */
export function getLinkOfSecondStart(data: unknown): unknown {
  return data !== null && typeof data === 'object' && 'link' in data ? data.link : null;
}

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

/** The policy at the start of the app. What is wrong with it goes to the log, where it is found from afar. */
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
