const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export function timeOfDay(atMs: number): string {
  return clock.format(atMs);
}

/** How long something lasts, to be read at a glance: 45 s, 2:05 min, 1:30 h. */
export function duration(ms: number): string {
  const elapsed = Math.max(0, ms);
  if (elapsed < MINUTE_MS) return `${Math.floor(elapsed / 1000)} s`;
  if (elapsed < HOUR_MS) return `${split(elapsed / MINUTE_MS)} min`;
  return `${split(elapsed / HOUR_MS)} h`;
}

function split(whole: number): string {
  const rest = Math.floor((whole % 1) * 60 + 1e-6);
  return `${Math.floor(whole)}:${String(rest).padStart(2, '0')}`;
}
