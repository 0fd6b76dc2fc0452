import { prepareElectron } from '../electron/launch';
import { runVisibly, type RunVisiblyOptions } from '../process/childProcesses';
import { packageProgram, projectRoot } from '../process/projectRoot';

export interface EndToEndOptions {
  /** For Playwright. */
  readonly args: readonly string[];
  readonly extraEnv?: Readonly<Record<string, string>>;
  readonly output: RunVisiblyOptions['output'];
  readonly isInteractive: boolean;
}

/**
 * Runs Playwright on the built app. The tests find out by environment variables which Electron to start, and
 * with what.
 *
 * @returns Playwright's exit code.
 */
export async function runEndToEnd({
  args,
  extraEnv = {},
  output,
  isInteractive,
}: EndToEndOptions): Promise<number> {
  const electron = await prepareElectron({ forTests: true });
  // Each start would begin a graphics process that finds no graphics card, and another one in its place.
  const electronArgs = [...electron.args, ...(electron.hasRealDisplay ? [] : ['--disable-gpu'])];
  try {
    return await runVisibly(
      process.execPath,
      [packageProgram('@playwright', 'test', 'cli.js'), 'test', ...args],
      {
        cwd: projectRoot,
        env: {
          ...electron.env,
          ...extraEnv,
          COUNTERLINE_ELECTRON: electron.executablePath,
          COUNTERLINE_DISPLAY_IS_VIRTUAL: electron.hasRealDisplay ? '' : '1',
          COUNTERLINE_ELECTRON_ARGS: JSON.stringify(electronArgs),
        },
        output,
        isInteractive,
      },
    );
  } finally {
    await electron.stop();
  }
}
