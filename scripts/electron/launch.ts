import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasProgram } from '../process/hasProgram';
import { runCommand } from '../process/runCommand';
import { hasDisplay, startDisplay } from './display';
import { TEST_WINDOW_MANAGER } from './windowManager';
import { ensureElectron } from './ensureElectron';
import { PINNED_RUNTIME } from './pinnedRuntime';
import { createRuntimeCache, userCacheFolder } from './runtimeCache';
import { ensureSystemLibraries, type RequiredProgram } from './systemLibraries';

export interface PreparedElectron {
  readonly executablePath: string;
  readonly version: string;
  /** To be put before the app on Electron's command line. */
  readonly args: readonly string[];
  /** The whole environment to start Electron with. */
  readonly env: NodeJS.ProcessEnv;
  /** False when it draws on a virtual display that nobody sees. */
  readonly hasRealDisplay: boolean;
  /** Ends the virtual display, if there is one. It ends with this process at the latest. */
  stop(): Promise<void>;
}

export interface PrepareOptions {
  readonly log?: (line: string) => void;
  /** What the tests ask for besides: a window manager on the virtual display, and the programs they call. */
  readonly forTests?: boolean;
}

const XVFB: RequiredProgram = { name: 'Xvfb', packageName: 'xvfb' };
const WINDOW_TOOLS: readonly RequiredProgram[] = [
  { name: 'openbox', packageName: 'openbox' },
  { name: 'xdotool', packageName: 'xdotool' },
];
/** The package asks for it, and the tests install the package. */
const XDG_UTILS: RequiredProgram = { name: 'xdg-open', packageName: 'xdg-utils' };
/** The tests speak to the demo contact center as another program would, look for processes left behind, and trust an issuer. */
const TEST_PROGRAMS: readonly RequiredProgram[] = [
  { name: 'curl', packageName: 'curl' },
  { name: 'ps', packageName: 'procps' },
  { name: 'certutil', packageName: 'libnss3-tools' },
];

/**
 * Gets everything ready that starting Electron takes: the binary, the libraries of the system, a display.
 * Quick when all is there.
 *
 * @throws {SetupError} when something is missing that a person has to bring.
 */
export async function prepareElectron(options: PrepareOptions = {}): Promise<PreparedElectron> {
  const { log = console.log, forTests = false } = options;
  const { env, platform } = process;
  const electron = await findElectron(log);
  const isRoot = platform === 'linux' && process.getuid?.() === 0;
  const isVirtual = !hasDisplay(platform, env);
  if (platform === 'linux') {
    await ensureSystemLibraries({
      executablePath: electron.executablePath,
      programs: [
        ...(isVirtual ? [XVFB] : []),
        ...(isVirtual && forTests ? WINDOW_TOOLS : []),
        ...(forTests ? TEST_PROGRAMS : []),
        ...(forTests && isRoot && hasProgram('dpkg') ? [XDG_UTILS] : []),
      ],
      isRoot,
      env,
      run: runCommand,
      hasProgram,
      log,
    });
  }
  const display = await startDisplay({
    platform,
    env,
    ...(forTests ? { windowManager: TEST_WINDOW_MANAGER } : {}),
  });
  if (isRoot) log('Electron runs with --no-sandbox, because this is root and its sandbox refuses root.');
  return {
    executablePath: electron.executablePath,
    version: electron.version,
    args: isRoot ? ['--no-sandbox'] : [],
    env: { ...env, ...display.env },
    hasRealDisplay: display.isReal,
    stop: () => display.stop(),
  };
}

/** The Electron of this project on this computer. */
export async function findElectron(log: (line: string) => void = console.log) {
  const here = dirname(fileURLToPath(import.meta.url));
  const { env, platform } = process;
  const electron = await ensureElectron({
    projectRoot: join(here, '..', '..'),
    defaultAppFolder: join(here, 'defaultApp'),
    platform,
    architecture: process.arch,
    env,
    runtime: PINNED_RUNTIME,
    cache: createRuntimeCache({
      root: join(userCacheFolder(platform, env), 'electron'),
      onWait: () => log('Another command is preparing Electron; waiting for it…'),
    }),
    run: runCommand,
    log,
  });
  log(`Electron ${electron.version} (${electron.source})`);
  return electron;
}
