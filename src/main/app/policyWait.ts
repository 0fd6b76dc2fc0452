import { join } from 'node:path';
import { app } from 'electron';
import { openWaitWindow } from '../desktop/waitWindow';
import { keepStatusFile } from '../health/statusFile';
import { createTextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { isSupervised } from '../supervisor/line';

export interface PolicyWaitOptions {
  /** By its flags; the policy may say so too. */
  readonly isCounter: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PolicyWait {
  /** The policy is there: the status file is the app's again. */
  noteAnswer(): void;
  /** The window is there, too. */
  end(): void;
}

/**
 * The policy does not answer, and without it nothing may begin. Whoever looks after the machine reads in the status file
 * that the app waits (and in the log, what for); whoever stands in front of it sees that it does.
 */
export function beginPolicyWait({ isCounter, clock, log }: PolicyWaitOptions): PolicyWait {
  const since = new Date(clock.now()).toISOString();
  const stopFile = keepStatusFile({
    getHealth: () => ({
      version: app.getVersion(),
      mode: isCounter ? 'counter' : null,
      state: 'waitingForPolicy',
      since,
      at: new Date(clock.now()).toISOString(),
    }),
    save: createTextFile(join(app.getPath('userData'), 'status.json'), clock).save,
    clock,
    log,
  });
  // A supervised app is most likely a counter by its policy.
  const mayClose = !isCounter && !isSupervised(process);
  const whenOpen = app.whenReady().then(() => openWaitWindow({ isCounter, mayClose, log }));
  whenOpen.catch((error: unknown) => log.error('nothing shown while the policy is waited for', { error }));
  return {
    noteAnswer: stopFile,
    end: () => void whenOpen.then((close) => close()).catch(() => undefined),
  };
}
