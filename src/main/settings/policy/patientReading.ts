import { SECOND, type Clock } from '../../lib/time';
import { readPolicies, type PolicyReading } from './policy';
import type { PolicySource } from './policySource';

/** A file of this machine answers within milliseconds, a server that has to wake up within seconds. */
export const SLOW_AFTER_MS = 5 * SECOND;

export interface PatienceOptions {
  readonly clock: Clock;
  /** Called at most once, with the places that have not answered. */
  readonly onSlow: (places: readonly string[]) => void;
}

/**
 * Reads all places, however long that takes: what does not answer may be the stricter one, so there is no going on
 * without it. A file on a drive that is dead never answers, and a read of it cannot be called off.
 */
export async function readPatiently(
  sources: readonly PolicySource[],
  { clock, onSlow }: PatienceOptions,
): Promise<PolicyReading> {
  const open = new Set(sources);
  const noted = sources.map((source) => ({
    ...source,
    load: () => source.load().finally(() => open.delete(source)),
  }));
  const cancel = clock.after(SLOW_AFTER_MS, () => onSlow([...open].map(({ place }) => place)));
  try {
    return await readPolicies(noted);
  } finally {
    cancel();
  }
}
