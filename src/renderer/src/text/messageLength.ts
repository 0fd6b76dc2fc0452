import { MAX_DRAFT_LENGTH } from '@shared/limits';

const LONG_TEXT_CHARACTERS = 1_500;
const LONG_TEXT_LINES = 20;

/** Whether a message would fill the screen alone. Such a one is shown folded, and whole on request. */
export function isLongText(text: string): boolean {
  return text.length > LONG_TEXT_CHARACTERS || hasMoreLinesThan(text, LONG_TEXT_LINES);
}

function hasMoreLinesThan(text: string, lines: number): boolean {
  let breakAt = -1;
  for (let count = 0; count < lines; count += 1) {
    breakAt = text.indexOf('\n', breakAt + 1);
    if (breakAt === -1) return false;
  }
  return true;
}

/** Longer than any honest message, short enough to be laid out in an instant. */
const FOLDED_CHARACTERS = 20_000;

/** What a folded message holds. Laying out a text of a megabyte takes seconds, and nobody sees it folded. */
export function foldedText(text: string): string {
  return text.length > FOLDED_CHARACTERS ? `${text.slice(0, FOLDED_CHARACTERS)}…` : text;
}

/** What main keeps of a draft. Where that is not all of it, the person is told. */
export function keptDraft(text: string): string {
  return text.slice(0, MAX_DRAFT_LENGTH);
}

/** By how many characters a text is longer than allowed; 0 while it is not. */
export function excessLength(text: string, maxLength: number): number {
  return Math.max(0, text.length - maxLength);
}
