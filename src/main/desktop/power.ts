import { net, powerMonitor } from 'electron';
import { watchForNetwork } from '../lib/onlineWatch';
import { watchForSleep } from '../lib/sleepDetector';
import type { Clock } from '../lib/time';

/** False is to be believed; true says only that there is some network. */
export function isOnline(): boolean {
  return net.isOnline();
}

export interface PowerOptions {
  readonly clock: Clock;
  readonly onSuspend: () => void;
  /** The computer woke, or has a network again. */
  readonly onWake: () => void;
}

/**
 * Tells of sleep and waking, also where the system does not. Hearing of one waking twice does no harm. Answers the
 * function that ends the watch.
 */
export function watchPower({ clock, onSuspend, onWake }: PowerOptions): () => void {
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('resume', onWake);
  const ends = [watchForSleep(clock, onWake), watchForNetwork(clock, isOnline, onWake)];
  return () => {
    powerMonitor.off('suspend', onSuspend);
    powerMonitor.off('resume', onWake);
    for (const end of ends) end();
  };
}
