import type { ChatView } from '@shared/chat';
import type { LastWipe, ProcessMemory, StatusView } from '@shared/diagnostics';
import type { Clock } from '../lib/time';
import type { ErrorMemory } from './errorMemory';
import type { PollMeter } from './pollMeter';

/** The part of Electron's `ProcessMetric` that is needed. */
export interface ProcessMetric {
  readonly type: string;
  readonly memory: { readonly workingSetSize: number };
}

export interface StatusParts {
  readonly version: string;
  readonly electronVersion: string;
  readonly getView: () => ChatView;
  readonly polls: Pick<PollMeter, 'getLastGoodAtMs'>;
  readonly errors: Pick<ErrorMemory, 'getLast'>;
  /** Electron's `app.getAppMetrics`. */
  readonly getAppMetrics: () => readonly ProcessMetric[];
  readonly getLastWipe: () => LastWipe | null;
  readonly getPolicyFaults: () => readonly string[];
  readonly clock: Clock;
}

function toMemory({ type, memory }: ProcessMetric): ProcessMemory {
  return { name: type, mebibytes: Math.round(memory.workingSetSize / 1024) };
}

/** How this machine is doing now. */
export function createStatus(parts: StatusParts): () => StatusView {
  const startedMs = parts.clock.monotonic();
  return () => {
    const { phase, outgoing } = parts.getView();
    return {
      version: parts.version,
      electronVersion: parts.electronVersion,
      uptimeMs: Math.round(parts.clock.monotonic() - startedMs),
      phase: phase.name,
      lastGoodPollAtMs: parts.polls.getLastGoodAtMs(),
      unsentCount: outgoing.length,
      memory: parts.getAppMetrics().map(toMemory),
      lastWipe: parts.getLastWipe(),
      lastErrors: parts.errors.getLast(),
      policyFaults: parts.getPolicyFaults(),
    };
  };
}
