import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How the wipes of this run went, by the counter's own receipts. */
export interface Wipes {
  readonly tookMs: readonly number[];
  readonly failed: number;
}

interface Receipt {
  readonly atMs: number;
  readonly tookMs: number;
  readonly result: string;
}

export interface WipeWatch {
  /** The counter keeps the last ones only: to be called often enough to see all. */
  look(): Promise<void>;
  get(): Wipes;
}

export function watchWipes(userDataFolder: string): WipeWatch {
  const seen = new Map<number, Receipt>();
  return {
    async look() {
      // There is none before the first wipe.
      const content = await readFile(join(userDataFolder, 'wipes.json'), 'utf8').catch(() => '[]');
      for (const receipt of JSON.parse(content) as Receipt[]) seen.set(receipt.atMs, receipt);
    },
    get() {
      const receipts = [...seen.values()];
      const clean = receipts.filter(({ result }) => result === 'clean');
      return { tookMs: clean.map(({ tookMs }) => tookMs), failed: receipts.length - clean.length };
    },
  };
}
