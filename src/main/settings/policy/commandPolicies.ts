import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { refuse, succeed, type Result } from '@shared/result';
import { parseLocatedJson, withoutPlaces } from './locatedJson';
import { MANAGED_PREFERENCES_PATH } from './policyPresence';
import type { PolicySource } from './policySource';
import { hasRegistryKey, parseRegistryPolicy } from './registry';

/**
 * Policies that only a program of the operating system can read. Written from its documentation; the parsing is tested,
 * the programs have not been tried: no Windows and no Mac was at hand.
 */

/** Answers what the program prints, and rejects when it fails. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>;

const PROGRAM_WITHIN_MS = 10_000;

export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve, reject) => {
    const options = { timeout: PROGRAM_WITHIN_MS, windowsHide: true, maxBuffer: 4 * 1024 * 1024 };
    execFile(program, [...args], { ...options, encoding: 'latin1' }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(error instanceof Error ? error : new Error('the program failed'));
    });
  });

const POLICIES_KEY = 'HKLM\\Software\\Policies';
const KEY_NAME = 'Counterline';

/** Windows: group policy writes below this key, where only administrators may write. */
export function createRegistryPolicy(systemRoot: string, run: RunProgram = runProgram): PolicySource {
  const key = `${POLICIES_KEY}\\${KEY_NAME}`;
  const query = (...args: readonly string[]) =>
    run(`${systemRoot}\\System32\\reg.exe`, ['query', ...args, '/reg:64']);
  return {
    place: key,
    folder: null,
    load: () =>
      orRefuse('reg.exe', async () => {
        // A key that is not there and one that may not be read fail alike; the list above it tells which.
        if (!hasRegistryKey(await query(POLICIES_KEY), KEY_NAME)) return succeed(null);
        const raw = parseRegistryPolicy(await query(key, '/s'), key);
        return raw.ok ? succeed({ json: withoutPlaces(raw.value), isSigned: false }) : raw;
      }),
  };
}

/** macOS: what device management has put there. A user's own preferences are no policy, so they are not asked for. */
export function createManagedPreferences(
  run: RunProgram = runProgram,
  path = MANAGED_PREFERENCES_PATH,
): PolicySource {
  return {
    place: path,
    folder: null,
    load: () =>
      orRefuse('plutil', async () => {
        if (!(await isThere(path))) return succeed(null);
        const text = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', path]);
        const json = parseLocatedJson(Buffer.from(text, 'latin1').toString('utf8'));
        // Its lines are those of the program, which nobody has seen.
        return json.ok
          ? succeed({ json: withoutPlaces(json.value.value), isSigned: false })
          : refuse('cannot be read: plutil printed no JSON');
      }),
  };
}

async function orRefuse<Value>(
  program: string,
  read: () => Promise<Result<Value, string>>,
): Promise<Result<Value, string>> {
  try {
    return await read();
  } catch (error) {
    const { code = 'unknown' } = error as { code?: string | number };
    return refuse(`cannot be read: ${program} failed (${code})`);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
