import { z } from 'zod';
import { once } from '@shared/once';
import type { TextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import { MINUTE, type Clock } from '../lib/time';
import { estimateUsualMinutes, REMEMBERED_MS, type PastWait } from './waitEstimate';

/**
 * How long chats of this installation waited for an agent, in a small file. No text, no name and no chat is in it, and
 * of the time only the hour, so a counter keeps it too.
 */

const HOUR = 60 * MINUTE;
/** Longer than any queue: a computer that slept, or a clock that was set. */
const MAX_WAIT_MS = 12 * HOUR;
/** Some months of a busy counter in about 30 kB. */
const MAX_WAITS = 1000;

const waitSchema = () =>
  z.object({
    atMs: z.number().int().nonnegative(),
    waitedMs: z.number().int().nonnegative().max(MAX_WAIT_MS),
    wasServed: z.boolean(),
  });
const historySchema = once(() =>
  z.object({
    /** Whose queue it is: the past of another contact center says nothing about this one. */
    queue: z.string(),
    waits: z.array(waitSchema()).max(MAX_WAITS),
  }),
);

/** Nothing of this rejects: an estimate is never worth a failure. */
export interface WaitHistory {
  /** Reads what earlier runs noted; a damaged file is set aside, kept and reported. */
  load(): Promise<void>;
  /** Notes a wait that has just ended. Resolves when the disk has it, or has refused it. */
  note(waitedMs: number, wasServed: boolean): Promise<void>;
  /** Resolves when what was noted so far is on the disk, or refused by it. */
  whenNoted(): Promise<void>;
  /** See `estimateUsualMinutes`. */
  getUsualMinutes(atMs: number): number | null;
}

/** One name for the queue that these settings lead to. */
export function getQueueName(settings: {
  readonly serverUrl: string;
  readonly contactCenterId: string;
  readonly endpoint: string;
}): string {
  return [settings.serverUrl, settings.contactCenterId, settings.endpoint].join(' ');
}

export interface WaitHistoryOptions {
  readonly file: TextFile;
  /** Names the queue that chats go to now; null while nothing of it is to be remembered, as in the demo. */
  readonly getQueue: () => string | null;
  readonly clock: Clock;
  readonly log: Log;
}

export function createWaitHistory({ file, getQueue, clock, log }: WaitHistoryOptions): WaitHistory {
  let queue = '';
  let waits: readonly PastWait[] = [];
  let noted: Promise<void> = Promise.resolve();

  async function refuseFile(error: unknown): Promise<void> {
    log.error('history of waits damaged, begun anew', { error });
    try {
      await file.setAside();
    } catch (stuck) {
      log.error('damaged history of waits not set aside', { error: stuck });
    }
  }

  function isWorthKeeping({ atMs }: PastWait): boolean {
    return Math.abs(clock.now() - atMs) <= REMEMBERED_MS;
  }

  function add(wait: PastWait): void {
    const now = getQueue() ?? '';
    const known = queue === now ? waits : [];
    queue = now;
    waits = [...known.filter(isWorthKeeping), wait].slice(-MAX_WAITS);
  }

  async function save(): Promise<void> {
    try {
      await file.save(JSON.stringify({ queue, waits }));
    } catch (error) {
      log.warn('history of waits not saved', { error });
    }
  }

  return {
    async load() {
      try {
        const text = await file.load();
        if (text !== null) ({ queue, waits } = historySchema().parse(JSON.parse(text)));
      } catch (error) {
        await refuseFile(error);
      }
    },
    note(waitedMs, wasServed) {
      if (getQueue() === null || waitedMs < 0 || waitedMs > MAX_WAIT_MS) return Promise.resolve();
      const atMs = new Date(Math.max(0, clock.now() - waitedMs)).setMinutes(0, 0, 0);
      add({ atMs: Math.max(0, atMs), waitedMs: Math.round(waitedMs), wasServed });
      noted = save();
      return noted;
    },
    whenNoted: () => noted,
    getUsualMinutes: (atMs) => (queue === getQueue() ? estimateUsualMinutes(waits, atMs) : null),
  };
}
