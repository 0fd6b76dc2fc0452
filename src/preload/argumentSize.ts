/** Longer than the longest text that a command takes, and short enough to cross without anybody noticing. */
const MAX_CHARACTERS = 1_000_000;
const MAX_PARTS = 10_000;

/**
 * Whether an argument is more than any command takes. What crosses to the main process is unpacked there before a
 * schema can look at it: a hundred million characters would hold up the polling, so they are stopped on this side.
 */
export function isTooLarge(argument: unknown): boolean {
  let characters = 0;
  let parts = 0;
  const waiting: unknown[] = [argument];
  while (waiting.length > 0) {
    const value = waiting.pop();
    parts += 1;
    if (typeof value === 'string') characters += value.length;
    else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) characters += value.byteLength;
    else if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        characters += key.length;
        waiting.push(inner);
        if (waiting.length > MAX_PARTS) return true;
      }
    }
    if (characters > MAX_CHARACTERS || parts > MAX_PARTS) return true;
  }
  return false;
}
