/** Where the arrow keys lead in a grid whose last rows may be shorter. */

export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridKey {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/**
 * The place that a key leads to, the same place at an edge, and null for a key that does not move. `rowLengths` are the
 * cells in each row. Left and right run as the page is read, so that they end where the finger points.
 */
export function moveInGrid(
  rowLengths: readonly number[],
  from: GridPlace,
  { key, ctrlKey }: GridKey,
  isRightToLeft: boolean,
): GridPlace | null {
  const lastRow = rowLengths.length - 1;
  const endOf = (row: number) => Math.max(0, (rowLengths[row] ?? 1) - 1);
  const toRow = (row: number) => ({ row, column: Math.min(from.column, endOf(row)) });
  switch (key) {
    case 'ArrowUp':
      return from.row === 0 ? from : toRow(from.row - 1);
    case 'ArrowDown':
      return from.row === lastRow ? from : toRow(from.row + 1);
    case 'ArrowLeft':
    case 'ArrowRight':
      return moveAlong(rowLengths, from, (key === 'ArrowRight') === isRightToLeft ? -1 : 1);
    case 'Home':
      return { row: ctrlKey ? 0 : from.row, column: 0 };
    case 'End':
      return ctrlKey ? { row: lastRow, column: endOf(lastRow) } : { ...from, column: endOf(from.row) };
    default:
      return null;
  }
}

/** One cell on or back, over the end of a row too. */
function moveAlong(rowLengths: readonly number[], { row, column }: GridPlace, by: 1 | -1): GridPlace {
  const next = column + by;
  if (next >= 0 && next < (rowLengths[row] ?? 0)) return { row, column: next };
  const nextLength = rowLengths[row + by];
  if (nextLength === undefined) return { row, column };
  return { row: row + by, column: by === 1 ? 0 : Math.max(0, nextLength - 1) };
}
