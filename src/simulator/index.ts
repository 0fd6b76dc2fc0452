import { randomUUID } from 'node:crypto';
import { systemClock, type Clock } from './clock';
import { CONSOLE_PAGE } from './consoleContract';
import type { Conditions } from './conditions/conditions';
import { createConsoleServer } from './consoleServer/consoleServer';
import { createContactCenter, type ContactCenter, type ContactCenterOptions } from './contactCenter';
import type { Faults } from './faults';
import { createHttpServer, HOST } from './http';
import type { WireLog } from './wireLog';

export { DEMO_CONTACT_CENTER_ID } from './contactCenter';
export type { Conditions } from './conditions/conditions';
export type { ConditionSwitches } from './conditions/switches';
export { fault } from './faultLibrary';
export { malformed, malformedFault } from './malformed/malformed';
export type { Malformed } from './malformed/malformed';
export type { Agent } from './agentDesk';
export type { Chat, Entry, Participant } from './chat';
export type { Fault } from './fault';
export type { FaultMatcher, FaultPlan, Faults, RandomFaultPlan } from './faults';
export { STANDARD_MIX } from './randomFaults';
export type { FaultMix, RandomFaultName, RandomFaultsOptions } from './randomFaults';
export type { Change, Model } from './model';
export type { WireLog, WireRecord } from './wireLog';

export interface SimulatorOptions extends ContactCenterOptions {
  /** 0, the default, takes a free one. The server listens on 127.0.0.1 only. */
  readonly port?: number;
  /** Every answer of the API takes this long. Default 0. */
  readonly latencyMs?: number;
  /** How long an idle connection is kept open. Default 65 s. */
  readonly keepAliveMs?: number;
  /** The folder of the built agent console. Without it `/console/` says how to build it. */
  readonly consoleDir?: string;
  readonly clock?: Clock;
}

export interface Simulator extends Pick<
  ContactCenter,
  'contactCenterId' | 'model' | 'autopilot' | 'faultPresets' | 'agent' | 'until'
> {
  /** The server address as a client is configured with it, without a path. */
  readonly url: string;
  /** Where a person plays the agent in a browser. */
  readonly consoleUrl: string;
  readonly wireLog: WireLog;
  readonly faults: Faults;
  readonly conditions: Conditions;
  /** Refuses connections and kills open ones. The contact center itself goes on: silent chats end. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeUp(): Promise<void>;
  stop(): Promise<void>;
}

const KEEP_ALIVE_MS = 65_000;

/** A contact center in a box. Rejects when the port is taken or a contact center id is none. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? systemClock;
  const center = createContactCenter(options, clock, randomUUID);
  const agentConsole = createConsoleServer({ ...center, consoleDir: options.consoleDir ?? null });
  const server = createHttpServer({
    ...center,
    clock,
    latencyMs: options.latencyMs ?? 0,
    keepAliveMs: options.keepAliveMs ?? KEEP_ALIVE_MS,
    otherwise: agentConsole.serve,
  });

  let isUp = true;

  async function goDown(): Promise<void> {
    if (!isUp) return;
    isUp = false;
    await server.close();
  }

  async function listen(port: number): Promise<number> {
    try {
      return await server.listen(port);
    } catch (error) {
      center.stop();
      throw error;
    }
  }

  const port = await listen(options.port ?? 0);

  return {
    ...center,
    url: `http://${HOST}:${port}`,
    consoleUrl: `http://${HOST}:${port}${CONSOLE_PAGE}`,
    goDown,
    async comeUp() {
      if (isUp) return;
      await server.listen(port);
      isUp = true;
    },
    async stop() {
      center.stop();
      agentConsole.stop();
      await goDown();
    },
  };
}
