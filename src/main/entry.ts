import { isStartAfterUpdate, takeKeptFlags } from './updates/keptFlags';

/**
 * The first file of the program, and a small one: who only watches over the app, or looks at the machine, loads
 * nothing of it. Awaited at top level, so that Electron is not ready before the app has registered its scheme.
 */

/** Flags that answer on the command line and end: there is nothing to supervise. */
const ANSWERS_AND_ENDS = ['--version', '--print-config', '--check', '--hash-pin'];

function has(flag: string): boolean {
  return process.argv.some((arg) => arg === flag || arg.startsWith(`${flag}=`));
}

/** Started by an installer, which does not know the flags of the app that it has replaced: once more, with them. */
async function startWithKeptFlags(): Promise<boolean> {
  if (!isStartAfterUpdate(process.platform, process.argv.slice(1))) return false;
  const { getKeptFlagsFile } = await import('./app/appUpdater');
  const args = takeKeptFlags(getKeptFlagsFile(), Date.now());
  if (args === null) return false;
  const { app } = await import('electron');
  app.relaunch({ args: [...args] });
  app.exit(0);
  return true;
}

if (await startWithKeptFlags()) {
  // This process ends here.
} else if (has('--kiosk-audit')) {
  const { readCommandLine } = await import('./app/launch');
  readCommandLine();
  const { runAudit } = await import('./kiosk/audit/runAudit');
  runAudit();
} else if (has('--supervised') && !process.connected && !ANSWERS_AND_ENDS.some(has)) {
  const { runSupervisor } = await import('./supervisor/runSupervisor');
  runSupervisor();
} else {
  await import('./start');
}
