import type { Log } from '../lib/log';
import { SECOND, within, type Clock } from '../lib/time';
import { parseMessageOfSupervisor, type KeptRecord, type MessageOfApp } from './messages';

/** The part of Node's `process` that reaches the parent. */
export interface ParentProcess {
  readonly connected: boolean;
  send?(message: MessageOfApp, callback: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

export interface Welcome {
  readonly record: KeptRecord;
  /** The run before this one ended otherwise than on purpose. */
  readonly isAfterCrash: boolean;
  readonly restarts: number;
  readonly endsWithRecord: number;
}

/** The app's line to its supervisor. */
export interface SupervisorLine {
  /** What it had to say at the start; nothing, where it did not answer. */
  readonly welcome: Promise<Welcome>;
  isConnected(): boolean;
  /** Resolves when the record has left this process; rejects where it could not. */
  keep(record: KeptRecord): Promise<void>;
}

export interface LineOptions {
  readonly parent: ParentProcess;
  /** The supervisor wants the app to end in good order. */
  readonly onQuit: () => void;
  /** The supervisor has died. */
  readonly onLost: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

const BEAT_EVERY_MS = 2 * SECOND;
const WELCOME_WITHIN_MS = 3 * SECOND;
const NO_WELCOME: Welcome = { record: null, isAfterCrash: false, restarts: 0, endsWithRecord: 0 };

export function isSupervised(parent: Pick<ParentProcess, 'connected' | 'send'>): boolean {
  return parent.connected && parent.send !== undefined;
}

/** Null where nobody supervises. From now on the supervisor hears that this process lives. */
export function openSupervisorLine(options: LineOptions): SupervisorLine | null {
  const { parent, onQuit, onLost, clock, log } = options;
  if (!isSupervised(parent)) return null;

  function send(message: MessageOfApp): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!parent.connected || parent.send === undefined) {
        reject(new Error('The supervisor is gone'));
        return;
      }
      parent.send(message, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  let welcomeBy: (welcome: Welcome) => void = () => undefined;
  const welcomed = new Promise<Welcome>((resolve) => (welcomeBy = resolve));
  parent.on('message', (raw) => {
    const message = parseMessageOfSupervisor(raw);
    if (message?.name === 'welcome') welcomeBy(message);
    if (message?.name === 'quit') onQuit();
  });
  parent.on('disconnect', () => {
    log.error('supervisor lost');
    onLost();
  });

  function beat(): void {
    // A beat that does not arrive is what the supervisor listens for.
    send({ name: 'beat' }).catch(() => undefined);
    clock.after(BEAT_EVERY_MS, beat);
  }

  send({ name: 'hello' }).catch((error: unknown) => log.warn('supervisor not greeted', { error }));
  beat();
  return {
    welcome: within(clock, WELCOME_WITHIN_MS, welcomed).then((heard) =>
      heard === 'late' ? NO_WELCOME : heard,
    ),
    isConnected: () => parent.connected,
    keep: (record) => send({ name: 'keep', record }),
  };
}
