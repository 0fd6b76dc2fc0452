/**
 * Where each row of a long list stands, from the heights that have been measured and guesses for the others. The
 * page draws only the rows near to what is seen, and leaves the room of the others empty.
 */

export interface Measured {
  readonly key: string;
}

/** Rows `first` to `last`, both included. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** A row that is drawn, and how much empty room is above it for those that are not. */
export interface DrawnRow<Row> {
  readonly row: Row;
  readonly index: number;
  readonly gapPx: number;
}

export interface RowLayout<Row extends Measured> {
  setRows(rows: readonly Row[]): void;
  setHeight(key: string, heightPx: number): void;
  getTotalPx(): number;
  /** -1 for a row that is not there. */
  indexOf(key: string): number;
  /** Distance of the upper edge of a row from the upper edge of the first. */
  getTopPx(index: number): number;
  /** The rows that touch the stretch from `fromPx` to `toPx`; at least one, where there is any. */
  findRange(fromPx: number, toPx: number): RowRange;
  /** The rows of the ranges in order, each once, with the gaps between them. */
  draw(ranges: readonly RowRange[]): { readonly drawn: readonly DrawnRow<Row>[]; readonly belowPx: number };
}

export function createRowLayout<Row extends Measured>(guessHeightPx: (row: Row) => number): RowLayout<Row> {
  let rows: readonly Row[] = [];
  const measured = new Map<string, number>();
  /** May hold rows that are gone; a look at the row tells. */
  const indexes = new Map<string, number>();
  /** `tops[i]` is where row i begins; valid up to `validUpTo`. */
  let tops = new Float64Array(1);
  let validUpTo = 0;

  function indexOf(key: string): number {
    const index = indexes.get(key) ?? -1;
    return rows[index]?.key === key ? index : -1;
  }

  function heightOf(row: Row): number {
    return measured.get(row.key) ?? guessHeightPx(row);
  }

  function ensureTops(upTo: number): void {
    for (let at = validUpTo; at < upTo; at += 1) {
      const row = rows[at];
      tops[at + 1] = (tops[at] ?? 0) + (row === undefined ? 0 : heightOf(row));
    }
    validUpTo = Math.max(validUpTo, upTo);
  }

  function getTopPx(index: number): number {
    ensureTops(index);
    return tops[index] ?? 0;
  }

  /** The last row that begins at or above this place. */
  function findIndexAt(px: number): number {
    ensureTops(rows.length);
    let low = 0;
    let high = Math.max(0, rows.length - 1);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((tops[middle] ?? 0) <= px) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    setRows(next) {
      const shared = countShared(rows, next);
      rows = next;
      validUpTo = Math.min(validUpTo, shared);
      next.slice(shared).forEach(({ key }, at) => indexes.set(key, shared + at));
      if (tops.length <= next.length) {
        const grown = new Float64Array(next.length * 2 + 1);
        grown.set(tops);
        tops = grown;
      }
    },
    setHeight(key, heightPx) {
      if (measured.get(key) === heightPx) return;
      measured.set(key, heightPx);
      const index = indexOf(key);
      if (index !== -1) validUpTo = Math.min(validUpTo, index);
    },
    getTotalPx: () => getTopPx(rows.length),
    indexOf,
    getTopPx,
    findRange: (fromPx, toPx) => ({ first: findIndexAt(fromPx), last: findIndexAt(toPx) }),
    draw(ranges) {
      const drawn: DrawnRow<Row>[] = [];
      let next = 0;
      for (const { first, last } of joined(ranges, rows.length)) {
        for (let index = first; index <= last; index += 1) {
          const row = rows[index];
          if (row === undefined) break;
          drawn.push({ row, index, gapPx: index === first ? getTopPx(first) - getTopPx(next) : 0 });
        }
        next = last + 1;
      }
      return { drawn, belowPx: getTopPx(rows.length) - getTopPx(next) };
    },
  };
}

/** How many rows at the beginning are the same. */
function countShared(before: readonly Measured[], after: readonly Measured[]): number {
  const most = Math.min(before.length, after.length);
  let count = 0;
  while (count < most && (before[count] === after[count] || before[count]?.key === after[count]?.key))
    count += 1;
  return count;
}

/** In order, without overlaps, and within the list. */
function joined(ranges: readonly RowRange[], length: number): readonly RowRange[] {
  const result: RowRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const first = Math.max(0, range.first, (result.at(-1)?.last ?? -1) + 1);
    const last = Math.min(length - 1, range.last);
    if (first <= last) result.push({ first, last });
  }
  return result;
}
