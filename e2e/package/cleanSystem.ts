import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEBIAN_DEPENDENCIES } from '../../scripts/package/builderConfig';
import {
  findNeeded,
  parseInstalled,
  parseNeeds,
  QUERY_FORMAT,
  type InstalledPackage,
} from '../../scripts/debian/neededPackages';

/** What must go from a Debian system to leave one that has nothing but what our package asks for. */
export interface Surplus {
  /** Paths of files, from the root. */
  readonly files: readonly string[];
  /** dpkg's list of what is installed, without the rest. */
  readonly status: string;
}

const list = (baseFolder: string): InstalledPackage[] =>
  parseInstalled(
    execFileSync(
      'dpkg-query',
      [`--admindir=${baseFolder}/var/lib/dpkg`, '--show', `--showformat=${QUERY_FORMAT}`],
      {
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      },
    ),
  );

const ASKED = DEBIAN_DEPENDENCIES.flatMap(parseNeeds);

/** The packages that ours asks for and that are not installed in a system, each with its alternatives. */
export function findMissingPackages(baseFolder: string): string[] {
  return findNeeded(list(baseFolder), ASKED).missing;
}

/** Texts for people, half of all files: they help no program, and taking them away would take long. */
const DOCUMENTS = /^\/usr\/share\/(doc|man|info|locale)\//;

const isFile = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false;

/** Looks at a Debian system and changes nothing. */
export function findSurplus(baseFolder: string): Surplus {
  const installed = list(baseFolder);
  const { needed } = findNeeded(installed, ASKED);
  const infoFolder = join(baseFolder, 'var', 'lib', 'dpkg', 'info');
  const listFiles = ({ fullName }: InstalledPackage) => {
    const file = join(infoFolder, `${fullName}.list`);
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  };
  const isNeeded = (each: InstalledPackage) => needed.has(each.fullName);
  const kept = new Set(installed.filter(isNeeded).flatMap(listFiles));
  const surplus = installed.filter((each) => !isNeeded(each));
  const names = new Set(surplus.map(({ name }) => name));
  const status = readFileSync(join(baseFolder, 'var', 'lib', 'dpkg', 'status'), 'utf8')
    .split('\n\n')
    .filter((paragraph) => !names.has(/^Package: (\S+)$/m.exec(paragraph)?.[1] ?? ''))
    .join('\n\n');
  return {
    files: surplus
      .flatMap(listFiles)
      .filter(
        (file) => file !== '' && !kept.has(file) && !DOCUMENTS.test(file) && isFile(join(baseFolder, file)),
      ),
    status,
  };
}
