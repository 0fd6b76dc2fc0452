import { z } from 'zod';
import { once } from '@shared/once';
import { getBackoffMs } from '../lib/backoff';
import type { Log } from '../lib/log';
import { MINUTE, SECOND, type CancelTimer, type Clock } from '../lib/time';
import type { ChatAddress } from '../gws/client';
import { toChatServer, type ChatServer } from './chatConnection';

/**
 * Chats that a customer has left and whose end the server has not confirmed yet. No agent should wait for somebody who
 * has gone, so each is ended in the background, also after a crash and while a new chat runs. The journal holds
 * nothing but where the chat lives: no text and no name.
 */

const endSchema = () =>
  z.object({
    serverUrl: z.string(),
    contactCenter: z.string().exactOptional(),
    chat: z.object({
      id: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
      form: z.enum(['chats', 'me/chat']),
      formIsGuess: z.boolean(),
    }),
    askedAtMs: z.number(),
  });
const journalSchema = once(() => z.array(endSchema()));

export type UnfinishedEnd = z.output<ReturnType<typeof endSchema>>;

export interface EndsJournal {
  load(): Promise<string | null>;
  /** Resolves when the content is safe. */
  save(content: string): Promise<void>;
  /** Moves what cannot be read out of the way, and keeps it. A journal in memory has nothing to move. */
  setAside?(): Promise<string>;
}

export interface UnfinishedEndsOptions {
  readonly journal: EndsJournal;
  /** One attempt: true when the server has confirmed, or no longer knows the chat. */
  readonly complete: (end: UnfinishedEnd) => Promise<boolean>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** Nothing of this rejects: a journal that cannot be written is reported, and the ends go on from memory. */
export interface UnfinishedEnds {
  /** Takes up what an earlier run left. */
  start(): Promise<void>;
  /** Notes the wish before the first attempt; whoever notes it makes that attempt. */
  note(server: ChatServer, chat: ChatAddress): Promise<void>;
  confirm(chatId: string): Promise<void>;
  /** The one who noted it has given up: from here on it is tried in the background. */
  handOver(chatId: string): void;
  stop(): void;
}

interface Entry {
  readonly end: UnfinishedEnd;
  /** On the clock that only goes forward: the other may jump. */
  readonly giveUpAtMs: number;
  isInBackground: boolean;
  cancelTimer: CancelTimer;
}

/** The server itself ends a silent chat in under a minute; a day covers a server that was away. */
const KEPT_FOR_MS = 24 * 60 * MINUTE;
const BACKOFF = { baseMs: 2 * SECOND, capMs: MINUTE };
/** A journal can only grow while a server is away; the oldest chats have long ended by themselves. */
const MAX_ENDS = 100;

export function createUnfinishedEnds(options: UnfinishedEndsOptions): UnfinishedEnds {
  const { journal, clock, random, log } = options;
  /** By chat id, the oldest first. */
  const entries = new Map<string, Entry>();
  let loading: Promise<void> | null = null;
  let ofEarlierRun: readonly string[] = [];
  let isStopped = false;

  /** Before anything is written, so that a note of this run takes nothing away from what an earlier one left. */
  function load(): Promise<void> {
    loading ??= loadOnce();
    return loading;
  }

  async function loadOnce(): Promise<void> {
    try {
      const content = await journal.load();
      if (content === null) return;
      const ends = journalSchema().parse(JSON.parse(content));
      for (const end of ends) add(end);
      ofEarlierRun = [...entries.keys()];
    } catch (error) {
      log.error('journal of ends damaged, begun anew', { error });
      await setAside();
    }
  }

  async function setAside(): Promise<void> {
    try {
      await journal.setAside?.();
    } catch (error) {
      log.error('damaged journal of ends not set aside', { error });
    }
  }

  async function save(): Promise<void> {
    try {
      await journal.save(JSON.stringify([...entries.values()].map(({ end }) => end)));
    } catch (error) {
      log.error('journal of ends not saved', { error });
    }
  }

  function add(end: UnfinishedEnd): void {
    const ageMs = Math.min(Math.max(clock.now() - end.askedAtMs, 0), KEPT_FOR_MS);
    const giveUpAtMs = clock.monotonic() + KEPT_FOR_MS - ageMs;
    remove(end.chat.id);
    entries.set(end.chat.id, { end, giveUpAtMs, isInBackground: false, cancelTimer: () => undefined });
    for (const oldest of entries.keys()) {
      if (entries.size <= MAX_ENDS) return;
      remove(oldest);
    }
  }

  function remove(chatId: string): void {
    entries.get(chatId)?.cancelTimer();
    entries.delete(chatId);
  }

  async function confirm(chatId: string): Promise<void> {
    await load();
    remove(chatId);
    await save();
  }

  function tryLater(entry: Entry, failures: number): void {
    if (isStopped) return;
    entry.isInBackground = true;
    entry.cancelTimer = clock.after(
      getBackoffMs(failures, random, BACKOFF),
      () => void attempt(entry, failures),
    );
  }

  async function completeSafely(end: UnfinishedEnd): Promise<boolean> {
    try {
      return await options.complete(end);
    } catch (error) {
      log.error('attempt to end a chat threw', { error });
      return false;
    }
  }

  async function attempt(entry: Entry, failures: number): Promise<void> {
    const chatId = entry.end.chat.id;
    const isDone = await completeSafely(entry.end);
    // Confirmed by somebody else meanwhile, or noted anew.
    if (entries.get(chatId) !== entry) return;
    const isTooOld = clock.monotonic() >= entry.giveUpAtMs;
    if (isDone || isTooOld) {
      log.info('chat ended in the background', { chatId, failures, isTooOld });
      await confirm(chatId);
    } else {
      tryLater(entry, failures + 1);
    }
  }

  function handOver(chatId: string): void {
    const entry = entries.get(chatId);
    if (entry !== undefined && !entry.isInBackground) tryLater(entry, 1);
  }

  return {
    async start() {
      await load();
      // What has been noted since belongs to whoever noted it.
      for (const chatId of ofEarlierRun) handOver(chatId);
      ofEarlierRun = [];
    },
    async note(server, chat) {
      await load();
      ofEarlierRun = ofEarlierRun.filter((chatId) => chatId !== chat.id);
      add({ ...toChatServer(server), chat: { ...chat }, askedAtMs: clock.now() });
      await save();
    },
    confirm,
    handOver,
    stop() {
      isStopped = true;
      for (const { cancelTimer } of entries.values()) cancelTimer();
    },
  };
}
