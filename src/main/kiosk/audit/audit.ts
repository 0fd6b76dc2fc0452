import { LINUX_CHECKS } from './linuxChecks';
import type { Check, Finding, Machine } from './machine';
import { WINDOWS_CHECKS } from './windowsChecks';

/** Documented in docs/command-line.md. */
export const EXIT_NOTHING_OPEN = 0;
export const EXIT_SOMETHING_OPEN = 10;
export const EXIT_CANNOT_AUDIT = 11;

/** Null where nothing is known of the system. */
export function getChecks(platform: NodeJS.Platform): readonly Check[] | null {
  if (platform === 'linux') return LINUX_CHECKS;
  return platform === 'win32' ? WINDOWS_CHECKS : null;
}

export function audit(machine: Machine, checks: readonly Check[]): readonly Finding[] {
  return checks.map((look) => look(machine));
}

/** What is open first, each with its mend. */
export function formatFindings(findings: readonly Finding[]): string {
  const inState = (state: Finding['state']) => findings.filter((finding) => finding.state === state);
  const lines = (['open', 'unknown', 'closed'] as const).flatMap((state) =>
    inState(state).flatMap(({ name, found, mend }) => [
      `${state.toUpperCase().padEnd(8)} ${name}: ${found}`,
      ...(state === 'closed' ? [] : [`         ${mend}`]),
    ]),
  );
  const count = (state: Finding['state']) => inState(state).length;
  return [...lines, `${count('open')} open, ${count('unknown')} unknown, ${count('closed')} closed`].join(
    '\n',
  );
}

export function getExitCode(findings: readonly Finding[]): number {
  return findings.some(({ state }) => state === 'open') ? EXIT_SOMETHING_OPEN : EXIT_NOTHING_OPEN;
}
