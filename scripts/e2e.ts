// The end-to-end tests on a fresh build, or with --no-build on the last one. All other arguments go to
// Playwright.
import { npmRun, runVisibly } from './process/childProcesses';
import { projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';
import { runEndToEnd } from './steps/endToEnd';

await runMain(async () => {
  const args = process.argv.slice(2);
  if (!args.includes('--no-build')) {
    const [command, ...buildArgs] = npmRun('build');
    const exitCode = await runVisibly(command, buildArgs, {
      cwd: projectRoot,
      env: process.env,
      output: 'inherit',
    });
    if (exitCode !== 0) return exitCode;
  }
  return runEndToEnd({
    args: args.filter((argument) => argument !== '--no-build'),
    output: 'inherit',
    isInteractive: true,
  });
});
