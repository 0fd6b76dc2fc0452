/** What a Debian system says of one package that is installed. */
export interface InstalledPackage {
  /** With its architecture where dpkg needs it: the name of its files in dpkg's own folder. */
  readonly fullName: string;
  readonly name: string;
  /** Every Debian system has it. */
  readonly isEssential: boolean;
  /** Groups of which one each must be there, by their names. */
  readonly needs: readonly (readonly string[])[];
  /** Names that it stands for, its own among them. */
  readonly provides: readonly string[];
}

/** For `dpkg-query --show --showformat`. */
export const QUERY_FORMAT = [
  '${binary:Package}',
  '${Package}',
  '${Essential}',
  '${Priority}',
  '${db:Status-Status}',
  '${Pre-Depends}',
  '${Depends}',
  '${Provides}\n',
].join('\\t');

/** The groups in a field such as `debconf (>= 1.5) | debconf-2.0, libc6`. Versions are left to dpkg. */
export function parseNeeds(field: string): string[][] {
  return field
    .split(',')
    .map((group) => group.split('|').map((name) => name.trim().replace(/[\s(:].*$/s, '')))
    .filter(([first = '']) => first !== '');
}

/** Reads what `dpkg-query` prints in `QUERY_FORMAT`. */
export function parseInstalled(printed: string): InstalledPackage[] {
  return printed.split('\n').flatMap((line) => {
    const [fullName = '', name = '', essential, priority, status, before = '', needs = '', provides = ''] =
      line.split('\t');
    if (status !== 'installed') return [];
    return {
      fullName,
      name,
      isEssential: essential === 'yes' || priority === 'required',
      needs: [...parseNeeds(before), ...parseNeeds(needs)],
      provides: [name, ...parseNeeds(provides).flat()],
    };
  });
}

/**
 * Which of the installed packages a bare system with nothing but `needs` would have: the essential ones, and what these
 * and `needs` ask for. Recommendations are not followed.
 *
 * @returns Their full names, and the groups that nothing installed here is in.
 */
export function findNeeded(
  installed: readonly InstalledPackage[],
  needs: readonly (readonly string[])[],
): { needed: Set<string>; missing: string[] } {
  const byName = new Map<string, InstalledPackage[]>();
  for (const each of installed)
    for (const name of each.provides) byName.set(name, [...(byName.get(name) ?? []), each]);
  const needed = new Set<string>();
  const missing: string[] = [];
  const waiting = installed.filter(({ isEssential }) => isEssential);
  const ask = (group: readonly string[]) => {
    const found = group.flatMap((name) => byName.get(name)?.[0] ?? [])[0];
    if (found === undefined) missing.push(group.join(' | '));
    else waiting.push(found);
  };
  needs.forEach(ask);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (needed.has(next.fullName)) continue;
    needed.add(next.fullName);
    next.needs.forEach(ask);
  }
  return { needed, missing };
}
