/**
 * Whether a text in the transcript is the one that was sent. Servers trim, turn line ends around, normalise and
 * escape; anything beyond these is a different text. Docs: reliability, "Send algorithm", step 6.
 */
export function isSameText(sent: string, seen: string): boolean {
  if (sent === seen) return true;
  const tidySent = tidy(sent);
  const tidySeen = tidy(seen);
  return tidySent === tidySeen || tidySent === tidy(unescapeHtml(seen)) || isTruncation(tidySent, tidySeen);
}

/** A server that cuts long texts keeps a long beginning; a short one would match by accident. */
const SHORTEST_TRUNCATION = 200;

function isTruncation(sent: string, seen: string): boolean {
  return seen.length >= SHORTEST_TRUNCATION && sent.startsWith(seen);
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
};

function unescapeHtml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos|#39|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}
