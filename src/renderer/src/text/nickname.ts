/**
 * Characters that leave no ink: separators, controls, formats, marks without a letter, unassigned and private
 * ones, and the blanks that Unicode counts among letters and symbols (Hangul fillers, the empty Braille cell).
 */
const INVISIBLE = /[\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** More than any line shows; a name of a megabyte would otherwise be laid out at every message. */
const MAX_SHOWN_CHARACTERS = 300;

/** The part of a name that is shown at most. */
export function shownName(nickname: string): string {
  return nickname.slice(0, MAX_SHOWN_CHARACTERS);
}

/** Whether somebody reading the name would see anything at all. */
export function isVisibleName(nickname: string): boolean {
  return nickname.replace(INVISIBLE, '') !== '';
}
