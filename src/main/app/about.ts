import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AboutView } from '@shared/ipc/contract';
import { once } from '@shared/once';
import type { Log } from '../lib/log';

/** As the build has written it; its own file all the same, so a damaged one is not shown. */
const partsSchema = once(() =>
  z.array(z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() })),
);

export interface AboutOptions {
  /** Holds `notices.json`. */
  readonly outFolder: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

/** What the app runs on, and whose work is in it. Read anew each time: it is rarely asked for, and long. */
export function createAbout({ outFolder, versions, log }: AboutOptions): () => Promise<AboutView> {
  return async () => {
    const runtime = [
      `Electron ${versions['electron'] ?? '?'}`,
      `Chromium ${versions['chrome'] ?? '?'}`,
      `Node.js ${versions['node'] ?? '?'}`,
    ];
    try {
      const content: unknown = JSON.parse(await readFile(join(outFolder, 'notices.json'), 'utf8'));
      return { runtime, parts: partsSchema().parse(content) };
    } catch (error) {
      log.warn('notices not read', { error });
      return { runtime, parts: [] };
    }
  };
}
