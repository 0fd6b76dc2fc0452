/**
 * Where a very long text is cut into blocks of their own. The time to lay out one block grows faster than its length:
 * a megabyte of words takes 7 s in one, and 0.7 s in many.
 */

/** Up to this length a text is one block, as nearly every message is. A folded one is no longer than that. */
const WHOLE_CHARACTERS = 25_000;
const STRETCH_CHARACTERS = 5_000;

/** Longer than any letter with its accents, and than any emoji. */
const LETTER_CODE_UNITS = 64;

/** Where each stretch but the last ends: behind a line, or else behind a word, or else between two letters. */
export function stretchEnds(text: string): readonly number[] {
  const ends: number[] = [];
  if (text.length <= WHOLE_CHARACTERS) return ends;
  for (let start = 0; text.length - start > STRETCH_CHARACTERS;) {
    start = endOfStretch(text, start);
    ends.push(start);
  }
  return ends;
}

function endOfStretch(text: string, start: number): number {
  const most = text.slice(start, start + STRETCH_CHARACTERS);
  const lines = most.lastIndexOf('\n') + 1;
  const words = most.lastIndexOf(' ') + 1;
  return lines > 0 ? start + lines : words > 0 ? start + words : startOfLetter(text, start + most.length);
}

function startOfLetter(text: string, at: number): number {
  const from = at - LETTER_CODE_UNITS;
  const around = new Intl.Segmenter().segment(text.slice(from, at + LETTER_CODE_UNITS));
  return from + (around.containing(LETTER_CODE_UNITS)?.index || LETTER_CODE_UNITS);
}
