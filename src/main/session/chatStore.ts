import { rm } from 'node:fs/promises';
import { readFileIfThere, setAside, writeFileAtomically } from '../lib/atomicFile';
import { createLatestWriter } from '../lib/latestWriter';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { formatRecord, parseRecord, type ChatRecord } from './chatRecord';

/** Keeps the record of the running chat. */
export interface ChatStore {
  /** What an earlier run left, or null. A damaged record is set aside, kept and reported. */
  load(): Promise<ChatRecord | null>;
  /** Resolves when the record, or a newer one, is safe; null removes it. It never rejects: see `isSaved`. */
  save(record: ChatRecord | null): Promise<void>;
  /** False while the disk does not take the record: what is typed now would not outlive a crash. */
  isSaved(): boolean;
}

/** A counter keeps nothing of its customers on the disk. */
export function createMemoryChatStore(): ChatStore {
  return { load: () => Promise.resolve(null), save: () => Promise.resolve(), isSaved: () => true };
}

export function createChatFile(path: string, clock: Clock, log: Log): ChatStore {
  let isSaved = true;
  const writer = createLatestWriter(async (record: ChatRecord | null) => {
    if (record === null) await rm(path, { force: true });
    else await writeFileAtomically(path, formatRecord(record), clock);
  });

  return {
    async load() {
      try {
        const text = await readFileIfThere(path);
        if (text === null) return null;
        try {
          return parseRecord(text);
        } catch (error) {
          log.error('chat record damaged, set aside', { aside: await setAside(path, clock.now()), error });
          return null;
        }
      } catch (error) {
        log.error('chat record unreadable', { error });
        return null;
      }
    },
    async save(record) {
      try {
        await writer.save(record);
        isSaved = true;
      } catch (error) {
        if (isSaved) log.error('chat record not saved', { error });
        isSaved = false;
      }
    },
    isSaved: () => isSaved,
  };
}
