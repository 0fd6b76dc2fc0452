const LINE_BREAKS_AND_CONTROLS = /[\p{Cc}\u2028\u2029]/gu;
/** What turns the direction of a text around, or hides in it. Joiners stay: several scripts and many emoji need them. */
const INVISIBLE =
  /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Foreign text as one harmless line of at most `maxLength` characters; what was cut off ends in an ellipsis. */
export function toSingleLine(text: string, maxLength: number): string {
  // Characters and not code units, so that none is torn. No more of a long text is looked at than can be shown.
  const line = text
    .slice(0, maxLength * 8)
    .toWellFormed()
    .replace(LINE_BREAKS_AND_CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= maxLength
    ? line
    : `${characters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`;
}
