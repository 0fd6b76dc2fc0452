import { createTimerGroup, type Clock } from './clock';
import type { Conditions } from './conditions/conditions';
import type { FaultPreset } from './consoleContract';
import { fault } from './faultLibrary';
import type { Faults } from './faults';
import type { FaultMix } from './randomFaults';

/** Ready-made troubles, one at a time. They leave alone what tests have planned. */
export interface FaultPresets {
  readonly active: FaultPreset;
  /** Ends the one before. An outage ends by itself. */
  switchTo(preset: FaultPreset): void;
  onChange(listener: (preset: FaultPreset) => void): () => void;
  stop(): void;
}

export interface FaultPresetsOptions {
  readonly faults: Faults;
  readonly conditions: Conditions;
  readonly clock: Clock;
}

const OUTAGE_MS = 60_000;
const SLOW_MS = 3000;

/** What a bad line does. No refusals: a server that says no means it. */
const FLAKY_MIX: FaultMix = {
  loseRequest: 3,
  loseAnswer: 3,
  delay: 3,
  truncate: 1,
  serverError: 2,
  busy: 1,
  empty: 1,
  reusedSocket: 2,
};

/** Each begins, and returns how it ends. */
const BEGIN: Readonly<Record<FaultPreset, (options: FaultPresetsOptions) => () => void>> = {
  off: () => () => undefined,
  /** One request in ten goes wrong, in one way or another. */
  flaky: ({ faults }) => faults.random({ rate: 0.1, mix: FLAKY_MIX }).cancel,
  /** Every connection is reset. The console, on the same port, goes on. */
  outage: ({ faults }) => faults.plan({}, fault.loseRequest(), { times: Infinity }).cancel,
  slow: ({ faults }) =>
    faults.plan({}, fault.delay({ beforeMs: SLOW_MS / 2, afterMs: SLOW_MS / 2 }), { times: Infinity }).cancel,
  /** Every message of a customer arrives, and no customer hears that it did. */
  answersLost: ({ faults }) =>
    faults.plan({ operation: 'SendMessage' }, fault.loseAnswer(), { times: Infinity }).cancel,
  staleNode: ({ conditions }) => {
    conditions.set({ staleNode: {} });
    return () => conditions.set({ staleNode: null });
  },
};

export function createFaultPresets(options: FaultPresetsOptions): FaultPresets {
  let active: FaultPreset = 'off';
  let end = (): void => undefined;
  let timers = createTimerGroup(options.clock);
  const listeners = new Set<(preset: FaultPreset) => void>();

  function switchTo(preset: FaultPreset): void {
    timers.stop();
    timers = createTimerGroup(options.clock);
    end();
    end = BEGIN[preset](options);
    active = preset;
    if (preset === 'outage') timers.after(OUTAGE_MS, () => switchTo('off'));
    for (const listener of [...listeners]) listener(preset);
  }

  return {
    get active() {
      return active;
    },
    switchTo,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => timers.stop(),
  };
}
