import { projectRoot } from '../process/projectRoot';
import { runCommand } from '../process/runCommand';

/**
 * The moment that everything in a package is dated to, in seconds since 1970: as the environment says, or that of the
 * commit. So the same source makes the same package.
 */
export async function findEpoch(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<number> {
  const asked = env['SOURCE_DATE_EPOCH'] ?? '';
  if (/^\d+$/.test(asked)) return Number(asked);
  const { exitCode, stdout } = await runCommand('git', ['log', '-1', '--format=%ct'], { cwd: projectRoot });
  if (exitCode === 0 && /^\d+$/.test(stdout.trim())) return Number(stdout.trim());
  log('Neither SOURCE_DATE_EPOCH nor a commit says when this is from: the package is dated to now.');
  return Math.floor(Date.now() / 1000);
}
