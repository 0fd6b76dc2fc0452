import type { MainWindow } from '../desktop/mainWindow';
import type { ErrorMemory } from '../diagnostics/errorMemory';
import type { InvokeRegistry } from '../ipc/door';
import type { Log } from '../lib/log';
import type { LogFile } from '../lib/logFile';
import type { CommandLine } from './commandLine';
import type { LinkInbox } from './linkInbox';
import type { StartPolicy } from './startPolicy';
import type { CalmPage } from '../recovery/calmPage';
import type { SupervisorLine } from '../supervisor/line';
import type { Pictures } from './uiProtocol';

/** What is there before the rest of the app has been read: `start.ts` makes it, `index.ts` builds on it. */
export interface Beginning {
  readonly given: CommandLine;
  /** The policy, and the command line with what that adds to it. Null where the machine has no place for a policy. */
  readonly startPolicy: StartPolicy | null;
  /** Where the main process's own files are. */
  readonly mainFolder: string;
  readonly log: Log;
  readonly logFile: LogFile;
  readonly logPath: string;
  /** The latest errors of the log. */
  readonly errors: ErrorMemory;
  readonly linkInbox: LinkInbox;
  /** Already open, and not shown before the app is assembled. */
  readonly mainWindow: MainWindow;
  /** What the page asks before the app is assembled waits here. */
  readonly ipc: InvokeRegistry;
  /** Only at a counter: see `useOwnTemporaryFolder`. */
  readonly temporaryFolder: string | null;
  /** From now on the page gets the pictures of the organisation, or hears that there are none. */
  servePictures(pictures: Pictures): void;
  /** What the window shows while its page does not come up. */
  serveCalmPage(render: () => CalmPage): void;
  /** Null where nobody supervises this app. */
  readonly supervisorLine: SupervisorLine | null;
  /** From now on this hears that nobody supervises the app any more. */
  onSupervisorLost(listener: () => void): void;
  /** From now on this hears of errors that nobody caught. */
  onStrayError(listener: (error: unknown) => void): void;
}
