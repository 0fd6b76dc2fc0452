import { tickSteadily } from '../lib/steadyTicks';
import { MINUTE, SECOND, type Clock } from '../lib/time';
import { judgeExit } from './exitCodes';
import { parseMessageOfApp, type KeptRecord, type MessageOfSupervisor } from './messages';

/** The app as the supervisor sees it: a process that it has started. */
export interface SupervisedProcess {
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  send(message: MessageOfSupervisor): void;
  /** At once, with no last word. */
  kill(): void;
}

export interface SupervisorOptions {
  readonly start: (options: { readonly withoutGpu: boolean }) => SupervisedProcess;
  /** The supervisor itself ends, with the code of the app. */
  readonly exit: (code: number) => void;
  /** What it did, with numbers. */
  readonly note: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly clock: Clock;
}

export interface Supervisor {
  start(): void;
  /** Asks the app to end in good order, and ends with it. */
  quit(): void;
}

/** Seconds without a beat. The first one may take long, on a machine that has just been switched on. */
const FIRST_BEAT_WITHIN = 60;
const BEAT_WITHIN = 8;
/** An app that was asked to quit has finished by then (`app/shutdown.ts`). */
const QUIT_WITHIN_MS = 10 * SECOND;
/** The second crash in a row waits the second of these, and so on; the last one for all that follow. */
const PAUSES_MS = [0, 1, 2, 5, 10, 30].map((seconds) => seconds * SECOND);
/** Another app has the data: whoever waits for its turn must not let the screen be dark for long. */
const TRY_AGAIN_MS = 5 * SECOND;
/** An app that ran this long has come up well: its next crash is a first one. */
const RAN_WELL_AFTER_MS = 10 * SECOND;
/** An end that lies further back has nothing to do with the next. */
const LATELY_MS = 10 * MINUTE;

/**
 * Starts the app, and starts it again whenever it ends otherwise than on purpose or does not beat any more. Never two
 * at a time: the next one starts after the one before has ended. Of the app's data it holds the record of the running
 * chat, in memory, so that a counter can go on with it without a file.
 */
export function createSupervisor({ start: startProcess, exit, note, clock }: SupervisorOptions): Supervisor {
  let running: SupervisedProcess | null = null;
  let record: KeptRecord = null;
  /** When the app ended while it had the chat that is kept. */
  let endsWithRecordMs: number[] = [];
  let restarts = 0;
  let crashesInARow = 0;
  let withoutGpu = false;
  let isQuitting = false;
  let cancelPause = (): void => undefined;

  function run(isAfterCrash: boolean): void {
    const child = startProcess({ withoutGpu });
    running = child;
    const startedMs = clock.monotonic();
    let beatsWithin = FIRST_BEAT_WITHIN;
    let silentFor = 0;
    const stopWatching = tickSteadily(clock, () => {
      silentFor += 1;
      if (silentFor !== beatsWithin) return;
      note('app hangs, killed', { silentForSeconds: silentFor });
      child.kill();
    });
    child.onMessage((raw) => {
      const message = parseMessageOfApp(raw);
      if (message?.name === 'hello')
        child.send({
          name: 'welcome',
          record,
          isAfterCrash,
          restarts,
          endsWithRecord: endsWithRecordMs.length,
        });
      if (message?.name === 'keep') keep(message.record);
      if (message?.name !== 'beat') return;
      beatsWithin = BEAT_WITHIN;
      silentFor = 0;
    });
    child.onExit((code) => {
      stopWatching();
      running = null;
      goOn(code, clock.monotonic() - startedMs);
    });
  }

  function keep(kept: KeptRecord): void {
    record = kept;
    if (kept === null) endsWithRecordMs = [];
  }

  function noteEndWithRecord(): void {
    const nowMs = clock.monotonic();
    const lately = endsWithRecordMs.filter((atMs) => atMs > nowMs - LATELY_MS);
    endsWithRecordMs = record === null ? [] : [...lately, nowMs];
  }

  function goOn(code: number | null, ranForMs: number): void {
    const meaning = judgeExit(code);
    note('app ended', { code, meaning, ranForMs: Math.round(ranForMs) });
    if (meaning === 'deliberate' || isQuitting) {
      exit(code ?? 0);
      return;
    }
    if (meaning === 'restartWithoutGpu') withoutGpu = true;
    // A restart that is asked for at once and again and again is a crash loop too.
    crashesInARow = ranForMs >= RAN_WELL_AFTER_MS ? 1 : crashesInARow + 1;
    // One that found another in its place was none.
    if (meaning !== 'alreadyRunning') {
      restarts += 1;
      noteEndWithRecord();
    }
    const crashPauseMs = PAUSES_MS[Math.min(crashesInARow, PAUSES_MS.length) - 1] ?? 0;
    const pauseMs = meaning === 'alreadyRunning' ? TRY_AGAIN_MS : crashPauseMs;
    cancelPause = clock.after(pauseMs, () => run(meaning !== 'alreadyRunning'));
  }

  return {
    start: () => run(false),
    quit() {
      if (isQuitting) return;
      isQuitting = true;
      cancelPause();
      if (running === null) {
        exit(0);
        return;
      }
      running.send({ name: 'quit' });
      clock.after(QUIT_WITHIN_MS, () => running?.kill());
    },
  };
}
