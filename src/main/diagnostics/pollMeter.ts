import type { GwsClient } from '../gws/client';
import type { Clock } from '../lib/time';

/** Of so many polls the times are remembered. */
const KEPT_POLLS = 1000;

/** How long the contact center took for an answer. Null before the first. */
export interface PollLatency {
  readonly answers: number;
  readonly failures: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Watches the polls of all chats since the app was started. */
export interface PollMeter {
  /** The same client, whose reads of the transcript are timed. */
  watch(client: GwsClient): GwsClient;
  getLastGoodAtMs(): number | null;
  getLatency(): PollLatency | null;
}

function getPercentile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

export function createPollMeter(clock: Clock): PollMeter {
  let lastGoodAtMs: number | null = null;
  let tookMs: number[] = [];
  let answers = 0;
  let failures = 0;

  return {
    watch: (client) => ({
      ...client,
      async getTranscript(...asked) {
        const startedMs = clock.monotonic();
        try {
          const reading = await client.getTranscript(...asked);
          lastGoodAtMs = clock.now();
          answers += 1;
          tookMs = [...tookMs.slice(1 - KEPT_POLLS), clock.monotonic() - startedMs];
          return reading;
        } catch (error) {
          failures += 1;
          throw error;
        }
      },
    }),
    getLastGoodAtMs: () => lastGoodAtMs,
    getLatency() {
      if (answers + failures === 0) return null;
      const sorted = tookMs.toSorted((one, other) => one - other);
      return {
        answers,
        failures,
        p50Ms: getPercentile(sorted, 0.5),
        p95Ms: getPercentile(sorted, 0.95),
        p99Ms: getPercentile(sorted, 0.99),
        maxMs: Math.round(sorted.at(-1) ?? 0),
      };
    },
  };
}
