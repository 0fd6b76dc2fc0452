/**
 * The first file of the program, and a small one: who only watches over the app, or looks at the machine, loads
 * nothing of it. Awaited at top level, so that Electron is not ready before the app has registered its scheme.
 */

/** Flags that answer on the command line and end: there is nothing to supervise. */
const ANSWERS_AND_ENDS = ['--version', '--print-config', '--check', '--hash-pin'];

function has(flag: string): boolean {
  return process.argv.some((arg) => arg === flag || arg.startsWith(`${flag}=`));
}

if (has('--kiosk-audit')) {
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

export {};
