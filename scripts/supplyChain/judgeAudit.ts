import type { CommandResult } from '../process/runCommand';

export type AuditVerdict =
  | { readonly name: 'passed' }
  /** Something is wrong with a package. */
  | { readonly name: 'failed'; readonly details: string }
  /** Nobody was there to ask. */
  | { readonly name: 'notDone'; readonly reason: string };

/** What npm says when it could not ask, and not when it did not like the answer. */
const NOT_REACHED =
  /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH)\b|audit endpoint returned an error|40[45] (Not Found|Method Not Allowed)/;

/** Reads the outcome of an `npm audit`, which ends with 1 for a finding as well as for a missing network. */
export function judgeAudit({ exitCode, stdout, stderr, timedOut }: CommandResult): AuditVerdict {
  if (exitCode === 0) return { name: 'passed' };
  if (timedOut) return { name: 'notDone', reason: 'no answer in time' };
  const line = stderr.split('\n').find((text) => NOT_REACHED.test(text));
  if (line !== undefined) return { name: 'notDone', reason: line.replace(/^npm (error|warn) /, '').trim() };
  return { name: 'failed', details: `${stdout}\n${stderr}`.trim() };
}
