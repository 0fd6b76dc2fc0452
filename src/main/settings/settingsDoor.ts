import { isPin } from '@shared/pin';
import type { PinChangeResult, SettingChangeResult, UnlockResult } from '@shared/settingViews';
import { hashPin } from '../lib/pin';
import type { PinCheck } from '../lib/pinCheck';
import { MINUTE, type CancelTimer, type Clock } from '../lib/time';

/** So long may nobody do anything before the PIN is asked for again: whoever walked away has left it open. */
const LOCKS_AFTER_MS = 15 * MINUTE;

/**
 * The door in front of the Settings screen. It stands in main: while it is shut no command about settings is carried
 * out, whatever the page shows. Without an administrator's PIN it stands open.
 */
export interface SettingsDoor {
  isOpen(): boolean;
  /** Somebody is at work: the time after which it shuts begins anew. */
  noteUse(): void;
  unlock(pin: string): Promise<UnlockResult>;
  lock(): void;
  hasPin(): boolean;
  /** An empty PIN takes it away. Whoever may do this has opened the door. */
  setPin(pin: string): Promise<PinChangeResult>;
}

export interface SettingsDoorOptions {
  readonly pinCheck: Pick<PinCheck, 'hasPin' | 'check'>;
  /** Saves the hash, where nobody stronger has decided it. */
  readonly savePin: (hash: string) => Promise<SettingChangeResult>;
  readonly clock: Clock;
  /** It has shut by itself. */
  readonly onShut: () => void;
}

export function createSettingsDoor({ pinCheck, savePin, clock, onShut }: SettingsDoorOptions): SettingsDoor {
  let isUnlocked = false;
  let cancelTimer: CancelTimer = () => undefined;

  const hasPin = () => pinCheck.hasPin('administrator');

  function lock(): void {
    isUnlocked = false;
    cancelTimer();
  }

  function noteUse(): void {
    cancelTimer();
    if (!isUnlocked) return;
    cancelTimer = clock.after(LOCKS_AFTER_MS, () => {
      lock();
      onShut();
    });
  }

  function open(): void {
    isUnlocked = true;
    noteUse();
  }

  return {
    isOpen: () => isUnlocked || !hasPin(),
    noteUse,
    async unlock(pin) {
      const attempt = await pinCheck.check(pin);
      if (attempt.name !== 'right') return attempt;
      // The PIN of staff opens other doors.
      if (attempt.value !== 'administrator') return { name: 'wrong', waitMs: 0 };
      open();
      return { name: 'open' };
    },
    lock,
    hasPin,
    async setPin(pin) {
      if (pin !== '' && !isPin(pin)) return { name: 'notAPin' };
      const saved = await savePin(pin === '' ? '' : await hashPin(pin));
      if (saved.name === 'refused') return { name: 'notSaved' };
      // Whoever has just set it need not enter it again.
      if (saved.name === 'saved') open();
      return { name: saved.name };
    },
  };
}
