/**
 * Characters that leave no ink: separators, controls, formats, marks without a letter, unassigned and private
 * ones, and the blanks that Unicode counts among letters and symbols (Hangul fillers, the empty Braille cell).
 */
const INVISIBLE = /[\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Whether somebody reading the name would see anything at all. */
export function isVisibleName(nickname: string): boolean {
  return nickname.replace(INVISIBLE, '') !== '';
}
