/**
 * Whether a text holds what looks like the number of a payment card, as people type it. It is a warning for the one who
 * types, not a lock: it would rather miss a number than ask about every parcel.
 */

/** Digits, alone or in groups with one space or hyphen between. What stands before decides whether it can be a card. */
const DIGIT_RUN = /[\d](?:[ \u00a0\u202f\-\u2010-\u2013]?\d)*/g;
const GAP = /\D/;
/** A letter, a digit or one of these before it: an international phone number, an amount, a decimal, an IBAN. */
const NO_CARD_AFTER = /[\p{L}\p{Nd}+#.,_/=&]$/u;

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/** Leading digits and lengths of what the card networks issue (ISO/IEC 7812, as the networks publish them). */
const NETWORKS: readonly { readonly leading: RegExp; readonly lengths: readonly number[] }[] = [
  { leading: /^4/, lengths: [13, 16, 19] }, // Visa
  { leading: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] }, // Mastercard
  { leading: /^3[47]/, lengths: [15] }, // American Express
  { leading: /^(6011|64[4-9]|65)/, lengths: [16, 17, 18, 19] }, // Discover
  { leading: /^(30[0-5]|3095|36|3[89])/, lengths: [14, 16, 19] }, // Diners Club
  { leading: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] }, // JCB
  { leading: /^62/, lengths: [16, 17, 18, 19] }, // UnionPay
  { leading: /^(5018|5020|5038|5893|6304|6759|676[1-3])/, lengths: [13, 15, 16, 18, 19] }, // Maestro
  { leading: /^220[0-4]/, lengths: [16, 17, 18, 19] }, // Mir
  { leading: /^9792/, lengths: [16] }, // Troy
];

/** How numbers are grouped on the cards themselves: only so are they found with other groups before or after them. */
const CARD_GROUPINGS: readonly (readonly number[])[] = [
  [4, 4, 4, 4],
  [4, 4, 4, 4, 3],
  [4, 6, 5],
  [4, 6, 4],
];
const MOST_GROUPS_ON_CARD = 5;

export function hasCardNumber(text: string): boolean {
  const latin = toLatinDigits(text);
  return [...latin.matchAll(DIGIT_RUN)].some((run) => {
    const before = latin.slice(Math.max(0, run.index - 2), run.index);
    return !NO_CARD_AFTER.test(before) && runHasCard(run[0].split(GAP));
  });
}

/** `groups` is one run of digits, cut where it has gaps. */
function runHasCard(groups: readonly string[]): boolean {
  if (groups.length <= MAX_DIGITS && isCard(groups.join(''))) return true;
  return groups.some(
    (group, first) => isCard(group) || startsCard(groups.slice(first, first + MOST_GROUPS_ON_CARD)),
  );
}

/** Whether a number that is grouped as on a card begins with the first of these groups. */
function startsCard(groups: readonly string[]): boolean {
  return CARD_GROUPINGS.some((sizes) => {
    const part = groups.slice(0, sizes.length);
    return part.every((group, at) => group.length === sizes[at]) && isCard(part.join(''));
  });
}

function isCard(digits: string): boolean {
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return false;
  const isIssued = NETWORKS.some(
    ({ leading, lengths }) => leading.test(digits) && lengths.includes(digits.length),
  );
  return isIssued && hasLuhnCheckDigit(digits);
}

/** ISO/IEC 7812-1, annex B: from the right, every second digit counts double. */
function hasLuhnCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The zeros of other scripts' digits, and of the wide forms: a card number is also typed in these. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0xff10];

function toLatinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code));
  });
}
