import { expect, test } from 'vitest';
import { getPollIntervalMs } from '../../src/main/polling/schedule';
import { createFixedCustomer, createProductCustomer } from './customers';
import { playTraces, type PlayedTraces } from './playTraces';
import { createTraces } from './trace';

const traces = createTraces(4, 3);
const playProduct = () =>
  playTraces(traces, 3, (options) =>
    createProductCustomer(options, (phase) => getPollIntervalMs(phase, 'responsive', options.random)),
  );
const summarize = ({ deliveries, traffic, missing }: PlayedTraces) => ({
  delays: deliveries.map(({ delayMs }) => delayMs),
  requests: traffic.requests,
  missing,
});

test('the product is shown every message, and a run can be repeated to the millisecond', async () => {
  const played = await playProduct();
  expect(played.missing).toBe(0);
  expect(played.deliveries.length).toBeGreaterThan(20);
  expect(summarize(await playProduct())).toEqual(summarize(played));
});

test('a fixed interval of 3 s shows messages 1.5 s late on average, for 20 reads a minute', async () => {
  const played = await playTraces(traces, 3, (options) =>
    createFixedCustomer(options, { everyMs: 3000, readsChat: false }),
  );
  const { deliveries, traffic, chatMinutes, missing } = played;
  const averageMs = deliveries.reduce((sum, { delayMs }) => sum + delayMs, 0) / deliveries.length;
  expect(missing).toBe(0);
  expect(averageMs).toBeGreaterThan(1000);
  expect(averageMs).toBeLessThan(2000);
  expect(Math.round((traffic.byOperation['GetTranscript']?.requests ?? 0) / chatMinutes)).toBe(20);
});
