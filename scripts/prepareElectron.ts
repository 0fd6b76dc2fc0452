// Only gets Electron ready, and prints where it is. The other commands do this by themselves.
import { prepareElectron } from './electron/launch';
import { runMain } from './process/runMain';

await runMain(async () => {
  // What goes with it is told on stderr, so that the path is all there is on stdout.
  const electron = await prepareElectron({ log: console.error, forTests: true });
  await electron.stop();
  console.log(electron.executablePath);
  return 0;
});
