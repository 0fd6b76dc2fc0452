import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/**
 * A counter has a folder of its own for temporary files, which the wipe can empty and search. Must run when the app
 * has its place as the only one with this data: the runtime keeps what it needs for that in the usual folder.
 */
export function useOwnTemporaryFolder(): string {
  const folder = join(app.getPath('userData'), 'temporary');
  // What a run that was cut off has left.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  app.setPath('temp', folder);
  // Read by the runtime and its helper processes, each system its own.
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  return folder;
}
