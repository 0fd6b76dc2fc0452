import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { GwsError } from '../gws/errors';
import { createFakeClock } from '../lib/fakeClock';
import { systemClock } from '../lib/time';
import { testConnection, type ConnectionTestOptions } from './connectionTest';
import { formatConnectionTest } from './formatConnectionTest';
import { tryConnection } from './plainSocket';

const NOT_FOUND = new GwsError('notFound', 'statusCode 6 with HTTP 404', { applied: 'no' });

/** Nobody waits: all is answered at once, unless a test says otherwise. */
const run = (more: Partial<ConnectionTestOptions> & Partial<ConnectionTestOptions['network']> = {}) =>
  testConnection({
    serverUrl: 'https://chat.example.com',
    fault: null,
    network: {
      resolveProxy: () => Promise.resolve('DIRECT'),
      resolveHost: () => Promise.resolve(['192.0.2.1']),
      connect: () => Promise.resolve(),
      ...more,
    },
    probe: () => Promise.resolve(null),
    clock: createFakeClock(),
    ...more,
  });

const statesOf = async (result: ReturnType<typeof run>) =>
  Object.fromEntries((await result).steps.map(({ name, state }) => [name, state]));

test('the way is gone step by step to its end', async () => {
  expect(await run({ probe: () => Promise.resolve(NOT_FOUND) })).toEqual({
    name: 'working',
    steps: [
      { name: 'address', state: 'ok', detail: 'chat.example.com', tookMs: null },
      { name: 'proxy', state: 'ok', detail: 'direct', tookMs: 0 },
      { name: 'dns', state: 'ok', detail: '192.0.2.1', tookMs: 0 },
      { name: 'tcp', state: 'ok', detail: 'chat.example.com:443', tookMs: 0 },
      { name: 'tls', state: 'ok', detail: '', tookMs: null },
      { name: 'http', state: 'ok', detail: '', tookMs: 0 },
      { name: 'header', state: 'ok', detail: '', tookMs: null },
    ],
  });
});

test('plain http needs no secure connection', async () => {
  expect(await statesOf(run({ serverUrl: 'http://localhost:8099' }))).toMatchObject({
    tls: 'skipped',
    header: 'ok',
  });
});

test('the first step that fails is the last that is gone', async () => {
  const asked: string[] = [];
  const result = await run({
    resolveHost: () => Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED')),
    probe() {
      asked.push('probe');
      return Promise.resolve(null);
    },
  });
  expect([result.name === 'failed' && result.reason, asked]).toEqual(['nameUnknown', []]);
  expect(result.steps.find(({ name }) => name === 'dns')?.detail).toBe('ERR_NAME_NOT_RESOLVED');
  expect(result.steps.map(({ state }) => state)).toEqual([
    'ok',
    'ok',
    'failed',
    'notReached',
    'notReached',
    'notReached',
    'notReached',
  ]);
});

test('what is behind the first connection is told by the answer', async () => {
  const probe = (error: GwsError) => statesOf(run({ probe: () => Promise.resolve(error) }));
  expect(
    await probe(
      new GwsError('offline', 'net::ERR_CERT_DATE_INVALID', { applied: 'no', hint: 'certificate' }),
    ),
  ).toMatchObject({ tcp: 'ok', tls: 'failed', http: 'notReached', header: 'notReached' });
  expect(await probe(new GwsError('server', 'HTTP 500', { applied: 'unknown' }))).toMatchObject({
    tls: 'ok',
    http: 'failed',
    header: 'notReached',
  });
  expect(await probe(new GwsError('forbidden', 'HTTP 403', { applied: 'no' }))).toMatchObject({
    tls: 'ok',
    http: 'ok',
    header: 'failed',
  });
});

test('of several proxies the first that answers is taken; a dead one is named', async () => {
  const connect = (address: string) =>
    address === 'dead' ? Promise.reject(new Error('ECONNREFUSED')) : Promise.resolve();
  const way = (answer: string) =>
    run({
      resolveProxy: () => Promise.resolve(answer),
      resolveHost: (host) => Promise.resolve([host]),
      connect,
    });
  const found = await way('PROXY dead:3128; PROXY alive:3128');
  expect(found.steps[1]).toMatchObject({ state: 'ok', detail: 'PROXY alive:3128' });
  expect(await way('PROXY dead:3128')).toMatchObject({ name: 'failed', reason: 'proxyUnreachable' });
});

test('a step that never ends is given up', async () => {
  const clock = createFakeClock();
  const tested = run({ clock, connect: () => new Promise(() => undefined) });
  await clock.advance(5_000);
  expect(await tested).toMatchObject({ name: 'failed', reason: 'timeout' });
});

test('an address that cannot be used is said before anything is asked', async () => {
  const result = await run({ fault: 'serverUrl must not be empty' });
  expect(result).toMatchObject({ name: 'failed', reason: 'badAddress' });
  expect(formatConnectionTest(result)).toBe(
    [
      'Address understood          FAILED              serverUrl must not be empty',
      'Proxy                       -',
      'Name found (DNS)            -',
      'Connection (TCP)            -',
      'Secure connection (TLS)     -',
      'Answer (HTTP)               -',
      'Contact center ID accepted  -',
      'Set serverUrl and contactCenterId.',
    ].join('\n'),
  );
});

test('on real sockets: somebody takes the connection, or nobody does', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const way = () =>
    run({
      serverUrl: `http://127.0.0.1:${port}`,
      resolveHost: (host) => Promise.resolve([host]),
      connect: tryConnection,
      clock: systemClock,
    });
  expect(await way()).toMatchObject({ name: 'working' });
  await new Promise((resolve) => server.close(resolve));
  const refused = await way();
  expect(refused).toMatchObject({ name: 'failed', reason: 'unreachable' });
  expect(refused.steps.find(({ name }) => name === 'tcp')?.detail).toBe('ECONNREFUSED');
});
