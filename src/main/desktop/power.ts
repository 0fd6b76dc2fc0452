import { net, powerMonitor } from 'electron';
import { watchForSleep } from '../lib/sleepDetector';
import type { Clock } from '../lib/time';

/** False is to be believed; true says only that there is some network. */
export function isOnline(): boolean {
  return net.isOnline();
}

export interface PowerOptions {
  readonly clock: Clock;
  readonly onSuspend: () => void;
  readonly onWake: () => void;
}

/** Tells of sleep and waking, also where the system does not. Hearing of one waking twice does no harm. */
export function watchPower({ clock, onSuspend, onWake }: PowerOptions): void {
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('resume', onWake);
  watchForSleep(clock, onWake);
}
