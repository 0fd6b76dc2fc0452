import type { Log } from '../lib/log';
import { MINUTE, type CancelTimer, type Clock } from '../lib/time';

export interface QuietRestartOptions {
  /** Nobody chats, and nobody has touched anything for a while. */
  readonly isQuiet: () => boolean;
  readonly getSettings: () => { readonly memoryLimitMiB: number; readonly maintenanceTime: string };
  /** Of all processes of the app together. */
  readonly getMemoryMiB: () => number;
  readonly restartApp: (reason: string) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface QuietRestart {
  /** As soon as nobody is there. */
  want(reason: string): void;
  stop(): void;
}

const LOOK_EVERY_MS = MINUTE;
/** A limit below what the app takes at its start must not become a loop of restarts. */
const NOT_BEFORE_MS = 10 * MINUTE;

/** The next moment at which clocks on the wall show this time, after `fromMs`. */
export function findNextTime(time: string, fromMs: number): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const next = new Date(fromMs);
  next.setHours(hours, minutes, 0, 0);
  if (next.getTime() <= fromMs) next.setDate(next.getDate() + 1);
  return next.getTime();
}

/**
 * Restarts a counter before it has to: once a day, and when its memory has grown too far; but only between two chats,
 * when nobody is there.
 */
export function createQuietRestart(options: QuietRestartOptions): QuietRestart {
  const { isQuiet, getSettings, getMemoryMiB, restartApp, clock, log } = options;
  const startedAtMs = clock.now();
  const startedMs = clock.monotonic();
  let wanted: string | null = null;
  let cancel: CancelTimer = clock.after(LOOK_EVERY_MS, look);

  function findReason(): string | null {
    const { memoryLimitMiB, maintenanceTime } = getSettings();
    if (clock.monotonic() - startedMs < NOT_BEFORE_MS) return null;
    if (maintenanceTime !== '' && clock.now() >= findNextTime(maintenanceTime, startedAtMs))
      return 'maintenance';
    const memoryMiB = memoryLimitMiB === 0 ? 0 : getMemoryMiB();
    return memoryMiB > memoryLimitMiB ? 'memory limit' : null;
  }

  function note(reason: string): void {
    if (wanted === null) log.info('restart wanted', { reason });
    wanted ??= reason;
    if (isQuiet()) restartApp(wanted);
  }

  function look(): void {
    cancel = clock.after(LOOK_EVERY_MS, look);
    const reason = wanted ?? findReason();
    if (reason !== null) note(reason);
  }

  return { want: note, stop: () => cancel() };
}
