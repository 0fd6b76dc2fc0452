import type { CommandName } from '@shared/ipc/names';
import { SECOND, type Clock } from '../lib/time';

/** So many at once, and then so many per second. */
interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** More than any person does, and too little to keep the main process from its work. */
const USUAL: Rate = { burst: 60, perSecond: 10 };

/** What costs more than a look at a variable: the network, the disk, a dialog, a copy of the whole conversation. */
const RATES: Readonly<Partial<Record<CommandName, Rate>>> = {
  'app:getSnapshot': { burst: 20, perSecond: 2 },
  'chat:start': { burst: 10, perSecond: 0.5 },
  'chat:send': { burst: 60, perSecond: 2 },
  'settings:testConnection': { burst: 10, perSecond: 0.5 },
  'transcript:read': { burst: 10, perSecond: 1 },
  'transcript:save': { burst: 5, perSecond: 0.5 },
  'transcript:print': { burst: 5, perSecond: 0.5 },
  'link:open': { burst: 5, perSecond: 0.5 },
  'demo:start': { burst: 5, perSecond: 0.5 },
};

export interface RateLimit {
  /** `firstRefused` is the first of a flood, the one that is worth a line in the log; a flood ends with a pause. */
  take(name: CommandName): 'allowed' | 'firstRefused' | 'refused';
}

/** A page that has been taken over can call as often as it likes; each command is answered only so often. */
export function createRateLimit(clock: Pick<Clock, 'now'>): RateLimit {
  const buckets = new Map<CommandName, { left: number; atMs: number; isRefusing: boolean }>();
  return {
    take(name) {
      const { burst, perSecond } = RATES[name] ?? USUAL;
      const nowMs = clock.now();
      const bucket = buckets.get(name) ?? { left: burst, atMs: nowMs, isRefusing: false };
      buckets.set(name, bucket);
      // A clock that was set back gives nothing, and takes nothing away.
      const passedMs = Math.max(0, nowMs - bucket.atMs);
      bucket.left = Math.min(burst, bucket.left + (passedMs / SECOND) * perSecond);
      bucket.atMs = nowMs;
      if (bucket.left === burst) bucket.isRefusing = false;
      if (bucket.left < 1) {
        const wasRefusing = bucket.isRefusing;
        bucket.isRefusing = true;
        return wasRefusing ? 'refused' : 'firstRefused';
      }
      bucket.left -= 1;
      return 'allowed';
    },
  };
}
