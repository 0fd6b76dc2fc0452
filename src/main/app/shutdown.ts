import { app } from 'electron';
import type { Log } from '../lib/log';
import type { CancelTimer, Clock } from '../lib/time';

/** Parts that have something to finish before the app quits join here, and finish in the order in which they joined. */
export interface Shutdown {
  join(name: string, finish: () => Promise<void>): void;
  /** From now on quitting waits for all of them, but no longer than the deadline. */
  install(): void;
}

export function createShutdown(deadlineMs: number, clock: Clock, log: Log): Shutdown {
  const joined: { name: string; finish: () => Promise<void> }[] = [];

  async function finishAll(): Promise<void> {
    for (const { name, finish } of joined) {
      try {
        await finish();
      } catch (error) {
        log.warn('shutdown step failed', { name, error });
      }
    }
  }

  async function run(): Promise<void> {
    let cancelDeadline: CancelTimer = () => undefined;
    const deadline = new Promise<'late'>((resolve) => {
      cancelDeadline = clock.after(deadlineMs, () => resolve('late'));
    });
    const finished = finishAll();
    if ((await Promise.race([finished, deadline])) === 'late')
      log.warn('shutdown deadline passed', { deadlineMs });
    cancelDeadline();
  }

  return {
    join(name, finish) {
      joined.push({ name, finish });
    },
    install() {
      let isRunning = false;
      app.on('window-all-closed', () => app.quit());
      app.on('will-quit', (event) => {
        event.preventDefault();
        if (isRunning) return;
        isRunning = true;
        void run().finally(() => app.exit(0));
      });
      // A terminal or a service manager that ends the app gets the same orderly end.
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
    },
  };
}
