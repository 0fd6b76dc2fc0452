import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { CommandLine } from '../commandLine';

/** Ends the program where something was asked for that needs no network: before a display is looked for. */
export async function runEarlyAction(commandLine: CommandLine): Promise<void> {
  const { action } = commandLine;
  if (action === null || action === 'check') return;
  const { runAction } = await import('./runAction');
  process.exit(await runAction(action, commandLine));
}

/** Where `--check` was asked for: what the runtime keeps must not get in the way of an app that runs. Before ready. */
export function prepareCheck({ action }: CommandLine): void {
  if (action !== 'check') return;
  const folder = mkdtempSync(join(app.getPath('temp'), 'counterline-check-'));
  app.setPath('sessionData', folder);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** Runs `--check` and ends the program. Once the app is ready. */
export async function runCheck(commandLine: CommandLine): Promise<void> {
  const { runAction } = await import('./runAction');
  app.exit(await runAction('check', commandLine));
}
