import type { ConversationRow } from './conversationRows';
import { isLongText } from './messageLength';

/**
 * About how high a row will be, in rem. What is off is made up for when the row is drawn and measured, so only
 * the length of the scrollbar depends on it.
 */

const CHARACTERS_PER_LINE = 56;
const LINE = 1.5;
const SMALL_LINE = 1.5;
const BUBBLE = 1.5;
const FOLDED = 20;

export function guessHeightRem(row: ConversationRow): number {
  if (row.kind === 'notice') return 1.5 + LINE * countLines(row.text);
  if (row.kind !== 'message') return 2.75;
  const content = isLongText(row.text) ? FOLDED : BUBBLE + LINE * countLines(row.text);
  const author = row.startsGroup ? 1 + (row.author === 'customer' ? 0 : SMALL_LINE) : 0;
  return content + author + (row.showsState ? SMALL_LINE : 0);
}

function countLines(text: string): number {
  return text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / CHARACTERS_PER_LINE), 0);
}
