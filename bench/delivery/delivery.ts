import type { Clock } from '../../src/main/lib/time';
import { getPollIntervalMs, type PollingProfile } from '../../src/main/polling/schedule';
import { mean, percentile } from '../report/statistics';
import { formatTable, formatTarget } from '../report/table';
import { createFixedCustomer, createProductCustomer } from './customers';
import { createHazardMeter, type HazardMeter } from './hazardMeter';
import { playTraces, type PlayedTraces } from './playTraces';
import { createTraces, TRACE_KINDS, type Trace } from './trace';

const FIXED_EVERY_MS = 3000;

interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly mean: number;
  readonly requestsPerMinute: number;
  readonly played: PlayedTraces;
}

export interface DeliveryOptions {
  readonly chats: number;
  /** The first is shown in full; the goals are held against the worst of all. */
  readonly seeds: readonly [number, ...number[]];
  /** The first seed's chats again, with all that people do taking that many times as long. Not held against the goals. */
  readonly paces: readonly number[];
}

/** How soon an agent's message is on the screen, and what that costs, for each profile and for a fixed interval. */
export async function reportDelivery({ chats, seeds, paces }: DeliveryOptions): Promise<string> {
  const [seed, ...otherSeeds] = seeds;
  const traces = createTraces(chats, seed);
  let clock: Clock | null = null;
  const meter = createHazardMeter(() => clock as Clock);
  const noteClock = (used: Clock) => (clock = used);

  const responsive = await playProduct('responsive', traces, seed, { meter, noteClock });
  const balanced = await playProduct('balanced', traces, seed);
  const economical = await playProduct('economical', traces, seed);
  const fixed = await playFixed('fixed 3 s', traces, seed, false);
  const fixedWithChat = await playFixed('fixed 3 s, GetChat too', traces, seed, true);

  const trials: Trial[] = [{ name: `seed ${seed}`, responsive, economical, fixed }];
  for (const other of otherSeeds)
    trials.push(await playTrial(`seed ${other}`, createTraces(chats, other), other));
  const others: Trial[] = [];
  for (const pace of paces)
    others.push(await playTrial(`seed ${seed}, all takes x${pace}`, atPace(traces, pace), seed));

  const { played } = fixed;
  return [
    `(a) Delivery: ${chats} chats, ${played.chatMinutes.toFixed(0)} chat-minutes, ${played.deliveries.length} messages of agents`,
    'Seconds from readable at the server to the event at the bridge; requests of all kinds per chat-minute.',
    'Each way has the same chats, the same network (20 to 60 ms each way) and the same messages of the customer.',
    '',
    formatDelays([responsive, balanced, economical, fixed, fixedWithChat]),
    '',
    'Median and 95th percentile by kind of chat',
    formatKinds([responsive, balanced, economical, fixed]),
    '',
    'Hazards: seconds per message in the schedule, and as the chats of the responsive run had it',
    formatHazards(meter),
    '',
    'Other chats: other seeds, and people who are quicker or slower than those the schedule was held against',
    formatTrials([...trials, ...others]),
    '',
    formatTargets(trials),
  ].join('\n');
}

/** The same chats by other people or at another pace. */
interface Trial {
  readonly name: string;
  readonly responsive: Measured;
  readonly economical: Measured;
  readonly fixed: Measured;
}

async function playTrial(name: string, traces: readonly Trace[], seed: number): Promise<Trial> {
  return {
    name,
    responsive: await playProduct('responsive', traces, seed),
    economical: await playProduct('economical', traces, seed),
    fixed: await playFixed('fixed 3 s', traces, seed, false),
  };
}

function atPace(traces: readonly Trace[], pace: number): Trace[] {
  return traces.map((trace) => ({
    ...trace,
    steps: trace.steps.map((step) => ({ ...step, atMs: step.atMs * pace })),
  }));
}

function formatTrials(trials: readonly Trial[]): string {
  const rows = trials.map(({ name, responsive, economical, fixed }) => [
    name,
    responsive.p50.toFixed(2),
    responsive.p95.toFixed(2),
    responsive.requestsPerMinute.toFixed(1),
    economical.mean.toFixed(2),
    economical.requestsPerMinute.toFixed(1),
    fixed.mean.toFixed(2),
    fixed.requestsPerMinute.toFixed(1),
  ]);
  const headings = [
    'responsive: p50',
    'p95',
    'requests',
    'economical: mean',
    'requests',
    'fixed: mean',
    'requests',
  ];
  return formatTable(['', ...headings], rows);
}

