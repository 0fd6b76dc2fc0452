import type { Log } from '../lib/log';
import { SECOND, within, type Clock } from '../lib/time';
import { EXIT_RESTART, EXIT_RESTART_WITHOUT_GPU } from '../supervisor/exitCodes';

export interface RestartOptions {
  /** Somebody starts the app again when it ends with the code that asks for it. */
  readonly isSupervised: () => boolean;
  /** The running chat is where the next run finds it, on the disk or with the supervisor. */
  readonly keepsChat: () => boolean;
  readonly whenChatSaved: () => Promise<void>;
  /** The arguments of this run, without the program's own name. */
  readonly args: readonly string[];
  readonly relaunch: (args: string[]) => void;
  readonly exit: (code: number) => void;
  /** Ends in good order, and so ends the chat of a counter. */
  readonly quit: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Restarts the app; once, however often it is called. */
export type Restart = (reason: string, how?: { readonly withoutGpu?: boolean }) => void;

const SAVED_WITHIN_MS = 2 * SECOND;
const DISABLE_GPU = '--disable-gpu';

export function createRestart(options: RestartOptions): Restart {
  const { isSupervised, keepsChat, clock, log } = options;
  let isRestarting = false;

  async function restart(withoutGpu: boolean): Promise<void> {
    if (isSupervised()) {
      await within(clock, SAVED_WITHIN_MS, options.whenChatSaved());
      options.exit(withoutGpu ? EXIT_RESTART_WITHOUT_GPU : EXIT_RESTART);
      return;
    }
    const args = options.args.filter((arg) => arg !== DISABLE_GPU);
    options.relaunch(withoutGpu ? [DISABLE_GPU, ...args] : args);
    if (!keepsChat()) {
      // No agent shall wait for a customer whose screen has gone.
      options.quit();
      return;
    }
    await within(clock, SAVED_WITHIN_MS, options.whenChatSaved());
    options.exit(0);
  }

  return (reason, { withoutGpu = false } = {}) => {
    if (isRestarting) return;
    isRestarting = true;
    log.warn('app restarts', { reason, withoutGpu });
    restart(withoutGpu).catch((error: unknown) => {
      log.error('restart failed', { error });
      options.exit(EXIT_RESTART);
    });
  };
}
