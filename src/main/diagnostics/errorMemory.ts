import type { LoggedError } from '@shared/diagnostics';
import type { Log, LogFields } from '../lib/log';

const KEPT_ERRORS = 20;

/** Remembers the latest troubles that were logged, for whoever looks after this machine. */
export interface ErrorMemory {
  /** The same log, whose warnings and errors are remembered. */
  listenTo(log: Log): Log;
  /** The newest first. */
  getLast(): readonly LoggedError[];
}

/** Its kind or code, and never its message: that may quote what came over the wire. */
function findCode({ kind, error }: LogFields): string | null {
  if (typeof kind === 'string') return kind;
  if (!(error instanceof Error)) return null;
  const { code, kind: errorKind } = error as Error & { code?: unknown; kind?: unknown };
  if (typeof errorKind === 'string') return errorKind;
  return typeof code === 'string' ? code : error.name;
}

export function createErrorMemory(now: () => number): ErrorMemory {
  let kept: LoggedError[] = [];

  function keep(level: LoggedError['level'], event: string, fields: LogFields): void {
    kept = [{ atMs: now(), level, event, code: findCode(fields) }, ...kept].slice(0, KEPT_ERRORS);
  }

  return {
    listenTo: (log) => ({
      ...log,
      warn(event, fields = {}) {
        keep('warn', event, fields);
        log.warn(event, fields);
      },
      error(event, fields = {}) {
        keep('error', event, fields);
        log.error(event, fields);
      },
    }),
    getLast: () => kept,
  };
}
