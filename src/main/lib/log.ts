/**
 * The log. Its lines are one JSON object each and say what happened to the machine, never what a person said:
 * message texts, names, subjects and header values are not logged, and fields named like them are masked.
 */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const PRIVATE_FIELD = /text|nickname|subject|header|cookie|authorization|contactcenterid|userdata|draft/i;

function describeError(error: Error): LogFields {
  return {
    name: error.name,
    message: error.message,
    stack: error.stack?.split('\n').slice(1, 6).join(' | '),
  };
}

function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return describeError(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth > 4) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      PRIVATE_FIELD.test(key) ? '[private]' : redact(inner, depth + 1),
    ]),
  );
}

/** Writes each line to `write`. JSON escapes control characters, so nothing logged can forge a line. */
export function createLog(write: (line: string) => void, now: () => number, minimum: LogLevel = 'info'): Log {
  const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
  const line =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (order.indexOf(level) < order.indexOf(minimum)) return;
      const at = new Date(now()).toISOString();
      write(JSON.stringify({ at, level, event, ...(redact(fields) as LogFields) }));
    };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
