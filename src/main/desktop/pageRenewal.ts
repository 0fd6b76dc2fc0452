import { app, type WebContents } from 'electron';
import { SECOND, wait, within, type Clock } from '../lib/time';
import type { Log } from '../lib/log';

export interface PageRenewalOptions {
  readonly contents: WebContents;
  /** Loads the page once more, from another origin than before where there is one. */
  readonly load: () => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A page that has not been told to go by then is ended. */
const GONE_WITHIN_MS = 0.5 * SECOND;
const LOADED_WITHIN_MS = 4 * SECOND;
const LOOK_AGAIN_MS = 20;

function isAlive(pid: number): boolean {
  return app.getAppMetrics().some((metric) => metric.pid === pid);
}

/**
 * Gives the window a page in a new process, and sees the old process gone with all that its memory held. The old
 * picture stays until the new page has drawn, so that nothing flashes. Throws when it did not work.
 *
 * Another origin is another site, for which the engine never takes the same process; a page that hangs cannot stop
 * it. Where that is not so, as with the one origin of the development server, the old process is ended first.
 */
export async function renewPage({ contents, load, clock, log }: PageRenewalOptions): Promise<void> {
  const before = contents.getOSProcessId();
  await loadInTime();
  if (contents.getOSProcessId() === before) {
    log.info('page stayed in its process, which is ended');
    const gone = new Promise((resolve) => contents.once('render-process-gone', resolve));
    contents.forcefullyCrashRenderer();
    await within(clock, GONE_WITHIN_MS, gone);
    await loadInTime();
  }
  if (contents.getOSProcessId() === before) throw new Error('The page is still in its old process');
  // Nobody goes back to what was before.
  contents.navigationHistory.clear();
  await seeGone(before);

  async function loadInTime(): Promise<void> {
    if ((await within(clock, LOADED_WITHIN_MS, load())) === 'late')
      throw new Error('The new page did not load');
  }

  async function seeGone(pid: number): Promise<void> {
    if (pid === 0) return;
    const deadlineMs = clock.monotonic() + GONE_WITHIN_MS;
    while (isAlive(pid) && clock.monotonic() < deadlineMs) await wait(clock, LOOK_AGAIN_MS);
    if (!isAlive(pid)) return;
    log.warn('old page did not go by itself');
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await wait(clock, LOOK_AGAIN_MS);
  }
}
