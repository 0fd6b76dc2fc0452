// The app with hot reload. Arguments go to the app: `npm run dev -- --demo`.
import { prepareElectron } from './electron/launch';
import { runVisibly } from './process/childProcesses';
import { packageProgram, projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';

await runMain(async () => {
  const electron = await prepareElectron();
  if (!electron.hasRealDisplay)
    console.log(`No screen here: the window is on display ${electron.env['DISPLAY']}.`);
  const appArgs = process.argv.slice(2);
  try {
    return await runVisibly(
      process.execPath,
      [
        packageProgram('electron-vite', 'bin', 'electron-vite.js'),
        'dev',
        '--watch',
        ...(appArgs.length > 0 ? ['--', ...appArgs] : []),
      ],
      {
        cwd: projectRoot,
        env: {
          ...electron.env,
          ELECTRON_EXEC_PATH: electron.executablePath,
          ...(electron.args.includes('--no-sandbox') ? { NO_SANDBOX: '1' } : {}),
        },
        output: 'inherit',
        isInteractive: true,
      },
    );
  } finally {
    await electron.stop();
  }
});
