import { z } from 'zod';
import { getBackoffMs } from '../lib/backoff';
import type { Log } from '../lib/log';
import { MINUTE, SECOND, type CancelTimer, type Clock } from '../lib/time';
import type { ChatAddress } from '../gws/client';

/**
 * Chats that a customer has left and whose end the server has not confirmed yet. No agent should wait for somebody who
 * has gone, so each is ended in the background, also after a crash and while a new chat runs. The journal holds
 * nothing but where the chat lives: no text and no name.
 */

const endSchema = z.object({
  serverUrl: z.string(),
  chat: z.object({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
    form: z.enum(['chats', 'me/chat']),
    formIsGuess: z.boolean(),
  }),
  askedAtMs: z.number(),
});
const journalSchema = z.array(endSchema);

export type UnfinishedEnd = z.output<typeof endSchema>;

export interface EndsJournal {
  load(): Promise<string | null>;
  /** Resolves when the content is safe. */
  save(content: string): Promise<void>;
}

export interface UnfinishedEndsOptions {
  readonly journal: EndsJournal;
  /** One attempt: true when the server has confirmed, or no longer knows the chat. It never rejects. */
  readonly complete: (end: UnfinishedEnd) => Promise<boolean>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

export interface UnfinishedEnds {
  /** Takes up what an earlier run left. */
  start(): Promise<void>;
  /** Notes the wish before the first attempt; whoever notes it makes that attempt. */
  note(serverUrl: string, chat: ChatAddress): Promise<void>;
  confirm(chatId: string): Promise<void>;
  /** The one who noted it has given up: from here on it is tried in the background. */
  handOver(chatId: string): void;
  stop(): void;
}

/** The server itself ends a silent chat in under a minute; a day covers a server that was away. */
const KEPT_FOR_MS = 24 * 60 * MINUTE;
const BACKOFF = { baseMs: 2 * SECOND, capMs: MINUTE };
/** A journal can only grow while a server is away; the oldest chats have long ended by themselves. */
const MAX_ENDS = 100;

export function createUnfinishedEnds(options: UnfinishedEndsOptions): UnfinishedEnds {
  const { journal, complete, clock, random, log } = options;
  let ends: readonly UnfinishedEnd[] = [];
  const timers = new Map<string, CancelTimer>();
  let isStopped = false;

  async function save(): Promise<void> {
    try {
      await journal.save(JSON.stringify(ends));
    } catch (error) {
      log.error('journal of ends not saved', { error });
    }
  }

  function confirm(chatId: string): Promise<void> {
    timers.get(chatId)?.();
    timers.delete(chatId);
    ends = ends.filter(({ chat }) => chat.id !== chatId);
    return save();
  }

  function tryLater(end: UnfinishedEnd, failures: number): void {
    if (isStopped) return;
    timers.set(
      end.chat.id,
      clock.after(getBackoffMs(failures, random, BACKOFF), () => void attempt(end, failures)),
    );
  }

  async function attempt(end: UnfinishedEnd, failures: number): Promise<void> {
    const isTooOld = clock.now() - end.askedAtMs > KEPT_FOR_MS;
    if (isTooOld || (await complete(end))) {
      log.info('chat ended in the background', { chatId: end.chat.id, failures, isTooOld });
      await confirm(end.chat.id);
    } else {
      tryLater(end, failures + 1);
    }
  }

  return {
    async start() {
      const content = await journal.load();
      if (content === null) return;
      try {
        ends = [...journalSchema.parse(JSON.parse(content)), ...ends];
      } catch (error) {
        log.error('journal of ends damaged, begun anew', { error });
        return;
      }
      for (const end of ends) tryLater(end, 1);
    },
    note(serverUrl, chat) {
      const end = { serverUrl, chat: { ...chat }, askedAtMs: clock.now() };
      ends = [...ends.filter((other) => other.chat.id !== chat.id), end].slice(-MAX_ENDS);
      return save();
    },
    confirm,
    handOver(chatId) {
      const end = ends.find(({ chat }) => chat.id === chatId);
      if (end !== undefined && !timers.has(chatId)) tryLater(end, 1);
    },
    stop() {
      isStopped = true;
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
