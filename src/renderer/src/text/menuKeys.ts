/**
 * Where a key moves the focus in a menu: to the neighbour, round its ends, to an end, or to the next choice whose
 * label begins with the letter. Null for a key that moves nothing.
 */
export function nextFocus(key: string, from: number, labels: readonly string[]): number | null {
  const count = labels.length;
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % count;
    case 'ArrowUp':
      return (Math.max(from, 0) - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return [...key].length === 1 && key !== ' ' ? nextWithLetter(key, from, labels) : null;
  }
}

function nextWithLetter(letter: string, from: number, labels: readonly string[]): number | null {
  const order = labels.map((_label, step) => (from + 1 + step) % labels.length);
  const found = order.find((index) => labels[index]?.toLowerCase().startsWith(letter.toLowerCase()));
  return found ?? null;
}
