import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { findUserDataFolder } from '../app/userDataFolder';
import { systemClock } from '../lib/time';
import { EXIT_ALREADY_RUNNING } from './exitCodes';
import { createSupervisor, type SupervisedProcess } from './supervisor';

/** Where the app itself says who may look into it; the supervisor must not take its port. */
const SWITCHES_OF_THE_APP = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'];

function note(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const at = new Date().toISOString();
  process.stdout.write(
    `${JSON.stringify({ at, level: 'info', event: `supervisor: ${event}`, ...fields })}\n`,
  );
}

function startApp({ withoutGpu }: { readonly withoutGpu: boolean }): SupervisedProcess {
  // The same command line: with a line to its parent, `--supervised` means the child (`entry.ts`).
  const args = [...process.argv.slice(1), ...(withoutGpu ? ['--disable-gpu'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      let hasEnded = false;
      const end = (code: number | null) => {
        if (hasEnded) return;
        hasEnded = true;
        listener(code);
      };
      child.once('exit', end);
      child.once('error', (error) => {
        note('app could not be started', { reason: error.message });
        if (child.pid === undefined) end(1);
      });
    },
    send(message) {
      // The app may just be dying; its end is heard of elsewhere.
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/**
 * One supervisor for each data folder: a second one would start the app again when staff have ended it. Its lock is
 * in a folder of its own, since the app takes the one of the data folder.
 */
function takeSingleSupervisor(): boolean {
  const read = (name: string) =>
    app.commandLine.hasSwitch(name) ? app.commandLine.getSwitchValue(name) : null;
  const folder = findUserDataFolder(app.getPath('userData'), {
    userDataDir: read('user-data-dir'),
    profile: read('profile'),
  });
  const own = join(folder, 'supervisor');
  try {
    mkdirSync(own, { recursive: true });
  } catch (error) {
    // The app will say what is wrong with the folder, and how it ends.
    note('data folder cannot be used', { reason: error instanceof Error ? error.message : String(error) });
    return true;
  }
  app.setPath('userData', own);
  return app.requestSingleInstanceLock();
}

/** The whole life of the supervisor: a process without window, network or data of its own. */
export function runSupervisor(): void {
  for (const name of SWITCHES_OF_THE_APP) app.commandLine.removeSwitch(name);
  // It draws nothing. Even so the runtime would start a graphics process for it, and ends the program itself when that
  // has crashed a few times: a bad graphics driver would take the supervisor before the app.
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-software-rasterizer');
  app.commandLine.appendSwitch('in-process-gpu');
  app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
  app.dock?.hide();
  process.stdout.on('error', () => undefined);
  if (!takeSingleSupervisor()) {
    note('another supervisor has this data folder');
    app.exit(EXIT_ALREADY_RUNNING);
    return;
  }
  // Nothing that goes wrong here may end in a system's box, or leave the counter alone.
  process.on('uncaughtException', (error) => note('uncaught exception', { reason: error.message }));
  const supervisor = createSupervisor({
    start: startApp,
    exit: (code) => app.exit(code),
    note,
    clock: systemClock,
  });
  // The runtime has an ear for signals too, and would end this process before the app has ended.
  app.on('will-quit', (event) => {
    event.preventDefault();
    supervisor.quit();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, supervisor.quit);
  supervisor.start();
}
