import { applyFaultSpec } from './faultSpec';
import type { Flags } from './flags';
import { startSimulator, type Simulator } from './index';

const WIRE_LOG_LIMIT = 2000;

/** The contact center as a demo, from the terminal or within the app: made to run for weeks. */
export async function startDemo(flags: Flags): Promise<Simulator> {
  const simulator = await startSimulator({
    autopilot: flags.autopilot,
    pace: flags.pace,
    seed: flags.seed,
    wireLogLimit: WIRE_LOG_LIMIT,
    endedChatsKept: 100,
    ...(flags.port !== null && { port: flags.port }),
    ...(flags.contactCenterId !== null && { contactCenterIds: [flags.contactCenterId] }),
    ...(flags.consoleDir !== null && { consoleDir: flags.consoleDir }),
  });
  applyFaultSpec(flags.faults, simulator);
  return simulator;
}
