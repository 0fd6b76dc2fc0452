/** How many letters must be added, removed or changed to make one word of the other (Levenshtein). */
export function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

const MOST_EDITS = 2;
/** Nothing that is to be found is nearly so long; a name of a megabyte must not be compared letter by letter. */
const MAX_LENGTH = 64;

/** The name that was probably meant by a mistyped one, or null. */
export function findNearName<Name extends string>(typed: string, names: readonly Name[]): Name | null {
  if (typed.length > MAX_LENGTH) return null;
  const word = typed.toLowerCase();
  const near = names
    .map((name) => ({ name, edits: countEdits(word, name.toLowerCase()) }))
    // Of a short word too much would be left open.
    .filter(({ name, edits }) => edits <= Math.min(MOST_EDITS, Math.floor(name.length / 4)))
    .sort((one, other) => one.edits - other.edits);
  return near[0]?.name ?? null;
}
