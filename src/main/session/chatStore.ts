import {
  readFileIfThere,
  removeFile,
  removeLeftovers,
  setAside,
  writeFileAtomically,
} from '../lib/atomicFile';
import { createLatestWriter } from '../lib/latestWriter';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { formatRecord, parseRecord, type ChatRecord } from './chatRecord';

/** Keeps the record of the running chat. */
export interface ChatStore {
  /**
   * What an earlier run left, or null. A damaged record is set aside, kept and reported; that of a newer version of
   * the app stays where it is, and nothing is saved over it.
   */
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
  /** What stands at the path and must not be lost. */
  let inTheWay: 'newerRecord' | 'unreadable' | null = null;
  const writer = createLatestWriter(async (record: ChatRecord | null) => {
    if (inTheWay === 'newerRecord') {
      if (record !== null) throw new Error('The record of a newer version of the app must not be replaced');
      return;
    }
    if (inTheWay === 'unreadable') await clearWay();
    if (record === null) await removeFile(path);
    else await writeFileAtomically(path, formatRecord(record), clock);
  });

  /** Throws when what cannot be read can neither be moved. */
  async function clearWay(): Promise<void> {
    try {
      const aside = await setAside(path, clock.now());
      log.error('chat record set aside', { aside });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    inTheWay = null;
  }

  async function refuse(error: unknown): Promise<void> {
    // Its message may quote what a person wrote.
    log.error('chat record damaged or unreadable', {
      reason: error instanceof Error ? error.name : 'unknown',
    });
    inTheWay = 'unreadable';
    try {
      await clearWay();
    } catch (stuck) {
      log.error('chat record cannot be set aside yet', { error: stuck });
    }
  }

  async function removeWhatWasCutOff(): Promise<void> {
    try {
      await removeLeftovers(path);
    } catch (error) {
      log.warn('leftovers of the chat record not removed', { error });
    }
  }

  return {
    async load() {
      await removeWhatWasCutOff();
      try {
        const text = await readFileIfThere(path);
        if (text === null) return null;
        const record = parseRecord(text);
        if (record !== 'newer') return record;
        inTheWay = 'newerRecord';
        log.error('chat record of a newer version of the app, left alone');
      } catch (error) {
        await refuse(error);
      }
      return null;
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
