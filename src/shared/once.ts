/**
 * Builds the value when it is asked for the first time, and keeps it. For the rules of the schema library: building one
 * takes longer than using it, and of the many that the app has, its start needs a few.
 */
export function once<Value extends object>(build: () => Value): () => Value {
  let built: Value | null = null;
  return () => (built ??= build());
}
