/** The machine as the audit reads it; nothing of it is changed. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Of this program, without its own name. */
  readonly args: readonly string[];
  readonly execPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Null where there are no such numbers. */
  readonly userId: number | null;
  /** Null where it is not there, or may not be read. */
  readFile(path: string): string | null;
  /** Names in a folder; none where it is not there. */
  list(folder: string): readonly string[];
  isWritable(path: string): boolean;
  isSetUserId(path: string): boolean;
  /** What the program prints; null where it is not there or fails. */
  run(command: string, args: readonly string[]): string | null;
  /** Names of the programs that run now. */
  readonly programs: readonly string[];
  /** The command lines of all that runs now. */
  readonly commandLines: readonly string[];
}

export type AuditState = 'closed' | 'open' /** The machine does not say; somebody has to look. */ | 'unknown';

export interface Finding {
  readonly name: string;
  readonly state: AuditState;
  /** What was found. */
  readonly found: string;
  /** What closes it. */
  readonly mend: string;
}

/** One question to the machine. */
export type Check = (machine: Machine) => Finding;

/** A check that knows an answer: open or closed. */
export function check(
  name: string,
  mend: string,
  look: (machine: Machine) => { readonly state: AuditState; readonly found: string },
): Check {
  return (machine) => ({ name, mend, ...look(machine) });
}

export const open = (found: string) => ({ state: 'open', found }) as const;
export const closed = (found: string) => ({ state: 'closed', found }) as const;
export const unknown = (found: string) => ({ state: 'unknown', found }) as const;
