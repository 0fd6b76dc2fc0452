import { z } from 'zod';
import type { TextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';

/** What is kept of a wipe: when, how it went and where it failed, and nothing of what was wiped. */
const receiptSchema = () =>
  z.object({
    atMs: z.number(),
    tookMs: z.number(),
    result: z.enum(['clean', 'failed']),
    /** A step of the wipe that failed, or where something was found. Null when it was clean. */
    place: z.string().nullable(),
  });
export type WipeReceipt = z.output<ReturnType<typeof receiptSchema>>;

export interface WipeReceipts {
  /** What earlier runs have left. */
  load(): Promise<void>;
  add(receipt: WipeReceipt): void;
  /** Null where there is none. */
  getLast(): WipeReceipt | null;
  /** The latest first. */
  getAll(): readonly WipeReceipt[];
  whenSaved(): Promise<void>;
}

const MAX_RECEIPTS = 50;

export function createWipeReceipts(file: TextFile, log: Log): WipeReceipts {
  let receipts: readonly WipeReceipt[] = [];
  let saved: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    try {
      await file.save(JSON.stringify(receipts));
    } catch (error) {
      log.warn('receipts of wipes not saved', { error });
    }
  }

  return {
    async load() {
      try {
        const content = await file.load();
        if (content === null) return;
        const earlier = z.array(receiptSchema()).parse(JSON.parse(content));
        receipts = [...receipts, ...earlier].slice(0, MAX_RECEIPTS);
      } catch (error) {
        log.warn('receipts of wipes damaged, begun anew', { error });
        await file.setAside().catch(() => undefined);
      }
    },
    add(receipt) {
      receipts = [receipt, ...receipts].slice(0, MAX_RECEIPTS);
      saved = save();
    },
    getLast: () => receipts[0] ?? null,
    getAll: () => receipts,
    whenSaved: () => saved,
  };
}
