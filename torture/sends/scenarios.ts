import { wait, type Clock } from '../../src/main/lib/time';
import { between } from '../../src/simulator/random';
import type { RandomFaultsOptions } from '../../src/simulator';
import type { VirtualServer, VirtualServerOptions } from '../../src/simulator/virtual';

/** What is wrong besides the harmed requests. */
export interface Scenario {
  readonly name: string;
  readonly server?: Partial<VirtualServerOptions>;
  readonly faults?: Partial<RandomFaultsOptions>;
  /** Called once; `isOver` tells when to stop. */
  readonly trouble?: (server: VirtualServer, time: TroubleTime) => void;
}

interface TroubleTime {
  readonly clock: Clock;
  readonly random: () => number;
  readonly isOver: () => boolean;
}

async function playOutages(server: VirtualServer, { clock, random, isOver }: TroubleTime): Promise<void> {
  while (!isOver()) {
    await wait(clock, between(random, 60_000, 240_000));
    server.goDown();
    await wait(clock, between(random, 1000, 40_000));
    server.comeUp();
  }
}

export const SCENARIOS: readonly [Scenario, ...Scenario[]] = [
  { name: 'a bad line' },
  {
    name: 'a bad line, and a server that goes down now and then',
    trouble: (server, time) => void playOutages(server, time),
  },
  {
    // What arrives after the client has given up, and within the quarantine, must still be found.
    name: 'a bad line, and requests that are carried out up to 50 s late',
    faults: { delayMs: { low: 100, high: 50_000 } },
  },
  {
    name: 'a bad line, a node that lags, entries twice and in any order',
    trouble: (server) =>
      server.conditions.set({
        staleNode: { every: 5, behind: 2 },
        duplicateEntries: true,
        shuffledEntries: true,
      }),
  },
  {
    name: 'a bad line, and a server that tidies texts and numbers people',
    server: {
      numericParticipantIds: true,
      timestamps: true,
      requestChatPath: 'none',
      rewriteText: (text) =>
        text.trim().normalize('NFC').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    },
  },
];
