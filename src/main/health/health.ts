import type { LastWipe } from '@shared/diagnostics';
import type { ChatPhase, ChatView } from '@shared/chat';
import type { OutOfServiceReason } from '@shared/staff';
import { SECOND, type Clock } from '../lib/time';
import type { Recoveries } from '../recovery/recoveries';

/**
 * How this installation is, for whoever looks after a fleet of them. Numbers and names of states only: nothing that
 * anybody has said, and nothing that says who.
 */
export interface Health {
  readonly version: string;
  readonly mode: 'counter' | 'desk';
  readonly state: ChatPhase['name'];
  /** When that began, in ISO 8601. */
  readonly since: string;
  /** Why a counter takes no customers; null while it does. */
  readonly outOfService: OutOfServiceReason | null;
  /** When this was written, in ISO 8601. */
  readonly at: string;
  /** When the contact center last answered a poll of the running chat; null before the first. */
  readonly lastAnswer: string | null;
  readonly isOnline: boolean;
  readonly isSupervised: boolean;
  readonly upForSeconds: number;
  readonly memoryMiB: number;
  /** How often the supervisor has started the app again. */
  readonly restarts: number;
  readonly recoveries: Recoveries;
  /** The last wipe of a counter; null before the first. */
  readonly lastWipe: { readonly at: string; readonly isVerified: boolean } | null;
}

export interface HealthSources {
  readonly version: string;
  readonly isCounter: boolean;
  readonly getView: () => Pick<ChatView, 'phase' | 'link'>;
  readonly getOutOfService: () => OutOfServiceReason | null;
  readonly isOnline: () => boolean;
  readonly isSupervised: () => boolean;
  readonly getMemoryMiB: () => number;
  readonly getRestarts: () => number;
  readonly getRecoveries: () => Recoveries;
  readonly getLastWipe: () => LastWipe | null;
  readonly clock: Clock;
}

export interface HealthWatch {
  /** To be called whenever the state of the chat may have changed. */
  noteState(): void;
  get(): Health;
}

const toIso = (atMs: number) => new Date(atMs).toISOString();

export function createHealthWatch(sources: HealthSources): HealthWatch {
  const { clock } = sources;
  const startedMs = clock.monotonic();
  let state = sources.getView().phase.name;
  let sinceMs = clock.now();
  let answeredAtMs: number | null = null;

  function noteState(): void {
    const { phase, link } = sources.getView();
    if (phase.name === 'waiting' || phase.name === 'chatting')
      answeredAtMs = link.name === 'live' ? clock.now() : (link.lastGoodAtMs ?? answeredAtMs);
    if (phase.name === state) return;
    state = phase.name;
    sinceMs = clock.now();
  }

  return {
    noteState,
    get() {
      noteState();
      const wipe = sources.getLastWipe();
      return {
        version: sources.version,
        mode: sources.isCounter ? 'counter' : 'desk',
        state,
        since: toIso(sinceMs),
        outOfService: sources.getOutOfService(),
        at: toIso(clock.now()),
        lastAnswer: answeredAtMs === null ? null : toIso(answeredAtMs),
        isOnline: sources.isOnline(),
        isSupervised: sources.isSupervised(),
        upForSeconds: Math.floor((clock.monotonic() - startedMs) / SECOND),
        memoryMiB: sources.getMemoryMiB(),
        restarts: sources.getRestarts(),
        recoveries: sources.getRecoveries(),
        lastWipe: wipe === null ? null : { at: toIso(wipe.atMs), isVerified: wipe.result === 'clean' },
      };
    },
  };
}
