import type { Log } from '../lib/log';

/**
 * Without these listeners Electron shows a dialog for an error that nobody caught, and an unattended counter stands
 * behind it until somebody comes. The network stack is known to throw outside its promises (docs/reliability.md, F2).
 */
export function guardAgainstCrashes(log: Log, onStrayError: (error: unknown) => void): void {
  // When whoever read the output has gone, each line would be an uncaught exception, and each of those a line.
  process.stdout.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', { error });
    onStrayError(error);
  });
  process.on('unhandledRejection', (error) => {
    log.error('unhandled rejection', { error });
    onStrayError(error);
  });
}
