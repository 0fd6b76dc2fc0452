import { join } from 'node:path';
import { PACKAGED_APP_VARIABLE } from '../../e2e/fixtures/electronProgram';
import { PACKAGES_VARIABLE, type Packages } from '../../e2e/package/packages';
import { prepareElectron } from '../electron/launch';
import { makePackages } from '../package/makePackages';
import { runVisibly, type RunVisiblyOptions } from '../process/childProcesses';
import { packageProgram, projectRoot } from '../process/projectRoot';

export interface PackageTestOptions {
  /** For Playwright. */
  readonly args: readonly string[];
  readonly extraEnv?: Readonly<Record<string, string>>;
  readonly output: RunVisiblyOptions['output'];
  /** Takes what the last build has left. */
  readonly skipsBuild: boolean;
  /** What packages are installed in: this computer's own system, or another one. Neither is changed. */
  readonly baseFolder?: string;
}

const OLDER_VERSION = '0.0.1';

/** Makes the packages and tests them. Answers Playwright's exit code. */
export async function runPackageTests(options: PackageTestOptions): Promise<number> {
  const { args, extraEnv = {}, output, skipsBuild, baseFolder = '/' } = options;
  const log = output === 'inherit' ? console.log : (line: string) => output(`${line}\n`);
  const electron = await prepareElectron({ log, forTests: true });
  try {
    const outputRoot = join(projectRoot, 'out', 'package-test');
    const quickly = { isQuick: true, skipsBuild: true, log };
    const shipped = await makePackages({ ...quickly, skipsBuild, outputRoot });
    const newer = await makePackages({ ...quickly, isDebuggable: true, outputRoot });
    const older = await makePackages({
      ...quickly,
      isDebuggable: true,
      version: OLDER_VERSION,
      outputRoot: join(outputRoot, 'older'),
    });
    const packages: Packages = {
      shipped: shipped.unpacked,
      debuggable: newer.unpacked,
      debuggableDeb: newer.debFile,
      olderDeb: older.debFile,
      versions: { older: older.variant.version, newer: newer.variant.version },
      baseFolder,
    };
    return await runVisibly(
      process.execPath,
      [
        packageProgram('@playwright', 'test', 'cli.js'),
        'test',
        `--config=${join(projectRoot, 'e2e', 'package', 'playwright.config.ts')}`,
        ...args,
      ],
      {
        cwd: projectRoot,
        env: {
          ...electron.env,
          ...extraEnv,
          COUNTERLINE_ELECTRON: electron.executablePath,
          COUNTERLINE_DISPLAY_IS_VIRTUAL: electron.hasRealDisplay ? '' : '1',
          COUNTERLINE_ELECTRON_ARGS: JSON.stringify(electron.args),
          [PACKAGES_VARIABLE]: JSON.stringify(packages),
          [PACKAGED_APP_VARIABLE]: packages.debuggable.executable,
        },
        output,
      },
    );
  } finally {
    await electron.stop();
  }
}
