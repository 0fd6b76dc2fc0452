import { npmRun, runVisibly } from '../../scripts/process/childProcesses';
import { projectRoot } from '../../scripts/process/projectRoot';

/** The app as `npm run build` makes it, in `out/`. */
export async function buildApp(): Promise<void> {
  const [command, ...args] = npmRun('build');
  const exitCode = await runVisibly(command, args, {
    cwd: projectRoot,
    env: process.env,
    output: () => undefined,
  });
  if (exitCode !== 0) throw new Error('The build failed: npm run build says why');
}
