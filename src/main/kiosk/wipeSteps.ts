import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow, type Session as ElectronSession } from 'electron';
import type { MainWindow } from '../desktop/mainWindow';
import type { Session } from '../session/session';
import { clearClipboards } from './clipboards';
import type { WipeStep } from './wipe';

export interface WipeStepsOptions {
  readonly session: Pick<Session, 'abandon'>;
  /** What this customer has chosen: language, size, contrast. */
  readonly forgetChoices: () => void;
  readonly mainWindow: Pick<MainWindow, 'renewPage' | 'isMain'>;
  readonly getPageSession: () => ElectronSession;
  /** Of the lines to the contact center that are in no use now. */
  readonly clearNetSessions: () => Promise<void>;
  readonly temporaryFolder: string;
}

/** Where a customer can leave something, in the order in which it is removed. */
export function createWipeSteps(options: WipeStepsOptions): readonly WipeStep[] {
  const { session, mainWindow, getPageSession, temporaryFolder } = options;
  return [
    // First, so that the agent hears of it soonest. Nobody waits for the answer: the journal of ends has it.
    { name: 'chat', run: session.abandon },
    { name: 'choices', run: options.forgetChoices },
    { name: 'clipboard', run: clearClipboards },
    { name: 'other windows', run: () => closeOthers(mainWindow) },
    { name: 'page', run: mainWindow.renewPage },
    // Afterwards, when nobody is left who could write there.
    { name: 'page storage', run: () => clearPageSession(getPageSession()) },
    { name: 'network sessions', run: options.clearNetSessions },
    { name: 'temporary files', run: () => emptyFolder(temporaryFolder) },
    { name: 'clipboard', run: clearClipboards },
    { name: 'last match', run: forgetLastMatch },
  ];
}

/** Such as one in which a transcript is laid out for printing. */
function closeOthers(mainWindow: Pick<MainWindow, 'isMain'>): void {
  for (const window of BrowserWindow.getAllWindows()) if (!mainWindow.isMain(window.id)) window.destroy();
}

async function clearPageSession(page: ElectronSession): Promise<void> {
  await page.closeAllConnections();
  await page.clearStorageData();
  await page.clearCache();
  await page.clearAuthCache();
  await page.clearHostResolverCache();
  const words = await page.listWordsInSpellCheckerDictionary();
  for (const word of words) page.removeWordFromSpellCheckerDictionary(word);
}

async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}

/** The engine keeps the last text that a regular expression was tried on. */
function forgetLastMatch(): void {
  /(?:)/.exec('');
}