async function playProduct(
  profile: PollingProfile,
  traces: readonly Trace[],
  seed: number,
  watch?: { readonly meter: HazardMeter; readonly noteClock: (clock: Clock) => void },
): Promise<Measured> {
  const played = await playTraces(
    traces,
    seed,
    (options, chatNumber) => {
      watch?.noteClock(options.clock);
      return createProductCustomer(options, (phase) => {
        watch?.meter.noteChat(chatNumber, phase);
        return getPollIntervalMs(phase, profile, options.random);
      });
    },
    watch?.meter.noteStep,
  );
  return measure(profile, played);
}

async function playFixed(name: string, traces: readonly Trace[], seed: number, readsChat: boolean) {
  const played = await playTraces(traces, seed, (options) =>
    createFixedCustomer(options, { everyMs: FIXED_EVERY_MS, readsChat }),
  );
  return measure(name, played);
}

function measure(name: string, played: PlayedTraces): Measured {
  const delays = played.deliveries.map(({ delayMs }) => delayMs / 1000);
  return {
    name,
    p50: percentile(delays, 0.5),
    p95: percentile(delays, 0.95),
    p99: percentile(delays, 0.99),
    mean: mean(delays),
    requestsPerMinute: played.traffic.requests / played.chatMinutes,
    played,
  };
}

function formatDelays(ways: readonly Measured[]): string {
  const headings = [
    ...['', 'p50', 'p95', 'p99', 'mean', 'requests'],
    ...['GetTranscript', 'GetChat', 'writes', 'kB/min', 'not shown'],
  ];
  const rows = ways.map(({ name, p50, p95, p99, mean: average, requestsPerMinute, played }) => {
    const { chatMinutes, missing, traffic } = played;
    const perMinute = (count: number) => (count / chatMinutes).toFixed(1);
    const transcripts = traffic.byOperation['GetTranscript']?.requests ?? 0;
    const looks = traffic.byOperation['GetChat']?.requests ?? 0;
    return [
      name,
      ...[p50, p95, p99, average].map((seconds) => seconds.toFixed(2)),
      requestsPerMinute.toFixed(1),
      perMinute(transcripts),
      perMinute(looks),
      perMinute(traffic.requests - transcripts - looks),
      perMinute((traffic.requestBytes + traffic.answerBytes) / 1000),
      String(missing),
    ];
  });
  return formatTable(headings, rows);
}

function formatKinds(ways: readonly Measured[]): string {
  const rows = TRACE_KINDS.map((kind) => [
    kind,
    ...ways.map(({ played }) => {
      const delays = played.deliveries
        .filter(({ trace }) => trace.kind === kind)
        .map(({ delayMs }) => delayMs / 1000);
      return `${percentile(delays, 0.5).toFixed(2)} / ${percentile(delays, 0.95).toFixed(2)}`;
    }),
  ]);
  return formatTable(['', ...ways.map(({ name }) => name)], rows);
}

function formatHazards(meter: HazardMeter): string {
  const rows = meter.getRows();
  const total = rows.reduce((sum, { seconds }) => sum + seconds, 0);
  const per = (seconds: number, events: number) => (events === 0 ? '-' : (seconds / events).toFixed(0));
  return formatTable(
    ['phase', 'from s', 'of the time', 'table', 'text', 'text or typing', 'texts'],
    rows.map(({ name, fromMs, perSecond, seconds, texts, typings }) => [
      name,
      (fromMs / 1000).toFixed(1),
      `${((100 * seconds) / total).toFixed(1)} %`,
      (1 / perSecond).toFixed(0),
      per(seconds, texts),
      per(seconds, texts + typings),
      String(texts),
    ]),
  );
}

/** Each goal with the worst of all seeds. */
function formatTargets(trials: readonly Trial[]): string {
  const worst = (of: (trial: Trial) => number) => Math.max(...trials.map(of));
  const seconds = (value: number) => `${value.toFixed(3)} s`;
  const p50 = worst(({ responsive }) => responsive.p50);
  const p95 = worst(({ responsive }) => responsive.p95);
  const requests = worst(({ responsive }) => responsive.requestsPerMinute);
  const average = worst(({ economical }) => economical.mean);
  const share = worst(({ economical, fixed }) => economical.requestsPerMinute / fixed.requestsPerMinute);
  return [
    `The worst of ${trials.length} seeds:`,
    formatTarget('responsive p50 at most 0.4 s', seconds(p50), p50 <= 0.4),
    formatTarget('responsive p95 at most 1 s', seconds(p95), p95 <= 1),
    formatTarget('responsive at most 40 requests per chat-minute', requests.toFixed(1), requests <= 40),
    formatTarget('economical mean at most 0.85 s', seconds(average), average <= 0.85),
    formatTarget('economical at most the requests of the fixed interval', `x${share.toFixed(3)}`, share <= 1),
  ].join('\n');
}
