import { readFile } from 'node:fs/promises';
import { refuse, succeed, type Result } from '@shared/result';
import type { SettingsLayer } from '@shared/settings';
import { parseLayer } from './layers';

/**
 * The policy that `--policy=FILE` names. A policy that cannot be read in full is refused as a whole: running without
 * a part of it could be more permissive than the administrator meant.
 */
export async function loadPolicy(path: string): Promise<Result<SettingsLayer, string>> {
  let raw: unknown;
  try {
    raw = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`The policy file ${path} cannot be read: ${reason}`);
  }
  const { values, faults } = parseLayer(raw);
  return faults.length === 0
    ? succeed(values)
    : refuse(`The policy file ${path} is not valid: ${faults.join('; ')}`);
}
