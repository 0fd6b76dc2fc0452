import type { Log } from '../../lib/log';
import { MINUTE, SECOND, type CancelTimer, type Clock } from '../../lib/time';
import { readPolicies, type Policy, type PolicyReading } from './policy';
import type { PolicySource } from './policySource';

/** Calls back when something in the folder may have changed; null where that cannot be told. */
export type WatchFolder = (folder: string, onChange: () => void) => (() => void) | null;

export interface PolicyKeeperOptions {
  readonly sources: readonly PolicySource[];
  readonly first: PolicyReading;
  readonly watchFolder: WatchFolder;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: (policy: Policy) => void;
  /** Around each reading: one that hangs must not keep the app from ending. */
  readonly guardReading?: (reading: Promise<PolicyReading>) => Promise<PolicyReading>;
}

/** Editors and programs that hand files out write more than once; half a file is worth no look. */
const SETTLED_AFTER_MS = 200;
const LOOK_AGAIN_MS = 30 * SECOND;
/** Where a program of the system has to be started for each look. */
const ASK_AGAIN_MS = 5 * MINUTE;

export interface PolicyKeeper {
  /** What is wrong with the policy as it lies there now, one line each. */
  getFaults(): readonly string[];
  stop(): void;
}

/**
 * Keeps the policy up to date while the app runs. What becomes unreadable, malformed or goes away loosens nothing:
 * the last good policy stays until there is a good one again, or the app is started anew.
 */
export function keepPolicy({
  sources,
  first,
  watchFolder,
  clock,
  log,
  onChange,
  guardReading = (reading) => reading,
}: PolicyKeeperOptions): PolicyKeeper {
  const lookAgainMs = sources.some(({ folder }) => folder === null) ? ASK_AGAIN_MS : LOOK_AGAIN_MS;
  const folders = [...new Set(sources.flatMap(({ folder }) => folder ?? []))];
  const watches = new Map<string, () => void>();
  const wasThere = new Set(
    first.sources.filter(({ state }) => state === 'inForce').map(({ place }) => place),
  );
  let inForce = JSON.stringify(first.policy);
  let toldFaults = describe(first);
  let isStopped = false;
  let looking: Promise<void> = Promise.resolve();
  let cancelTimer: CancelTimer = () => undefined;
  let isLookNear = false;

  function watch(): void {
    for (const folder of folders) {
      if (watches.has(folder)) continue;
      const stop = watchFolder(folder, noteChange);
      if (stop !== null) watches.set(folder, stop);
    }
  }

  /** Does not wait for the last of many changes: in a busy folder there may be none. */
  function noteChange(): void {
    if (isLookNear || isStopped) return;
    isLookNear = true;
    lookIn(SETTLED_AFTER_MS);
  }

  function lookIn(delayMs: number): void {
    cancelTimer();
    cancelTimer = clock.after(delayMs, () => {
      isLookNear = false;
      // A folder that is made later can be watched from then on.
      watch();
      lookIn(lookAgainMs);
      looking = looking.then(look).catch((error: unknown) => log.error('policy not looked at', { error }));
    });
  }

  async function look(): Promise<void> {
    const reading = await guardReading(readPolicies(sources));
    if (isStopped) return;
    const gone = reading.sources.filter(({ place, state }) => state === 'absent' && wasThere.has(place));
    tellFaults(
      reading,
      gone.map(({ place }) => place),
    );
    if (!reading.policy.ok || gone.length > 0) return;
    for (const { place, state } of reading.sources) if (state === 'inForce') wasThere.add(place);
    const now = JSON.stringify(reading.policy);
    if (now === inForce) return;
    inForce = now;
    log.info('policy changed', { settings: Object.keys(reading.policy.value.places) });
    onChange(reading.policy.value);
  }

  function tellFaults(reading: PolicyReading, gone: readonly string[]): void {
    const faults = [...describe(reading), ...gone.map((place) => `${place} has gone`)];
    if (faults.join('\n') === toldFaults.join('\n')) return;
    toldFaults = faults;
    const isKept = !reading.policy.ok || gone.length > 0;
    for (const fault of faults) log.warn('policy fault', { fault });
    if (isKept) log.error('policy refused, the last good one stays in force');
  }

  watch();
  lookIn(lookAgainMs);
  return {
    getFaults: () => toldFaults,
    stop() {
      isStopped = true;
      cancelTimer();
      for (const stop of watches.values()) stop();
    },
  };
}

function describe({ sources }: PolicyReading): string[] {
  return sources.flatMap(({ faults }) => faults);
}
