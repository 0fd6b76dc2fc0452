import type { Agent } from './agentDesk';
import { createApi, type Api, type ApiOptions } from './api';
import { createAutopilot, type Autopilot } from './autopilot/autopilot';
import { createTimerGroup, type Clock } from './clock';
import { createConditions, type ConditionsKeeper } from './conditions/conditions';
import { createFaultPresets, type FaultPresets } from './faultPresets';
import { createFaults, type FaultPlanner } from './faults';
import { createModel, type Model, type ModelOptions } from './model';
import { createWaits } from './waits';
import { isContactCenterId } from './wire';
import { createWireLog, type WireLogWriter } from './wireLog';

/** Made up, and the same everywhere, so that a demo needs no set-up. */
export const DEMO_CONTACT_CENTER_ID = '5a1c2f0e-demo-contact-center';

/** What a contact center can be asked to be, whichever way its clients reach it. */
export interface ContactCenterOptions
  extends Partial<ApiOptions>, Pick<ModelOptions, 'silenceLimitMs' | 'capabilities' | 'endedChatsKept'> {
  /** Bounds the wire log for long runs. Default: no bound. */
  readonly wireLogLimit?: number;
  /** Whether waiting chats are served by the scripted agent. Default: no, tests play their agents themselves. */
  readonly autopilot?: boolean;
  /** How fast the scripted agent is: 1, the default, is a person's speed. */
  readonly pace?: number;
  /** Of the scripted agent's choices. Default 1. */
  readonly seed?: number;
}

/** The contact center behind its network: the model, the API in front of it, and the tools of the tests. */
export interface ContactCenter {
  readonly contactCenterId: string;
  readonly model: Model;
  readonly autopilot: Autopilot;
  readonly api: Api;
  readonly wireLog: WireLogWriter;
  readonly faults: FaultPlanner;
  readonly conditions: ConditionsKeeper;
  readonly faultPresets: FaultPresets;
  /** Plays an agent: `agent('Kim').accept(chatId)`. */
  agent(name: string): Agent;
  /**
   * Resolves to the first defined value that `look` finds, asked now and after every change in any chat. Rejects after
   * `timeoutMs` (default 10 s), or when the contact center stops.
   */
  until<T>(look: (model: Model) => T | undefined, timeoutMs?: number): Promise<T>;
  stop(): void;
}

const TICK_MS = 500;

/** Throws when a contact center id is none. Its silent chats end from now on, until it is stopped. */
export function createContactCenter(
  options: ContactCenterOptions,
  clock: Clock,
  newId: () => string,
): ContactCenter {
  const contactCenterIds = options.contactCenterIds ?? [DEMO_CONTACT_CENTER_ID];
  const malformed = contactCenterIds.find((id) => !isContactCenterId(id));
  if (malformed !== undefined || contactCenterIds.length === 0) {
    throw new Error(`Not a contact center id: "${malformed ?? ''}"`);
  }
  const model = createModel({ ...options, now: () => clock.now(), newId });
  const autopilot = createAutopilot({
    model,
    clock,
    enabled: options.autopilot ?? false,
    pace: options.pace ?? 1,
    seed: options.seed ?? 1,
  });
  const wireLog = createWireLog({ limit: options.wireLogLimit ?? Infinity });
  const conditions = createConditions(model, clock, options);
  const faults = createFaults();
  const faultPresets = createFaultPresets({ faults, conditions, clock });
  const waits = createWaits(model, clock);
  const timers = createTimerGroup(clock);
  timers.every(TICK_MS, () => model.tick());

  return {
    contactCenterId: contactCenterIds[0] ?? '',
    model,
    autopilot,
    api: conditions.around(createApi(model, newId, { ...options, contactCenterIds })),
    wireLog,
    faults,
    conditions,
    faultPresets,
    agent: (name) => model.agent(name),
    until: (look, timeoutMs = 10_000) => waits.until(() => look(model), timeoutMs),
    stop() {
      timers.stop();
      waits.stop();
      faultPresets.stop();
      conditions.stop();
      autopilot.stop();
    },
  };
}
