// The app on the demo contact center. With a screen it opens for a person to try; without one it plays a scripted
// conversation and leaves pictures and the transcript in demo-output/.
import { playConversation } from './demo/playConversation';
import { openForPerson } from './demo/openForPerson';
import { prepareElectron } from './electron/launch';
import { npmRun, runVisibly } from './process/childProcesses';
import { projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';

await runMain(async () => {
  const [command, ...args] = npmRun('build');
  const exitCode = await runVisibly(command, args, { cwd: projectRoot, env: process.env, output: 'inherit' });
  if (exitCode !== 0) return exitCode;
  const electron = await prepareElectron();
  try {
    return electron.hasRealDisplay ? await openForPerson(electron) : await playConversation(electron);
  } finally {
    await electron.stop();
  }
});
