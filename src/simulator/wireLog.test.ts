import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSimulator, type Simulator } from './index';
import { createTestClient, type TestClient } from './testClient';
import { createWireLog } from './wireLog';

const head = {
  atMs: 0,
  method: 'GET',
  path: '/',
  headers: {},
  operation: null,
  chatId: null,
  connectionId: 1,
  requestOnConnection: 1,
};

describe('the wire log of a server', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await startSimulator();
    client = createTestClient(simulator.url, simulator.contactCenterId);
  });

  afterEach(async () => {
    client.close();
    await simulator.stop();
  });

  test('has every request of the API as it came, in order, with its connection', async () => {
    const chatId = await client.requestChat();
    await client.operate(chatId, 'SendMessage', { text: 'hello' });
    await client.messages(chatId, 1);
    client.close();
    await client.send('GET', `/api/v2/me/chat/${chatId}`, { headers: { 'X-Gateway': 'key' } });

    const records = simulator.wireLog
      .records()
      .map(({ atMs: _atMs, headers: _headers, ...record }) => record);
    const usual = { chatId, fault: null, applied: true, outcome: { kind: 'answered', status: 200 } };
    expect(records).toEqual([
      {
        ...usual,
        seq: 1,
        method: 'POST',
        path: '/api/v2/chats',
        operation: 'RequestChat',
        chatId: null,
        body: {
          operationName: 'RequestChat',
          text: '{"operationName":"RequestChat","nickname":"Chris","subject":"A late parcel"}',
        },
        connectionId: 1,
        requestOnConnection: 1,
      },
      {
        ...usual,
        seq: 2,
        method: 'POST',
        path: `/api/v2/chats/${chatId}`,
        operation: 'SendMessage',
        body: { operationName: 'SendMessage', text: '{"operationName":"SendMessage","text":"hello"}' },
        connectionId: 1,
        requestOnConnection: 2,
      },
      {
        ...usual,
        seq: 3,
        method: 'GET',
        path: `/api/v2/chats/${chatId}/messages?index=1`,
        operation: 'GetTranscript',
        body: null,
        connectionId: 1,
        requestOnConnection: 3,
      },
      {
        ...usual,
        seq: 4,
        method: 'GET',
        path: `/api/v2/me/chat/${chatId}`,
        operation: 'GetChat',
        body: null,
        connectionId: 2,
        requestOnConnection: 1,
      },
    ]);
    expect(simulator.wireLog.records().at(-1)?.headers).toMatchObject({
      contactcenterid: simulator.contactCenterId,
      'x-gateway': 'key',
    });
  });

  test('has a request that is refused, and that it was not carried out', async () => {
    await client.send('POST', '/api/v2/chats', { body: 'not JSON' });
    expect(simulator.wireLog.records()).toMatchObject([
      {
        operation: null,
        body: { operationName: null, text: 'not JSON' },
        applied: false,
        outcome: { kind: 'answered', status: 400 },
      },
    ]);
  });

  test('does not count what is no request of the API', async () => {
    await client.send('GET', '/console/');
    expect(simulator.wireLog.records()).toEqual([]);
  });
});

test('counts and finds by what is asked for', () => {
  const log = createWireLog();
  log.open({ ...head, operation: 'GetChat', chatId: 'a' });
  log.open({ ...head, operation: 'GetChat', chatId: 'b' });
  log.open({ ...head, operation: 'SendMessage', chatId: 'a', method: 'POST' });

  expect(log.count({ operation: 'GetChat' })).toBe(2);
  expect(log.records({ operation: 'GetChat', chatId: 'b' }).map(({ seq }) => seq)).toEqual([2]);
  expect(log.count({ method: 'POST' })).toBe(1);
  expect(log.count({ applied: true })).toBe(0);
});

test('lets the oldest go in a long run, and keeps counting', () => {
  const log = createWireLog({ limit: 2 });
  for (let sent = 0; sent < 5; sent += 1) log.open(head);
  expect(log.records().map(({ seq }) => seq)).toEqual([4, 5]);
  expect(log.dropped).toBe(3);
});

test('tells who listens of each request as it comes, until they go', () => {
  const log = createWireLog();
  const heard: number[] = [];
  const off = log.onRecorded(({ seq }) => heard.push(seq));
  log.open(head);
  off();
  log.open(head);
  expect(heard).toEqual([1]);
});
