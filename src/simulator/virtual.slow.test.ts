import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFakeClock, type FakeClock } from './fakeClock';
import { fault, malformed, malformedFault, type Fault } from './index';
import { createVirtualServer, type VirtualServer, type VirtualServerOptions } from './virtual';

/** Runs in bulk take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

let clock: FakeClock;
let server: VirtualServer;

function start(options: Partial<VirtualServerOptions> = {}): void {
  clock = createFakeClock();
  server = createVirtualServer({ clock, ...options });
}

beforeEach(() => start());
afterEach(() => server.stop());

function send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  return server.exchange({
    method,
    path,
    headers: {
      ContactCenterId: server.contactCenterId,
      ...(body && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function soon<T>(result: Promise<T>, ms = 1000): Promise<T> {
  await clock.play(ms);
  return result;
}

async function requestChat(): Promise<string> {
  const body = { operationName: 'RequestChat', nickname: 'Chris', subject: '' };
  const result = await soon(send('POST', '/api/v2/chats', body));
  if ('broken' in result) throw new Error(result.broken);
  return (JSON.parse(result.body) as { id: string }).id;
}

const say = (chatId: string, text = 'hello', headers?: Record<string, string>) =>
  send('POST', `/api/v2/chats/${chatId}`, { operationName: 'SendMessage', text }, headers);
const read = (chatId: string) => send('GET', `/api/v2/chats/${chatId}/messages?index=1`);
const texts = (chatId: string) =>
  server.model.findChat(chatId)?.transcript.flatMap(({ text }) => (text === undefined ? [] : [text]));

test('a whole chat works without a socket and without waiting', async () => {
  const chatId = await requestChat();
  server.agent('Kim').accept(chatId);
  expect(await soon(say(chatId))).toMatchObject({ status: 200, body: '{"statusCode":0}' });
  const transcript = await soon(read(chatId));
  expect(JSON.parse('body' in transcript ? transcript.body : '')).toMatchObject({
    statusCode: 0,
    messages: [{ type: 'ParticipantJoined' }, { type: 'ParticipantJoined' }, { type: 'Text', text: 'hello' }],
  });
  expect(server.wireLog.records({ operation: 'SendMessage' })).toMatchObject([
    {
      chatId,
      applied: true,
      fault: null,
      outcome: { kind: 'answered', status: 200 },
      requestOnConnection: 2,
    },
  ]);
});

test('an exchange takes between 40 and 120 ms, by the clock, the same in every run', async () => {
  async function durations(): Promise<number[]> {
    start();
    const took: number[] = [];
    for (let sent = 0; sent < 50; sent += 1) {
      const startMs = clock.now();
      void send('GET', '/api/v2/chats/none').then(() => took.push(clock.now() - startMs));
      await clock.play(500);
    }
    return took;
  }
  const took = await durations();
  expect(Math.min(...took)).toBeGreaterThan(40);
  expect(Math.max(...took)).toBeLessThan(120);
  expect(Math.max(...took) - Math.min(...took)).toBeGreaterThan(40);
  expect(await durations()).toEqual(took);
});

test('the whole exchange runs within one move of the clock', async () => {
  const chatId = await requestChat();
  server.faults.plan({}, fault.delay({ beforeMs: 500, afterMs: 500 }));
  let status = 0;
  void say(chatId).then((result) => (status = 'status' in result ? result.status : -1));
  clock.advance(1120);
  await Promise.resolve();
  expect(status).toBe(200);
});

test('a new connection can cost round trips of its own', async () => {
  start({ oneWayMs: () => 10, connectRoundTrips: 2 });
  const took = async (headers?: Record<string, string>) => {
    const startMs = clock.now();
    let ms = 0;
    void send('GET', '/api/v2/chats/none', undefined, headers).then(() => (ms = clock.now() - startMs));
    await clock.play(1000);
    return ms;
  };
  expect([await took(), await took(), await took({ Connection: 'close' }), await took()]).toEqual([
    60, 20, 60, 20,
  ]);
});

describe('a fault', () => {
  test.each<[planned: Fault, broken: string, applied: boolean]>([
    [fault.loseRequest(), 'reset', false],
    [fault.loseRequest('close'), 'closed', false],
    [fault.loseAnswer(), 'reset', true],
    [fault.loseAnswer('close'), 'closed', true],
    [fault.truncate(), 'truncated', true],
    [fault.truncate({ then: 'reset' }), 'reset', true],
    [fault.hang(), 'timeout', false],
    [fault.hang({ applied: true }), 'timeout', true],
    [fault.raw('hello', { applied: true }), 'invalid', true],
    [fault.raw('HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n'), 'invalid', false],
    [fault.raw(''), 'closed', false],
    [fault.raw('HTTP/1.1 200 OK\r\n', { then: 'stayOpen' }), 'timeout', false],
  ])('breaks the exchange as on a network: %o', async (planned, broken, applied) => {
    const chatId = await requestChat();
    server.faults.plan({ operation: 'SendMessage' }, planned);
    expect(await soon(say(chatId), 6 * 60_000)).toEqual({ broken });
    expect(server.wireLog.records({ operation: 'SendMessage' })).toMatchObject([
      { applied, fault: planned.name, outcome: { kind: 'broken', how: planned.name } },
    ]);
    expect(texts(chatId)).toEqual(applied ? ['hello'] : []);
  });

  test.each<[planned: Fault, status: number, body: string, applied: boolean]>([
    [fault.answer({ status: 503, headers: { 'Retry-After': '5' } }), 503, '', false],
    [fault.answer({ status: 500, body: { statusCode: 4 }, applied: true }), 500, '{"statusCode":4}', true],
    [fault.rewrite(() => [1]), 200, '[1]', true],
    [fault.redirect(307, 'http://127.0.0.1:9/'), 307, '', false],
    [fault.raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhey'), 200, 'he', false],
  ])('answers as on a network: %o', async (planned, status, body, applied) => {
    const chatId = await requestChat();
    server.faults.plan({ operation: 'SendMessage' }, planned);
    expect(await soon(say(chatId))).toMatchObject({ status, body });
    expect(server.wireLog.records({ operation: 'SendMessage' })).toMatchObject([
      { applied, outcome: { kind: 'answered', status } },
    ]);
    expect(texts(chatId)).toEqual(applied ? ['hello'] : []);
  });

  test('hits reused connections only, where that is asked; a request may have its own', async () => {
    const chatId = await requestChat();
    const plan = server.faults.plan({ connection: 'reused' }, fault.loseAnswer(), { times: Infinity });
    expect(await soon(say(chatId, 'a', { Connection: 'close' }))).toMatchObject({ status: 200 });
    expect(await soon(say(chatId, 'b'))).toEqual({ broken: 'reset' });
    expect(await soon(say(chatId, 'c'))).toMatchObject({ status: 200 });
    expect([plan.hits, texts(chatId)]).toEqual([1, ['a', 'b', 'c']]);
  });

  test('with a mistake in it cuts the connection and leaves the server well', async () => {
    const chatId = await requestChat();
    const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const mistake = fault.rewrite(() => {
      throw new Error('a mistake');
    });
    server.faults.plan({ operation: 'SendMessage' }, mistake);
    expect(await soon(say(chatId))).toEqual({ broken: 'reset' });
    expect(reported).toHaveBeenCalledOnce();
    expect(server.wireLog.records().at(-1)?.outcome).toEqual({ kind: 'broken', how: 'internalError' });
    expect(await soon(say(chatId))).toMatchObject({ status: 200 });
  });
});

test('every malformed answer ends the exchange one way or another, and is carried out once', async () => {
  const chatId = await requestChat();
  const seen = new Set<string>();
  for (const entry of malformed) {
    server.faults.plan({}, malformedFault(entry));
    const result = await soon(read(chatId));
    seen.add('broken' in result ? result.broken : 'answered');
    expect(server.wireLog.records().at(-1)).toMatchObject({
      applied: true,
      fault: `${entry.id} ${entry.name}`,
    });
  }
  expect([...seen].sort()).toEqual(['answered', 'closed', 'invalid', 'reset', 'truncated']);
});

describe('an outage', () => {
  test('refuses what comes, resets what is under way, and is over when it is over', async () => {
    const chatId = await requestChat();
    server.faults.plan({ operation: 'SendMessage' }, fault.delay({ beforeMs: 200 }));
    const underWay = say(chatId, 'never carried out');
    await clock.play(100);
    const onItsWay = say(chatId, 'never arrived');
    server.goDown();
    server.goDown();
    expect(await soon(Promise.all([underWay, onItsWay]))).toEqual([{ broken: 'reset' }, { broken: 'reset' }]);
    expect(await soon(say(chatId))).toEqual({ broken: 'refused' });
    server.comeUp();
    expect(await soon(say(chatId, 'back again'))).toMatchObject({ status: 200 });
    expect(texts(chatId)).toEqual(['back again']);
  });

  test('longer than the limit of silence ends the chat', async () => {
    const chatId = await requestChat();
    server.goDown();
    await clock.play(46_000);
    server.comeUp();
    expect(server.model.findChat(chatId)?.endedBy).toBe('server');
  });
});

test('a client that gives up hears so at once; what was on its way is carried out all the same', async () => {
  const chatId = await requestChat();
  const leaving = new AbortController();
  const sent = server.exchange(
    {
      method: 'POST',
      path: `/api/v2/chats/${chatId}`,
      headers: { contactcenterid: server.contactCenterId, 'content-type': 'application/json' },
      body: '{"operationName":"SendMessage","text":"hello"}',
    },
    { signal: leaving.signal },
  );
  leaving.abort();
  expect(await sent).toEqual({ broken: 'aborted' });
  await clock.play(1000);
  expect(server.wireLog.records().at(-1)).toMatchObject({
    applied: true,
    outcome: { kind: 'broken', how: 'clientGone' },
  });
  expect(
    await server.exchange({ method: 'GET', path: '/', headers: {} }, { signal: leaving.signal }),
  ).toEqual({
    broken: 'aborted',
  });
});

test('the traffic is counted in messages and bytes, by operation', async () => {
  const chatId = await requestChat();
  await soon(say(chatId, 'x'.repeat(1000)));
  await soon(say(chatId, 'y'));
  const { SendMessage } = server.traffic.byOperation;
  expect(SendMessage?.requests).toBe(2);
  expect(SendMessage?.requestBytes).toBeGreaterThan(1200);
  expect(SendMessage?.requestBytes).toBeLessThan(1700);
  expect(SendMessage?.answerBytes).toBeGreaterThan(2 * 150);
  expect(server.traffic.requests).toBe(3);
  server.traffic.clear();
  expect([server.traffic.requests, server.traffic.answerBytes, server.traffic.byOperation]).toEqual([
    0,
    0,
    {},
  ]);
});

test('nothing is left waiting when it is stopped', async () => {
  void send('GET', '/api/v2/chats/none');
  await clock.play(1000);
  server.faults.plan({}, fault.hang());
  const hanging = send('GET', '/api/v2/chats/none');
  await clock.play(1000);
  server.stop();
  expect(await hanging).toEqual({ broken: 'reset' });
  expect(clock.pending).toBe(0);
});

test('20,000 sends pass in a moment, every one of them carried out once', async () => {
  start({ silenceLimitMs: null });
  const chatId = await requestChat();
  const startMs = performance.now();
  for (let batch = 0; batch < 20; batch += 1) {
    const sends = Array.from({ length: 1000 }, (_, at) => say(chatId, String(batch * 1000 + at)));
    clock.advance(200);
    await Promise.all(sends);
  }
  expect(performance.now() - startMs).toBeLessThan(30_000);
  expect(new Set(texts(chatId)).size).toBe(20_000);
});
