import type { Log } from '../lib/log';
import { MINUTE, type Clock } from '../lib/time';
import { createCrashCounter } from './crashCounter';
import type { Restart } from './restart';

/** A helper process of the runtime that has ended. */
export interface GoneProcess {
  readonly type: string;
  readonly reason: string;
}

export interface GraphicsWatchOptions {
  readonly restartApp: Restart;
  readonly onRecovery: (kind: 'graphics') => void;
  /** Graphics are drawn by the processor already. */
  readonly isWithoutGpu: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

const CRASH_LOOP_WITHIN_MS = 5 * MINUTE;
/** Chromium starts the graphics process again by itself; at the sixth crash it would give up and end the app. */
const RESTART_AT = 5;

/** Follows the helpers of the runtime, and restarts the app before a dying graphics process ends it. */
export function createGraphicsWatch(options: GraphicsWatchOptions): (gone: GoneProcess) => void {
  const { restartApp, onRecovery, isWithoutGpu, clock, log } = options;
  const crashes = createCrashCounter(CRASH_LOOP_WITHIN_MS, clock);

  return ({ type, reason }) => {
    if (reason === 'clean-exit') return;
    const isGraphics = type === 'GPU';
    const count = isGraphics ? crashes.note() : 0;
    log.error('helper process gone', { type, reason, count });
    if (!isGraphics) return;
    onRecovery('graphics');
    if (count === RESTART_AT) restartApp('graphics crash loop', { withoutGpu: !isWithoutGpu });
  };
}
