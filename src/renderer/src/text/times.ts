const SECOND_MS = 1_000;
const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;

/** How times are written: in the words of the interface, by the clock (12 or 24 hours) of the person. */
export interface TimeFormats {
  /** 14:02 */
  readonly time: (atMs: number) => string;
  /** Friday, November 21 */
  readonly day: (atMs: number) => string;
  /** Friday, November 21, 2025 at 14:02 */
  readonly full: (atMs: number) => string;
  /** A span of time as 00:42, and as 1:00:42 from one hour on. */
  readonly waited: (waitedMs: number) => string;
}

export function createTimeFormats(language: string, personLanguage: string): TimeFormats {
  const isTwelveHours = isTwelveHourClock(language, personLanguage);
  // Not `hour12`: in some languages that writes midnight as 24:00, or as 0:00 AM.
  const hourCycle = isTwelveHours ? 'h12' : 'h23';
  // 9:32 PM, but 09:32: as people write them.
  const hour = isTwelveHours ? 'numeric' : '2-digit';
  const time = new Intl.DateTimeFormat(language, { hour, minute: '2-digit', hourCycle });
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', hourCycle });
  return {
    time: (atMs) => time.format(atMs),
    day: (atMs) => day.format(atMs),
    full: (atMs) => full.format(atMs),
    waited: (waitedMs) => formatWaited(waitedMs, language),
  };
}

/**
 * As the person's own country has it. Whoever has chosen another language than that of the computer gets twelve hours
 * only where that language is written with them, too: nobody reads “2:02 PM” in German.
 */
function isTwelveHourClock(language: string, personLanguage: string): boolean {
  const isOwn = new Intl.Locale(language).language === new Intl.Locale(personLanguage).language;
  return usesTwelveHours(personLanguage) && (isOwn || usesTwelveHours(language));
}

function usesTwelveHours(language: string): boolean {
  return new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions().hour12 === true;
}

/** A span of time as mm:ss, and as h:mm:ss from one hour on. A clock that was set back shows no time. */
export function formatWaited(waitedMs: number, language = 'en'): string {
  const seconds = Math.max(0, Math.floor(waitedMs / SECOND_MS));
  const hours = Math.floor(seconds / SECONDS_PER_HOUR);
  const minutes = Math.floor((seconds % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE);
  const oneDigit = new Intl.NumberFormat(language, { useGrouping: false });
  const twoDigits = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 });
  const clock = `${twoDigits.format(minutes)}:${twoDigits.format(seconds % SECONDS_PER_MINUTE)}`;
  return hours === 0 ? clock : `${oneDigit.format(hours)}:${clock}`;
}

/** The local calendar day, as a text that differs between days. */
export function localDayOf(atMs: number): string {
  return new Date(atMs).toDateString();
}
