/**
 * What a PIN looks like, for the page and for main. Digits only, so that a pad of ten keys will do. Six at least:
 * with the waits of `src/main/lib/pinLimiter.ts` about a hundred can be tried in a day, so that four digits would
 * fall within weeks on a counter that nobody watches, and six last for years.
 */
export const MIN_PIN_LENGTH = 6;
export const MAX_PIN_LENGTH = 12;

export function isPin(text: string): boolean {
  return text.length >= MIN_PIN_LENGTH && text.length <= MAX_PIN_LENGTH && /^[0-9]+$/.test(text);
}

/** `scrypt$N$r$p$salt$hash`, the last two as base64url. The bounds keep a check under about a second and 256 MiB. */
export const PIN_HASH_FORM =
  /^scrypt\$(16384|32768|65536|131072)\$(8)\$([1-4])\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})$/;

/** Staff run the counter; an administrator also leaves the app and changes settings. */
export type StaffRole = 'staff' | 'administrator';
