import type { ChatPhase } from '@shared/chat';
import { MINUTE } from '../lib/time';

/** When an update may be looked for, and when it may be put in place. No customer ever sees any of it. */

export type UpdateRefusal =
  /** `updates` is off, as it is unless somebody decides otherwise. */
  | 'off'
  | 'noServer'
  /** Started from its source, or from a folder that nobody installed. */
  | 'notInstalled'
  /** Linux: nothing there checks a signature, and packages have their own way (docs/decisions/0030-updates.md). */
  | 'leftToPackages'
  /** macOS at a desk: what is to be put in place at the end cannot be held back there for a chat that goes on. */
  | 'leftToDistribution'
  /** Windows: the package does not say whose signature its updates must have. */
  | 'noPublisher'
  /** The system would ask for an administrator's password, whoever stands in front of it: left to software distribution. */
  | 'needsAdministrator';

export interface UpdateFacts {
  readonly updates: 'off' | 'automatic';
  readonly updateServer: string;
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** Whether the installed package names the publisher of its updates. */
  readonly hasPublisher: boolean;
  /** Whether this user may change the installed program. */
  readonly mayReplaceProgram: boolean;
  readonly isKiosk: boolean;
}

/** Why no update is looked for at all; null where it is. */
export function findUpdateRefusal(facts: UpdateFacts): UpdateRefusal | null {
  if (facts.updates === 'off') return 'off';
  if (facts.updateServer === '') return 'noServer';
  if (!facts.isPackaged) return 'notInstalled';
  if (facts.platform !== 'win32' && facts.platform !== 'darwin') return 'leftToPackages';
  if (facts.platform === 'darwin' && !facts.isKiosk) return 'leftToDistribution';
  if (facts.platform === 'win32' && !facts.hasPublisher) return 'noPublisher';
  if (!facts.mayReplaceProgram) return 'needsAdministrator';
  return null;
}

/** A failed or unclear start belongs to somebody who is still there; so does a conversation that is being read. */
const isFree = (phase: ChatPhase['name']) => phase === 'idle';

/** Nothing is downloaded beside a chat: it would take of its line. */
export function mayLookForUpdate(phase: ChatPhase['name']): boolean {
  return isFree(phase);
}

/** A counter that nobody has touched for so long has nobody in front of it. */
const UNTOUCHED_MS = 15 * MINUTE;
/** At a counter, in its own time: from this hour on, and before that one. */
const NIGHT = { fromHour: 2, untilHour: 5 } as const;

export interface InstallFacts {
  readonly phase: ChatPhase['name'];
  readonly isKiosk: boolean;
  /** Of the local day, 0 to 23. */
  readonly hour: number;
  readonly untouchedForMs: number;
}

/** Whether the app may be restarted for it now. At a desk never: there it is put in place when the app is closed. */
export function mayRestartForUpdate({ phase, isKiosk, hour, untouchedForMs }: InstallFacts): boolean {
  if (!isKiosk || !isFree(phase)) return false;
  return hour >= NIGHT.fromHour && hour < NIGHT.untilHour && untouchedForMs >= UNTOUCHED_MS;
}

/**
 * Whether it may be put in place while the app is being closed. A chat that goes on after a restart needs this version. At
 * a counter never: most of its ends are restarts, and whoever starts it again would meet the installer.
 */
export function mayInstallOnQuit({ phase, isKiosk }: Pick<InstallFacts, 'phase' | 'isKiosk'>): boolean {
  return !isKiosk && (isFree(phase) || phase === 'ended' || phase === 'failed');
}
