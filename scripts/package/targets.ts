import { hasProgram } from '../process/hasProgram';

export interface TargetPlan {
  /** What electron-builder makes besides the unpacked app. */
  readonly builderTargets: readonly string[];
  readonly makesDeb: boolean;
  /** One line for each package of this system that is not made. */
  readonly skipped: readonly string[];
}

export interface TargetOptions {
  readonly platform: NodeJS.Platform;
  readonly isForTests: boolean;
  /** Why electron-builder's tools cannot be had, or null. */
  readonly toolFault: string | null;
  readonly hasDpkg: boolean;
  readonly hasRpm: boolean;
}

const TARGETS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['AppImage', 'deb', 'rpm'],
  win32: ['nsis', 'msi'],
  darwin: ['dmg', 'pkg', 'zip'],
};

/** Which packages can be made here. The .deb is made by Debian's own tool wherever it is there. */
export function planTargets(options: TargetOptions): TargetPlan {
  const { platform, isForTests, toolFault, hasDpkg, hasRpm } = options;
  const builderTargets: string[] = [];
  const skipped: string[] = [];
  for (const target of TARGETS[platform] ?? []) {
    if (target === 'deb' && hasDpkg) continue;
    const reason = isForTests
      ? 'a build for tests is made as an unpacked app and a .deb only'
      : toolFault !== null
        ? `electron-builder's tools for it could not be fetched (${toolFault})`
        : target === 'rpm' && !hasRpm
          ? 'it needs rpmbuild (package rpm)'
          : null;
    if (reason === null) builderTargets.push(target);
    else skipped.push(`${target}: skipped, because ${reason}.`);
  }
  return { builderTargets, makesDeb: platform === 'linux' && hasDpkg, skipped };
}

const TOOLS = 'https://github.com/electron-userland/electron-builder-binaries/';
const ANSWERS_WITHIN_MS = 10_000;

/** Whether the place answers from which electron-builder fetches its tools; if not, why. */
export async function findToolFault(env: NodeJS.ProcessEnv): Promise<string | null> {
  const place = env['ELECTRON_BUILDER_BINARIES_MIRROR'] ?? TOOLS;
  try {
    await fetch(place, { method: 'HEAD', signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return null;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `${new URL(place).host}: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

export const hasDebianTool = (): boolean => hasProgram('dpkg-deb');
export const hasRpmTool = (): boolean => hasProgram('rpmbuild');
