import type { StaffRole } from '@shared/pin';
import { STAFF_STAYS_MS, type StaffUnlockResult } from '@shared/staff';
import type { Log } from '../lib/log';
import type { PinCheck } from '../lib/pinCheck';
import { MINUTE, type CancelTimer, type Clock } from '../lib/time';

/** However busy the page says somebody is: it may be a page that lies. */
const LONGEST_MS = 10 * MINUTE;

/** Who of the staff stands at this counter. Only main says so; the page shows it. */
export interface Staff {
  getRole(): StaffRole | null;
  /** Whether whoever stands there may do what takes this role. An administrator may do all that staff may. */
  may(least: StaffRole): boolean;
  unlock(pin: string): Promise<StaffUnlockResult>;
  /** Somebody still does something: the panel stays open for another moment. */
  keepOpen(): void;
  lock(): void;
}

export interface StaffOptions {
  readonly pins: Pick<PinCheck, 'check'>;
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

export function createStaff({ pins, onChange, clock, log }: StaffOptions): Staff {
  let role: StaffRole | null = null;
  let unlockedAtMs = 0;
  let cancelLock: CancelTimer = () => undefined;

  function setRole(next: StaffRole | null): void {
    if (next === role) return;
    role = next;
    log.info(next === null ? 'staff panel closed' : 'staff panel opened', { role: next });
    onChange();
  }

  function lock(): void {
    cancelLock();
    setRole(null);
  }

  function keepOpen(): void {
    if (role === null) return;
    cancelLock();
    const leftMs = unlockedAtMs + LONGEST_MS - clock.monotonic();
    cancelLock = clock.after(Math.min(STAFF_STAYS_MS, leftMs), lock);
  }

  return {
    getRole: () => role,
    may: (least) => role === 'administrator' || (role === 'staff' && least === 'staff'),
    async unlock(pin) {
      const attempt = await pins.check(pin);
      if (attempt.name !== 'right') return attempt;
      unlockedAtMs = clock.monotonic();
      setRole(attempt.value);
      keepOpen();
      return { name: 'unlocked' };
    },
    keepOpen,
    lock,
  };
}
