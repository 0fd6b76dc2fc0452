import { silentLog } from '../../src/main/lib/log';
import { createPoller } from '../../src/main/polling/poller';
import {
  getPollIntervalMs,
  type PollingPhase,
  type PollingPhaseName,
  type PollingProfile,
} from '../../src/main/polling/schedule';
import { between, createRandom, type Random } from '../../src/simulator/random';
import { createSimulatedTime } from '../harness/simulatedTime';
import { percentile } from '../report/statistics';
import { createFleetServer } from './fleetServer';

export const CLIENTS = 5000;
const SETTLE_SECONDS = 40;
const STEADY_SECONDS = 20;
export const DOWN_SECONDS = 60;
const AFTER_SECONDS = 60;
const STEP_MS = 5;
/** What the server can take, as a multiple of its steady load. */
const CAPACITY = 1.5;

/** The share of its time that a chat spends in each phase, as the traces of the delivery bench have it. */
const PHASES: readonly (readonly [name: PollingPhaseName, share: number, longestMs: number])[] = [
  ['waiting', 0.06, 60_000],
  ['agentJoined', 0.01, 5000],
  ['agentTyping', 0.12, 12_000],
  ['agentPaused', 0.02, 8000],
  ['agentWrote', 0.26, 30_000],
  ['customerTyping', 0.13, 10_000],
  ['customerWrote', 0.12, 20_000],
  ['steady', 0.21, 90_000],
  ['quiet', 0.07, 120_000],
];

export interface FleetRun {
  readonly profile: PollingProfile;
  /** All in requests per second. */
  readonly steady: number;
  readonly peakDown: number;
  readonly peakAfter: number;
  readonly settled: number;
  /** The busiest second after the first, in which all clients have started at the same moment. */
  readonly peakAfterStart: number;
  /** Seconds from the server's return to a client's first good answer. */
  readonly backP50: number;
  readonly backP95: number;
  readonly backWithin30: number;
  readonly turnedAway: number;
}

/** Chats change all the time: each client goes through phases of its own. */
function createPhases(random: Random, now: () => number): () => PollingPhase {
  let name: PollingPhaseName = 'steady';
  let beganMs = 0;
  let endsMs = -1;
  return () => {
    if (now() >= endsMs) {
      let rest = random();
      const drawn = PHASES.find(([, share]) => (rest -= share) < 0) ?? ['steady', 1, 30_000];
      name = drawn[0];
      beganMs = now() - random() * drawn[2];
      endsMs = now() + between(random, 2000, 10_000);
    }
    return { name, sinceMs: now() - beganMs };
  };
}

/** A fleet with the product's poller, back-off and schedule, before, during and after an outage of a minute. */
export async function runFleet(profile: PollingProfile, seed = 1): Promise<FleetRun> {
  const clock = createSimulatedTime();
  let capacity = Infinity;
  const server = createFleetServer({ clock, random: createRandom(seed), perSecond: () => capacity });
  const firstAnswerMs = new Map<number, number>();
  let upAtMs = Infinity;

  const pollers = Array.from({ length: CLIENTS }, (_, number) => {
    const random = createRandom(seed * 100_000 + number);
    const getPhase = createPhases(random, clock.monotonic);
    return createPoller({
      async ask() {
        const outcome = await server.ask();
        const nowMs = clock.monotonic();
        if (outcome.name === 'answered' && nowMs > upAtMs && !firstAnswerMs.has(number)) {
          firstAnswerMs.set(number, nowMs - upAtMs);
        }
        return outcome;
      },
      getIntervalMs: () => getPollIntervalMs(getPhase(), profile, random),
      clock,
      random,
      log: silentLog,
    });
  });
  const play = (seconds: number) => clock.playInSteps(seconds * 1000, STEP_MS);

  for (const poller of pollers) poller.start();

  await play(SETTLE_SECONDS + STEADY_SECONDS);
  const downFrom = SETTLE_SECONDS + STEADY_SECONDS;
  const steady = meanOf(server.arrivals, SETTLE_SECONDS, downFrom);
  capacity = CAPACITY * steady;
  server.goDown();
  await play(DOWN_SECONDS);
  const upFrom = downFrom + DOWN_SECONDS;
  server.comeUp();
  upAtMs = clock.monotonic();
  await play(AFTER_SECONDS);
  for (const poller of pollers) poller.stop();

  const back = [...firstAnswerMs.values()].map((ms) => ms / 1000);
  return {
    profile,
    steady,
    peakDown: peakOf(server.arrivals, downFrom, upFrom),
    peakAfter: peakOf(server.arrivals, upFrom, upFrom + AFTER_SECONDS),
    settled: meanOf(server.arrivals, upFrom + AFTER_SECONDS - 20, upFrom + AFTER_SECONDS),
    peakAfterStart: peakOf(server.arrivals, 2, SETTLE_SECONDS),
    backP50: percentile(back, 0.5),
    backP95: percentile(back, 0.95),
    backWithin30: back.filter((seconds) => seconds <= 30).length / CLIENTS,
    turnedAway: server.turnedAway.reduce((sum, count) => sum + (count ?? 0), 0),
  };
}

function peakOf(counts: readonly number[], from: number, to: number): number {
  return Math.max(...secondsOf(counts, from, to));
}

function meanOf(counts: readonly number[], from: number, to: number): number {
  return secondsOf(counts, from, to).reduce((sum, count) => sum + count, 0) / (to - from);
}

function secondsOf(counts: readonly number[], from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, second) => counts[from + second] ?? 0);
}
