import type { RunCommand } from '../process/runCommand';
import { SetupError } from '../process/setupError';
import {
  chooseInstallable,
  packageCandidates,
  packagesForLibraries,
  parseMissingLibraries,
} from './debianPackages';

/** A program that has to be there, and the Debian package it comes in. */
export interface RequiredProgram {
  readonly name: string;
  readonly packageName: string;
}

export interface SystemLibrariesOptions {
  readonly executablePath: string;
  readonly programs: readonly RequiredProgram[];
  readonly isRoot: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly run: RunCommand;
  readonly hasProgram: (name: string) => boolean;
  readonly log: (line: string) => void;
}

/**
 * What a screenshot shows as boxes where no font has it: one character, as fontconfig asks for it, and the
 * package that brings it.
 */
const WRITINGS = [
  // One of the younger ones: some of the old ones are in fonts for text.
  { name: 'emoji', character: '1f9e1', packageName: 'fonts-noto-color-emoji' },
  { name: 'Arabic', character: '627', packageName: 'fonts-noto-core' },
  { name: 'Hindi', character: '939', packageName: 'fonts-noto-core' },
  { name: 'Japanese and Chinese', character: '8a9e', packageName: 'fonts-droid-fallback' },
];

interface Missing {
  readonly libraries: readonly string[];
  readonly programs: readonly RequiredProgram[];
  readonly writings: typeof WRITINGS;
}

/**
 * Makes sure that the executable finds its shared libraries, and that the programs it needs are there. As
 * root on a Debian-like Linux they are installed; otherwise the message says what to install. Fonts are
 * wished for, not demanded.
 *
 * @throws {SetupError} when something is missing that is not installed here.
 */
export async function ensureSystemLibraries(options: SystemLibrariesOptions): Promise<void> {
  const { isRoot, hasProgram, log } = options;
  const missing = await findMissing(options);
  const mayInstall = isRoot && hasProgram('apt-get');
  if (mayInstall) {
    await installPackages(listRequiredPackages(missing), options);
    // By themselves: a font that this release doesn't have must not keep the rest from being installed.
    await installPackages(listFontPackages(missing), options);
  }
  const remaining = mayInstall ? await findMissing(options) : missing;

  if (remaining.libraries.length > 0 || remaining.programs.length > 0) {
    throw new SetupError(await explainMissing(remaining, options));
  }
  if (remaining.writings.length > 0) {
    const names = remaining.writings.map((writing) => writing.name).join(', ');
    const packages = [...new Set(remaining.writings.map((writing) => writing.packageName))].join(' ');
    log(`No font for ${names} (packages ${packages}): it will show as boxes.`);
  }
}

async function findMissing({
  executablePath,
  programs,
  env,
  run,
  hasProgram,
}: SystemLibrariesOptions): Promise<Missing> {
  // Untranslated, so that "not found" is what ldd says.
  const { stdout } = await run('ldd', [executablePath], { env: { ...env, LC_ALL: 'C' } });
  const hasFont = await Promise.all(
    WRITINGS.map(
      async ({ character }) => (await run('fc-list', [`:charset=${character}`])).stdout.trim() !== '',
    ),
  );
  return {
    libraries: parseMissingLibraries(stdout),
    programs: programs.filter((program) => !hasProgram(program.name)),
    writings: WRITINGS.filter((_, index) => hasFont[index] !== true),
  };
}

function listFontPackages(missing: Missing): string[] {
  const fonts = [...new Set(missing.writings.map((writing) => writing.packageName))];
  // fc-list, which tells whether there is a font, is in fontconfig.
  return fonts.length > 0 ? ['fontconfig', ...fonts] : [];
}

function listRequiredPackages(missing: Missing): string[] {
  return [
    ...packagesForLibraries(missing.libraries),
    ...missing.programs.map((program) => program.packageName),
  ];
}

async function installPackages(packages: readonly string[], options: SystemLibrariesOptions): Promise<void> {
  const { run, env, log } = options;
  if (packages.length === 0) return;
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  const patient = ['-o', 'DPkg::Lock::Timeout=300'];
  log('Updating the list of packages…');
  // A failure here is not the end: what is listed already may do.
  await run('apt-get', ['update', ...patient], quiet);
  const names = await nameForThisRelease(packages, options);
  log(`Installing ${names.join(' ')}…`);
  const { exitCode, stderr } = await run(
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...patient, ...names],
    quiet,
  );
  if (exitCode !== 0) log(`apt-get could not install them: ${stderr.trim().split('\n').at(-1) ?? ''}`);
}

async function explainMissing(missing: Missing, options: SystemLibrariesOptions): Promise<string> {
  const names = [...missing.libraries, ...missing.programs.map((program) => program.name)];
  const lacking = `This system lacks what Electron needs: ${names.join(', ')}.`;
  if (!options.hasProgram('apt-get')) {
    return `${lacking}\nInstall your distribution's packages for them, and run the same command again.`;
  }
  const packages = await nameForThisRelease(listRequiredPackages(missing), options);
  const command = `sudo apt-get install -y ${packages.join(' ')}`;
  return `${lacking}\nInstall it, and run the same command again:\n  ${command}`;
}

async function nameForThisRelease(
  packages: readonly string[],
  { run, env }: SystemLibrariesOptions,
): Promise<string[]> {
  const untranslated = { env: { ...env, LC_ALL: 'C' } };
  const { stdout } = await run('apt-cache', ['policy', ...packageCandidates(packages)], untranslated);
  return chooseInstallable(packages, stdout);
}
