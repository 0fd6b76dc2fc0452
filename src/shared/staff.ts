import type { StaffRole } from './pin';

/** What the page is told of those who look after a counter. */

/**
 * Why a counter takes no customers: somebody of the staff has said so, or what the customer before has left could not
 * be removed for sure.
 */
export const OUT_OF_SERVICE_REASONS = ['staff', 'wipeFailed'] as const;
export type OutOfServiceReason = (typeof OUT_OF_SERVICE_REASONS)[number];

export interface StaffView {
  /** Whether there is a PIN; without one the staff's gesture does nothing. Always false on a desk. */
  readonly hasPin: boolean;
  /** Who has entered their PIN. Null while the panel is closed. */
  readonly role: StaffRole | null;
  /** Null while the counter takes customers. */
  readonly outOfService: OutOfServiceReason | null;
}

export type StaffUnlockResult =
  | { readonly name: 'unlocked' }
  /** `waitMs` until another PIN is looked at; 0 where it may follow at once. */
  | { readonly name: 'wrong' | 'tooSoon'; readonly waitMs: number };

/** At a counter without staff, and on every desk. */
export const NO_STAFF_VIEW: StaffView = { hasPin: false, role: null, outOfService: null };

/** So long the panel and the field for the PIN stay open without input. */
export const STAFF_STAYS_MS = 15_000;
