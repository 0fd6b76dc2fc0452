import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { app } from 'electron';
import { parseCommandLine, type CommandLine } from './commandLine';
import { isDebuggable } from './debuggable';
import { isSupervised } from '../supervisor/line';
import { EXIT_BAD_COMMAND_LINE } from './exitCodes';
import { findUserDataFolder } from './userDataFolder';

/** Started as `electron FOLDER …` in development, the folder comes before the app's own arguments. */
function getOwnArguments(): string[] {
  const args = process.argv.slice(1);
  if (app.isPackaged) return args;
  const folder = args.findIndex((arg) => !arg.startsWith('-') && resolve(arg) === app.getAppPath());
  return args.slice(folder + 1);
}

/** One line that says what is wrong, and the documented exit code. */
function refuseToStart(line: string, exitCode: number): never {
  process.stderr.write(`counterline: ${line}\n`);
  process.exit(exitCode);
}

/** Reads the command line; a bad one ends the program here. */
export function readCommandLine(): CommandLine {
  const parsed = parseCommandLine(getOwnArguments(), process.platform, isDebuggable());
  return parsed.ok ? parsed.value : refuseToStart(parsed.error, EXIT_BAD_COMMAND_LINE);
}

/** Does what prints one thing and opens no window, and ends the program. */
export async function printAndEnd({ hashPin }: CommandLine): Promise<void> {
  if (!hashPin) return;
  const { printPinHash } = await import('./hashPinCommand');
  try {
    await printPinHash(process.stdin, process.stdout);
  } catch (error) {
    refuseToStart(error instanceof Error ? error.message : String(error), EXIT_BAD_COMMAND_LINE);
  }
  process.exit(0);
}

/** Must run before the app is ready. */
export function chooseUserDataFolder(given: CommandLine): void {
  const folder = findUserDataFolder(app.getPath('userData'), given);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    refuseToStart(`--user-data-dir cannot be used: ${reason}`, EXIT_BAD_COMMAND_LINE);
  }
  app.setPath('userData', folder);
}

/** False when the app runs already with this data; it is told of the link. Must run after the folder was chosen. */
export function takeSingleInstance({ link }: CommandLine): boolean {
  return app.requestSingleInstanceLock({ link, isSupervised: isSupervised(process) });
}

/** A supervisor waits for its turn, and will start the app when this one has gone. */
export function isStartOfSupervisor(data: unknown): boolean {
  return data !== null && typeof data === 'object' && 'isSupervised' in data && data.isSupervised === true;
}

/** What a second start was given. Another version of the app, or another program, may have sent it. */
export function getLinkOfSecondStart(data: unknown): unknown {
  return data !== null && typeof data === 'object' && 'link' in data ? data.link : null;
}
