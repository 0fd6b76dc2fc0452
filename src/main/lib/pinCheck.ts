import type { StaffRole } from '@shared/pin';
import { verifyPin } from './pin';
import type { PinAttempt, PinLimiter } from './pinLimiter';

export interface PinHashes {
  /** Empty where there is no such PIN. */
  readonly staffPin: string;
  readonly administratorPin: string;
}

export interface PinCheck {
  /** Whether anybody can be let in at all. */
  isConfigured(): boolean;
  hasPin(role: StaffRole): boolean;
  /** Whose PIN this is. */
  check(pin: string): Promise<PinAttempt<StaffRole>>;
  getWaitMs(): number;
}

/** The one place that says whose PIN it is, for the staff panel of a counter and for the Settings screen. */
export function createPinCheck(getHashes: () => PinHashes, limiter: PinLimiter): PinCheck {
  async function findRole(pin: string): Promise<StaffRole | null> {
    const { staffPin, administratorPin } = getHashes();
    // Both are always looked at, so that the time says nothing about which one it is.
    const isAdministrator = await verifyPin(pin, administratorPin);
    const isStaff = await verifyPin(pin, staffPin);
    if (isAdministrator) return 'administrator';
    return isStaff ? 'staff' : null;
  }

  const hasPin = (role: StaffRole) =>
    getHashes()[role === 'administrator' ? 'administratorPin' : 'staffPin'] !== '';

  return {
    isConfigured: () => hasPin('staff') || hasPin('administrator'),
    hasPin,
    // Whoever knows the PIN of staff must not get free attempts at the other one by it.
    check: (pin) =>
      limiter.attempt(
        () => findRole(pin),
        (role) => role === 'administrator' || !hasPin('administrator'),
      ),
    getWaitMs: limiter.getWaitMs,
  };
}
