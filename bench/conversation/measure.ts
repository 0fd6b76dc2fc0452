import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { PreparedElectron } from '../../scripts/electron/launch';
import type { Scrolled } from '../conversationPage/subject';
import { pageFile, programFile, type SubjectName } from './pages';

export interface Run {
  readonly subject: SubjectName;
  readonly messages: number;
}

/** What a list came to within its limit of time. */
export interface Measured extends Run {
  /** Null where it was not open by then. */
  readonly openMs: number | null;
  readonly appendMs: readonly number[];
  readonly scrolled: Scrolled | null;
  readonly elements: number | null;
}

export interface Limits {
  readonly appends: number;
  /** For opening and appending together. */
  readonly limitMs: number;
  readonly scrollLimitMs: number;
}

const OVER = Symbol('the time is over');

/** Starts Electron with one list in it, and stops it at the limit, whatever the page is doing. */
export async function measure(
  electron: PreparedElectron,
  folder: string,
  run: Run,
  limits: Limits,
): Promise<Measured> {
  const app = await launch(electron, folder, run.subject);
  try {
    const page = await app.firstWindow();
    await page.waitForFunction('window.stopwatch !== undefined');
    return await readStopwatch(page, run, limits);
  } finally {
    // A page that is busy would not hear a friendlier word.
    app.process().kill('SIGKILL');
  }
}

function launch(
  electron: PreparedElectron,
  folder: string,
  subject: SubjectName,
): Promise<ElectronApplication> {
  Object.assign(process.env, electron.env, { ELECTRON_OVERRIDE_DIST_PATH: dirname(electron.executablePath) });
  return _electron.launch({
    args: [
      ...electron.args,
      // A page from a file may load its own scripts.
      '--allow-file-access-from-files',
      `--user-data-dir=${join(folder, `data-${subject}`)}`,
      programFile(folder),
      pageFile(folder, subject),
    ],
  });
}

async function readStopwatch(page: Page, run: Run, limits: Limits): Promise<Measured> {
  const endsAtMs = performance.now() + limits.limitMs;
  const ask = <Value>(call: string, untilMs = endsAtMs) =>
    within<Value>(page.evaluate(`window.stopwatch.${call}`) as Promise<Value>, untilMs);

  const appendMs: number[] = [];
  const openMs = await ask<number>(`open(${run.messages})`);
  if (openMs === OVER) return { ...run, openMs: null, appendMs, scrolled: null, elements: null };
  const elements = await ask<number>('countElements()');
  while (appendMs.length < limits.appends) {
    const takenMs = await ask<number>(`append(${run.messages + appendMs.length + 1})`);
    if (takenMs === OVER) return { ...run, openMs, appendMs, scrolled: null, elements: orNull(elements) };
    appendMs.push(takenMs);
  }
  const scrolled = await ask<Scrolled>(
    `scroll(${limits.scrollLimitMs})`,
    performance.now() + 2 * limits.scrollLimitMs,
  );
  return { ...run, openMs, appendMs, scrolled: orNull(scrolled), elements: orNull(elements) };
}

async function within<Value>(answer: Promise<Value>, untilMs: number): Promise<Value | typeof OVER> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<typeof OVER>((resolve) => {
    timer = setTimeout(() => resolve(OVER), Math.max(0, untilMs - performance.now()));
  });
  // Nobody waits for an answer any more that comes after its time, or that fails because the page is gone.
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, over]);
  } finally {
    clearTimeout(timer);
  }
}

const orNull = <Value>(value: Value | typeof OVER): Value | null => (value === OVER ? null : value);
