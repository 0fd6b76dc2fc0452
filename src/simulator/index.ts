import { randomUUID } from 'node:crypto';
import type { Agent } from './agentDesk';
import { createApi, type ApiOptions } from './api';
import { createTimerGroup, systemClock, type Clock } from './clock';
import { createAutopilot, type Autopilot } from './autopilot/autopilot';
import { CONSOLE_PAGE } from './consoleContract';
import { createConsoleServer } from './consoleServer/consoleServer';
import { createFaults, type Faults } from './faults';
import { createHttpServer, HOST } from './http';
import { createModel, type Model, type ModelOptions } from './model';
import { createWaits } from './waits';
import { isContactCenterId } from './wire';
import { createWireLog, type WireLog } from './wireLog';

export { fault } from './faults';
export type { Agent } from './agentDesk';
export type { Chat, Entry, Participant } from './chat';
export type { Fault, FaultMatcher, FaultPlan, Faults } from './faults';
export type { Change, Model } from './model';
export type { WireLog, WireRecord } from './wireLog';

/** Made up, and the same everywhere, so that a demo needs no set-up. */
export const DEMO_CONTACT_CENTER_ID = '5a1c2f0e-demo-contact-center';

export interface SimulatorOptions
  extends Partial<ApiOptions>, Pick<ModelOptions, 'silenceLimitMs' | 'capabilities' | 'endedChatsKept'> {
  /** 0, the default, takes a free one. The server listens on 127.0.0.1 only. */
  readonly port?: number;
  /** Every answer of the API takes this long. Default 0. */
  readonly latencyMs?: number;
  /** How long an idle connection is kept open. Default 65 s. */
  readonly keepAliveMs?: number;
  /** Bounds the wire log for long runs. Default: no bound. */
  readonly wireLogLimit?: number;
  /** The folder of the built agent console. Without it `/console/` says how to build it. */
  readonly consoleDir?: string;
  /** Whether waiting chats are served by the scripted agent. Default: no, tests play their agents themselves. */
  readonly autopilot?: boolean;
  /** How fast the scripted agent is: 1, the default, is a person's speed. */
  readonly pace?: number;
  /** Of the scripted agent's choices. Default 1. */
  readonly seed?: number;
  readonly clock?: Clock;
}

export interface Simulator {
  /** The server address as a client is configured with it, without a path. */
  readonly url: string;
  /** Where a person plays the agent in a browser. */
  readonly consoleUrl: string;
  readonly contactCenterId: string;
  readonly model: Model;
  readonly wireLog: WireLog;
  readonly faults: Faults;
  readonly autopilot: Autopilot;
  /** Plays an agent: `simulator.agent('Kim').accept(chatId)`. */
  agent(name: string): Agent;
  /**
   * Resolves to the first defined value that `look` finds, asked now and after every change in any chat. Rejects after
   * `timeoutMs` (default 10 s), or when the simulator stops.
   */
  until<T>(look: (model: Model) => T | undefined, timeoutMs?: number): Promise<T>;
  /** Refuses connections and kills open ones. The contact center itself goes on: silent chats end. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeUp(): Promise<void>;
  stop(): Promise<void>;
}

const TICK_MS = 500;
const KEEP_ALIVE_MS = 65_000;

/** A contact center in a box. Rejects when the port is taken or a contact center id is none. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? systemClock;
  const contactCenterIds = options.contactCenterIds ?? [DEMO_CONTACT_CENTER_ID];
  const malformed = contactCenterIds.find((id) => !isContactCenterId(id));
  if (malformed !== undefined || contactCenterIds.length === 0) {
    throw new Error(`Not a contact center id: "${malformed ?? ''}"`);
  }
  const model = createModel({ ...options, now: () => clock.now(), newId: randomUUID });
  const autopilot = createAutopilot({
    model,
    clock,
    enabled: options.autopilot ?? false,
    pace: options.pace ?? 1,
    seed: options.seed ?? 1,
  });
  const wireLog = createWireLog({ limit: options.wireLogLimit ?? Infinity });
  const faults = createFaults();
  const api = createApi(model, randomUUID, { ...options, contactCenterIds });
  const waits = createWaits(model, clock);
  const timers = createTimerGroup(clock);
  const agentConsole = createConsoleServer({ model, autopilot, consoleDir: options.consoleDir ?? null });
  const server = createHttpServer({
    api,
    wireLog,
    faults,
    clock,
    latencyMs: options.latencyMs ?? 0,
    keepAliveMs: options.keepAliveMs ?? KEEP_ALIVE_MS,
    otherwise: agentConsole.serve,
  });

  const port = await server.listen(options.port ?? 0);
  timers.every(TICK_MS, () => model.tick());
  let isUp = true;

  async function goDown(): Promise<void> {
    if (!isUp) return;
    isUp = false;
    await server.close();
  }

  return {
    url: `http://${HOST}:${port}`,
    consoleUrl: `http://${HOST}:${port}${CONSOLE_PAGE}`,
    contactCenterId: contactCenterIds[0] ?? '',
    model,
    wireLog,
    faults,
    autopilot,
    agent: (name) => model.agent(name),
    until: (look, timeoutMs = 10_000) => waits.until(() => look(model), timeoutMs),
    goDown,
    async comeUp() {
      if (isUp) return;
      await server.listen(port);
      isUp = true;
    },
    async stop() {
      timers.stop();
      waits.stop();
      autopilot.stop();
      agentConsole.stop();
      await goDown();
    },
  };
}
