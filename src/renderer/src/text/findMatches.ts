import type { ConversationRow } from './conversationRows';

/** Where a text was found: in which row, and from where to where, in UTF-16 code units. */
export interface Match {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** More than anybody goes through, and few enough to be marked in an instant. */
export const MAX_MATCHES = 5_000;

/** A text as it is compared, and where each of its letters stands in the original. */
interface FoldedText {
  readonly folded: string;
  /** For each code unit of `folded`; null where both have the same places. */
  readonly places: readonly number[] | null;
}

/** Whether letters stay where they are when they are made small. */
const IS_PLAIN = /^[\x20-\x7e\n]*$/;

/** Languages that make a small letter of I which is not i. */
const HAS_OWN_I = new Set(['tr', 'az', 'lt']);

/**
 * Finds texts as a person means them: capital or small, with or without accents, where the language takes an accented
 * letter for a form of the plain one (in Swedish, å is a letter of its own).
 */
export function createFinder(language: string) {
  const collator = new Intl.Collator(language, { sensitivity: 'base' });
  const isPlainSafe = !HAS_OWN_I.has(new Intl.Locale(language).language);
  const letters = new Map<string, string>();
  const known = new WeakMap<ConversationRow, FoldedText>();

  function foldLetter(letter: string): string {
    const before = letters.get(letter);
    if (before !== undefined) return before;
    const small = letter.toLocaleLowerCase(language).normalize('NFKC');
    const bare = small.normalize('NFD').replace(/\p{M}/gu, '');
    const folded = collator.compare(small, bare) === 0 ? bare : small;
    letters.set(letter, folded);
    return folded;
  }

  function fold(text: string): FoldedText {
    if (isPlainSafe && IS_PLAIN.test(text)) return { folded: text.toLowerCase(), places: null };
    let folded = '';
    const places: number[] = [];
    // A letter with the accents that follow it.
    for (const { 0: letter, index } of text.matchAll(/\P{M}\p{M}{0,8}|\p{M}/gsu)) {
      const part = foldLetter(letter);
      folded += part;
      places.push(...Array.from({ length: part.length }, () => index));
    }
    places.push(text.length);
    return { folded, places };
  }

  function foldRow(row: ConversationRow, text: string): FoldedText {
    const before = known.get(row);
    if (before) return before;
    const folded = fold(text);
    known.set(row, folded);
    return folded;
  }

  /** All places, in order, none over another. Nothing is found of nothing. */
  return (rows: readonly ConversationRow[], wanted: string): readonly Match[] => {
    const needle = fold(wanted).folded;
    const matches: Match[] = [];
    if (needle.trim() === '') return matches;
    for (const row of rows) {
      if (row.kind !== 'message') continue;
      const { folded, places } = foldRow(row, row.text);
      for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
        if (matches.length === MAX_MATCHES) return matches;
        const end = at + needle.length;
        matches.push({ key: row.key, start: places?.[at] ?? at, end: places?.[end] ?? end });
      }
    }
    return matches;
  };
}
