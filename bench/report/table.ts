/** Rows as text under their headings: the first column to the left, numbers to the right. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const toLine = (cells: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [toLine(headings), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(toLine)].join(
    '\n',
  );
}

/** A promise beside what was found. */
export function formatTarget(what: string, found: string, isMet: boolean): string {
  return `${isMet ? 'met   ' : 'MISSED'}  ${what}: ${found}`;
}
