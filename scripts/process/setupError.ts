/**
 * A set-up that can't go on, for a reason a person can act on. Commands print its message alone, without a
 * stack.
 */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
