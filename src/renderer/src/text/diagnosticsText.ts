import type { StatusView } from '@shared/diagnostics';

const MINUTE_MS = 60_000;
/** A code with more is hard to read from a screen. */
const MAX_LENGTH = 900;

function utc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

function span(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  return `${Math.floor(minutes / 1440)}d ${Math.floor(minutes / 60) % 24}h ${minutes % 60}m`;
}

/**
 * The state of this machine for a QR code: short, in English as the log is, and with nothing of a customer, since the
 * status has nothing of one.
 */
export function diagnosticsText(status: StatusView, nowMs: number): string {
  const lines = [
    `Counterline ${status.version} (Electron ${status.electronVersion})`,
    `at ${utc(nowMs)}, up ${span(status.uptimeMs)}`,
    `state ${status.phase}, unsent ${status.unsentCount}`,
    `last poll ${status.lastGoodPollAtMs === null ? 'none' : utc(status.lastGoodPollAtMs)}`,
    `memory MiB ${status.memory.map(({ name, mebibytes }) => `${name} ${mebibytes}`).join(', ')}`,
    `wipe ${status.lastWipe === null ? 'none' : `${status.lastWipe.result} ${utc(status.lastWipe.atMs)}`}`,
    `policy faults ${status.policyFaults.length}`,
    ...status.lastErrors.map(({ atMs, level, event, code }) =>
      [utc(atMs), level, event, code ?? ''].join(' ').trim(),
    ),
  ];
  // The newest errors come first, so the oldest go.
  while (lines.join('\n').length > MAX_LENGTH) lines.pop();
  return lines.join('\n');
}
