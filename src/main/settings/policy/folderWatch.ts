import { watch } from 'node:fs';
import type { WatchFolder } from './policyKeeper';

/** What the operating system tells of a folder. It does not of every one, such as those on other computers. */
export const watchFolder: WatchFolder = (folder, onChange) => {
  try {
    const watcher = watch(folder, { persistent: false }, onChange);
    // Whoever calls looks again from time to time anyway.
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    // No such folder, or no more watches to be had.
    return null;
  }
};
