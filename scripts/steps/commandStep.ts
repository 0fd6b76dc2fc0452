import { npmRun, runVisibly } from '../process/childProcesses';
import { projectRoot } from '../process/projectRoot';
import { failure, SUCCESS, type Step } from './runSteps';

/** A step that is one script of package.json, and has succeeded when that ends with 0. */
export function npmStep(name: string, script: string, env: NodeJS.ProcessEnv = process.env): Step {
  const [command, ...args] = npmRun(script);
  return commandStep(name, command, args, env);
}

/** A step that is one command, and has succeeded when that ends with 0. */
export function commandStep(
  name: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Step {
  return {
    name,
    async run({ output }) {
      const exitCode = await runVisibly(command, args, { cwd: projectRoot, env, output });
      return exitCode === 0 ? SUCCESS : failure();
    },
  };
}
