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

/** How soon an agent's message is on the screen, and what that costs, for each profile and for a fixed interval. */
export async function reportDelivery({ chats, seed }: { chats: number; seed: number }): Promise<string> {
  const traces = createTraces(chats, seed);
  let clock: Clock | null = null;
  const meter = createHazardMeter(() => clock as Clock);
  const noteClock = (used: Clock) => (clock = used);

  const responsive = await playProduct('responsive', traces, seed, { meter, noteClock });
  const balanced = await playProduct('balanced', traces, seed);
  const economical = await playProduct('economical', traces, seed);
  const fixed = await playFixed('fixed 3 s', traces, seed, false);
  const fixedWithChat = await playFixed('fixed 3 s, GetChat too', traces, seed, true);

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
    formatTargets(responsive, economical, fixed),
  ].join('\n');
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

function formatTargets(responsive: Measured, economical: Measured, fixed: Measured): string {
  const seconds = (value: number) => `${value.toFixed(3)} s`;
  return [
    formatTarget('responsive p50 at most 0.4 s', seconds(responsive.p50), responsive.p50 <= 0.4),
    formatTarget('responsive p95 at most 1 s', seconds(responsive.p95), responsive.p95 <= 1),
    formatTarget(
      'responsive at most 40 requests per chat-minute',
      responsive.requestsPerMinute.toFixed(1),
      responsive.requestsPerMinute <= 40,
    ),
    formatTarget('economical mean at most 0.85 s', seconds(economical.mean), economical.mean <= 0.85),
    formatTarget(
      `economical at most the ${fixed.requestsPerMinute.toFixed(1)} requests of the fixed interval`,
      economical.requestsPerMinute.toFixed(1),
      economical.requestsPerMinute <= fixed.requestsPerMinute,
    ),
  ].join('\n');
}
