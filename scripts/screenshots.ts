// Pictures of every screen of the real app, in light and dark, small and large, left to right and right to left, in
// out/screenshots/. --only=NAME takes only those whose names begin with it, --no-build those of the last build.
import { prepareElectron } from './electron/launch';
import { npmRun, runVisibly } from './process/childProcesses';
import { projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';
import { takePictures } from './screenshots/takePictures';

await runMain(async () => {
  const args = process.argv.slice(2);
  const only = args.find((argument) => argument.startsWith('--only='))?.slice('--only='.length) ?? '';
  if (!args.includes('--no-build')) {
    const [command, ...buildArgs] = npmRun('build');
    const exitCode = await runVisibly(command, buildArgs, {
      cwd: projectRoot,
      env: process.env,
      output: 'inherit',
    });
    if (exitCode !== 0) return exitCode;
  }
  const electron = await prepareElectron();
  try {
    return await takePictures(electron, only);
  } finally {
    await electron.stop();
  }
});
