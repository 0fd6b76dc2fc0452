import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build, Platform } from 'electron-builder';
import { npmRun, runVisibly } from '../process/childProcesses';
import { projectRoot } from '../process/projectRoot';
import { SetupError } from '../process/setupError';
import { checkAsar } from './asarContents';
import { buildDeb } from './buildDeb';
import { createBuilderConfig } from './builderConfig';
import { findElectronToPackage } from './electronToPackage';
import { findEpoch } from './epoch';
import { findToolFault, hasDebianTool, hasRpmTool, planTargets, type TargetPlan } from './targets';
import { findUnpackedApp, type UnpackedApp } from './unpackedApp';
import { createVariant, type Variant } from './variant';
import { writeSbom } from './writeSbom';

export interface MakePackagesOptions {
  /** Can be driven from outside, and is marked as a build for tests. */
  readonly isDebuggable?: boolean;
  /** Fails where only an Electron for tests is to be had. */
  readonly isOfficialOnly?: boolean;
  /** Instead of the one of package.json. */
  readonly version?: string;
  /** Packs more quickly, and bigger: for tests. */
  readonly isQuick?: boolean;
  /** Takes what the last build has left. */
  readonly skipsBuild?: boolean;
  /** Below it, each kind of build has a folder of its own. */
  readonly outputRoot?: string;
  readonly log: (line: string) => void;
}

export interface MadePackages {
  readonly variant: Variant;
  readonly unpacked: UnpackedApp;
  readonly debFile: string | null;
}

/**
 * Builds the app and makes the packages that can be made on this system.
 *
 * @throws {SetupError} when something of it fails. What merely cannot be made here is told through `log`.
 */
export async function makePackages(options: MakePackagesOptions): Promise<MadePackages> {
  const { isDebuggable = false, isQuick = false, log } = options;
  if (options.skipsBuild !== true) await buildApp();
  const electron = await findElectronToPackage(log);
  if (options.isOfficialOnly === true && !electron.isOfficial)
    throw new SetupError('The official Electron could not be downloaded: nothing that ships can be made.');
  const variant = createVariant({
    version: options.version ?? (await readVersion()),
    electronVersion: electron.version,
    isOfficialElectron: electron.isOfficial,
    isDebuggable,
  });
  if (variant.isForTests) log(`Version ${variant.version}: ${whyForTests(variant)}. It must not be shipped.`);
  const outputFolder = await makeOutputFolder(variant, options.outputRoot);
  const epoch = await findEpoch(process.env, log);
  process.env['SOURCE_DATE_EPOCH'] = String(epoch);
  const sbomFile = join(outputFolder, 'sbom.cdx.json');
  await writeSbom(sbomFile, variant, electron.isOfficial, epoch);

  const plan = await planHere(variant);
  await build({
    projectDir: projectRoot,
    targets: Platform.current().createTarget(['dir', ...plan.builderTargets]),
    config: createBuilderConfig({
      variant,
      electronFolder: electron.folder,
      outputFolder,
      sbomFile: relative(projectRoot, sbomFile),
    }),
    publish: 'never',
  });
  const unpacked = findUnpackedApp(outputFolder);
  refuseFaults(unpacked, log);
  const architecture = process.arch;
  const compression = isQuick ? 'none' : 'xz';
  const debFile = plan.makesDeb
    ? await buildDeb({ appFolder: unpacked.folder, outputFolder, variant, architecture, epoch, compression })
    : null;
  for (const line of plan.skipped) log(line);
  return { variant, unpacked, debFile };
}

async function buildApp(): Promise<void> {
  const [command, ...args] = npmRun('build');
  const exitCode = await runVisibly(command, args, {
    cwd: projectRoot,
    env: process.env,
    output: () => undefined,
  });
  if (exitCode !== 0) throw new SetupError('The build failed: npm run build says why.');
}

async function readVersion(): Promise<string> {
  const description = await readFile(join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(description) as { version: string }).version;
}

function whyForTests({ isDebuggable, electronVersion }: Variant): string {
  return isDebuggable
    ? 'it can be driven from outside'
    : `it is made with the stand-in Electron ${electronVersion}, since the official one is not here`;
}

/** A build for tests never lies beside one that ships. */
async function makeOutputFolder(
  variant: Variant,
  root = join(projectRoot, 'out', 'package'),
): Promise<string> {
  const kind = variant.isDebuggable ? 'debuggable' : variant.isForTests ? 'for-tests' : 'release';
  const folder = join(root, kind);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

async function planHere(variant: Variant): Promise<TargetPlan> {
  const { isForTests } = variant;
  return planTargets({
    platform: process.platform,
    isForTests,
    toolFault: isForTests ? null : await findToolFault(process.env),
    hasDpkg: hasDebianTool(),
    hasRpm: hasRpmTool(),
  });
}

function refuseFaults({ archive }: UnpackedApp, log: (line: string) => void): void {
  const { files, bytes, faults } = checkAsar(archive);
  if (faults.length > 0)
    throw new SetupError(`The package is not as it should be:\n  ${faults.join('\n  ')}`);
  log(`The app's own part: ${files} files, ${(bytes / 2 ** 20).toFixed(1)} MiB.`);
}
