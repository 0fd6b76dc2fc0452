import { readFile } from 'node:fs/promises';
import { refuse, succeed, type Result } from '@shared/result';
import type { SettingsLayer } from '@shared/settings';
import { withoutByteOrderMark } from '../lib/atomicFile';
import { parseLayer } from './layers';
import { findServerUrlFault, SERVER_URL_FAULT_TEXT } from './serverUrl';

/** An address that is never used would leave a form whose managed field nobody can mend. */
function findServerUrlFaults({ serverUrl, allowInsecureHttp = false }: SettingsLayer): string[] {
  if (serverUrl === undefined) return [];
  const fault = findServerUrlFault(serverUrl, allowInsecureHttp);
  return fault === null ? [] : [`"serverUrl" ${SERVER_URL_FAULT_TEXT[fault]}`];
}

/**
 * The policy that `--policy=FILE` names. A policy that cannot be read in full is refused as a whole: running without
 * a part of it could be more permissive than the administrator meant.
 */
export async function loadPolicy(path: string): Promise<Result<SettingsLayer, string>> {
  let raw: unknown;
  try {
    raw = JSON.parse(withoutByteOrderMark(await readFile(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // The parser quotes the file, which has lines of its own: the refusal is one line.
    return refuse(`The policy file ${path} cannot be read: ${reason.replace(/\s+/g, ' ')}`);
  }
  const { values, faults: unreadable } = parseLayer(raw);
  const faults = [...unreadable, ...findServerUrlFaults(values)];
  return faults.length === 0
    ? succeed(values)
    : refuse(`The policy file ${path} is not valid: ${faults.join('; ')}`);
}
