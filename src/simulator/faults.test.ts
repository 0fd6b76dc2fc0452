import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fault, startSimulator, type Fault, type Simulator } from './index';
import { createTestClient, type TestClient } from './testClient';

/** On a busy machine, things that happen at once take a moment all the same. */
const SOON = { timeout: 5000 };

let simulator: Simulator;
let client: TestClient;
let chatId: string;

beforeEach(async () => {
  simulator = await startSimulator();
  client = createTestClient(simulator.url, simulator.contactCenterId);
  chatId = await client.requestChat();
  simulator.wireLog.clear();
});

afterEach(async () => {
  client.close();
  await simulator.stop();
});

/** What the server knows of the one SendMessage of a test. */
function onTheWire() {
  const { applied, fault: name, outcome } = simulator.wireLog.records({ operation: 'SendMessage' })[0] ?? {};
  const texts = simulator.model.findChat(chatId)?.transcript.filter(({ type }) => type === 'Text').length;
  return {
    posts: simulator.wireLog.count({ operation: 'SendMessage' }),
    applied,
    fault: name,
    outcome,
    texts,
  };
}

const say = (text = 'hello') => client.operate(chatId, 'SendMessage', { text });

/** Sends a SendMessage by hand and resolves to every byte that comes back until the connection ends. */
function sayRaw(): Promise<string> {
  const body = JSON.stringify({ operationName: 'SendMessage', text: 'hello' });
  const { hostname, port } = new URL(simulator.url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname);
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (received += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
    socket.write(
      `POST /api/v2/chats/${chatId} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
        `ContactCenterId: ${simulator.contactCenterId}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
}

describe('a broken connection', () => {
  test.each<[what: string, planned: Fault, applied: boolean]>([
    ['reset before it is carried out', fault.loseRequest(), false],
    ['closed before it is carried out', fault.loseRequest('close'), false],
    ['reset after it is carried out', fault.loseAnswer(), true],
    ['closed after it is carried out', fault.loseAnswer('close'), true],
  ])('%s: the client sees an error, the log knows the truth', async (_what, planned, applied) => {
    simulator.faults.plan({ operation: 'SendMessage' }, planned);
    await expect(say()).rejects.toThrow(expect.objectContaining({ code: 'ECONNRESET' }));
    expect(onTheWire()).toEqual({
      posts: 1,
      applied,
      fault: planned.name,
      outcome: { kind: 'broken', how: planned.name },
      texts: applied ? 1 : 0,
    });
    expect((await say()).status).toBe(200);
  });

  test.each([
    ['before', fault.loseRequest(), 0],
    ['after', fault.loseAnswer(), 1],
  ])('hits a reused connection only, %s it is carried out', async (_when, planned, texts) => {
    const fresh = createTestClient(simulator.url, simulator.contactCenterId);
    const plan = simulator.faults.plan({ operation: 'SendMessage', connection: 'reused' }, planned);

    await fresh.operate(chatId, 'SendMessage', { text: 'on a fresh connection' });
    fresh.close();
    expect([plan.hits, onTheWire().texts]).toEqual([0, 1]);
    await expect(say()).rejects.toThrow(expect.objectContaining({ code: 'ECONNRESET' }));
    expect([plan.hits, onTheWire().texts]).toEqual([1, 1 + texts]);
    expect(simulator.wireLog.records({ operation: 'SendMessage' })[1]?.requestOnConnection).toBeGreaterThan(
      1,
    );
  });

  test('can be no answer at all, until the server stops', async () => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.hang({ applied: true }));
    const hanging = expect(say()).rejects.toThrow();
    await expect
      .poll(onTheWire, SOON)
      .toMatchObject({ applied: true, outcome: { kind: 'broken', how: 'hang' } });
    await simulator.stop();
    await hanging;
  });

  test('can be an answer that ends in the middle', async () => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.truncate({ keepBodyBytes: 5 }));
    const received = await sayRaw();
    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(received).toContain('Content-Length: 16\r\n');
    expect(received.split('\r\n\r\n')[1]).toBe('{"sta');
    expect(onTheWire()).toMatchObject({ applied: true, texts: 1 });

    simulator.faults.plan({ operation: 'SendMessage' }, fault.truncate());
    await expect(say()).rejects.toThrow('aborted');
  });
});

describe('a slow server', () => {
  test('that is slow before carrying out still does it after the client has gone', async () => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.delay({ beforeMs: 60 }));
    const sent = expect(say()).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    client.close();
    await sent;
    expect(onTheWire()).toMatchObject({ applied: false, texts: 0, outcome: { kind: 'pending' } });
    await simulator.until((model) => (model.findChat(chatId)?.transcript.length === 2 ? true : undefined));
    await expect
      .poll(onTheWire, SOON)
      .toMatchObject({ applied: true, outcome: { kind: 'broken', how: 'clientGone' } });
  });

  test('that is slow after carrying out has done it long before the answer', async () => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.delay({ afterMs: 60 }));
    let answered = false;
    const sent = say().then(() => (answered = true));
    await simulator.until((model) => (model.findChat(chatId)?.transcript.length === 2 ? true : undefined));
    expect(answered).toBe(false);
    await sent;
    expect(onTheWire()).toMatchObject({ applied: true, outcome: { kind: 'answered', status: 200 } });
  });

  test('that goes down meanwhile never carries it out', async () => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.delay({ beforeMs: 150 }));
    const sent = expect(say()).rejects.toThrow();
    await expect.poll(onTheWire, { ...SOON, interval: 5 }).toMatchObject({ fault: 'delay' });
    await simulator.goDown();
    await sent;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(onTheWire()).toMatchObject({ applied: false, texts: 0 });
  });
});

describe('another answer than the real one', () => {
  test.each([
    [408, {}, '', false],
    [500, {}, 'Internal Server Error', true],
    [503, { 'Retry-After': '5' }, '', false],
    [200, { 'Content-Type': 'text/html' }, '<h1>Sign in to the network</h1>', false],
    [200, { 'Set-Cookie': ['a=1', 'b=2'] }, '', true],
  ])('is sent as planned: %i %o', async (status, headers, body, applied) => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.answer({ status, headers, body, applied }));
    const answer = await say();
    expect([answer.status, answer.text]).toEqual([status, body]);
    for (const [name, value] of Object.entries(headers))
      expect(answer.headers[name.toLowerCase()]).toEqual(value);
    expect(onTheWire()).toMatchObject({
      applied,
      texts: applied ? 1 : 0,
      outcome: { kind: 'answered', status },
    });
  });

  test('may be an object, and is sent as JSON then', async () => {
    simulator.faults.plan(
      { operation: 'SendMessage' },
      fault.answer({ status: 404, body: { statusCode: 6 } }),
    );
    expect(await say()).toMatchObject({ status: 404, json: { statusCode: 6 } });
  });

  test.each([301, 302, 303, 307, 308] as const)('may be a redirect: %i', async (status) => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.redirect(status, 'http://127.0.0.1:9/login'));
    const answer = await say();
    expect([answer.status, answer.headers['location']]).toEqual([status, 'http://127.0.0.1:9/login']);
    expect(onTheWire()).toMatchObject({ applied: false, texts: 0 });
  });

  test.each([
    ['a status that does not exist', 'HTTP/1.1 999 Whatever\r\nContent-Length: 0\r\n\r\n'],
    ['a reason phrase beyond Latin-1', 'HTTP/1.1 200 Čaj €\r\nContent-Length: 0\r\n\r\n'],
    ['a header beyond Latin-1', 'HTTP/1.1 200 OK\r\nX-Price: 5 €\r\nContent-Length: 0\r\n\r\n'],
    ['no HTTP at all', 'hello'],
    ['nothing', ''],
  ])('may be any bytes: %s', async (_what, bytes) => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.raw(bytes, { applied: true }));
    expect(await sayRaw()).toBe(bytes);
    expect(onTheWire()).toMatchObject({ applied: true, texts: 1, outcome: { kind: 'broken', how: 'raw' } });
  });

  test('may be the real one with its JSON changed', async () => {
    simulator.faults.plan(
      { operation: 'GetTranscript' },
      fault.rewrite(() => ({ messages: [null, 1], statusCode: '0' })),
    );
    expect((await client.messages(chatId, 1)).json).toEqual({ messages: [null, 1], statusCode: '0' });
    expect((await client.messages(chatId, 1)).json).toMatchObject({ statusCode: 0 });
  });

  test('may be far too long, and is valid JSON to its end', async () => {
    simulator.faults.plan({ operation: 'GetTranscript' }, fault.oversize(3));
    const answer = await client.messages(chatId, 1);
    expect(answer.text.length).toBeGreaterThan(3 * 2 ** 20);
    expect(answer.json).toMatchObject({ statusCode: 0, messages: [{ index: 1 }] });
  });

  test('may be far too long for the client, which hangs up', async () => {
    simulator.faults.plan({ operation: 'GetTranscript' }, fault.oversize(200));
    const sent = expect(client.messages(chatId, 1)).rejects.toThrow();
    await expect.poll(() => simulator.wireLog.records()[0]?.fault, SOON).toBe('oversize');
    client.close();
    await sent;
    await expect
      .poll(() => simulator.wireLog.records()[0]?.outcome, SOON)
      .toEqual({ kind: 'broken', how: 'oversize' });
  });

  test('may ask to be cached', async () => {
    simulator.faults.plan({ operation: 'GetTranscript' }, fault.cacheable());
    const { headers, json } = await client.messages(chatId, 1);
    expect(headers['last-modified']).toBeDefined();
    expect(headers['cache-control']).toBe('public, max-age=3600');
    expect(json).toMatchObject({ statusCode: 0 });
  });

  test('may be the real one to a request that was carried out twice', async () => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.repeat());
    expect((await say()).json).toEqual({ statusCode: 0 });
    expect(onTheWire()).toMatchObject({ posts: 1, applied: true, texts: 2 });
  });
});

describe('a plan', () => {
  const unavailable = fault.answer({ status: 503 });
  const statuses = async (count: number) => {
    const seen: number[] = [];
    for (let sent = 0; sent < count; sent += 1) seen.push((await say()).status);
    return seen;
  };

  test('hits once when nothing else is said', async () => {
    simulator.faults.plan({ operation: 'SendMessage' }, unavailable);
    expect(await statuses(3)).toEqual([503, 200, 200]);
  });

  test('hits as often as it is told, from the nth request on', async () => {
    const plan = simulator.faults.plan({ operation: 'SendMessage', nth: 2 }, unavailable, { times: 2 });
    expect(await statuses(4)).toEqual([200, 503, 503, 200]);
    expect(plan.hits).toBe(2);
  });

  test('can hit every second request for ever, until it is cancelled', async () => {
    const plan = simulator.faults.plan({ operation: 'SendMessage', every: 2 }, unavailable, {
      times: Infinity,
    });
    expect(await statuses(4)).toEqual([503, 200, 503, 200]);
    plan.cancel();
    expect(await statuses(2)).toEqual([200, 200]);
  });

  test('leaves other operations, other chats and other requests alone', async () => {
    const otherId = await client.requestChat('Bea');
    simulator.faults.plan({ operation: ['SendMessage', 'Complete'], chatId: otherId }, unavailable);
    simulator.faults.plan({ when: (record) => record.body?.text.includes('bad luck') ?? false }, unavailable);

    expect((await client.messages(otherId, 1)).status).toBe(200);
    expect((await say()).status).toBe(200);
    expect((await client.operate(otherId, 'Complete')).status).toBe(503);
    expect((await say('bad luck')).status).toBe(503);
  });

  test('is asked in the order of planning, one per request', async () => {
    simulator.faults.plan({ operation: 'SendMessage' }, fault.answer({ status: 500 }));
    simulator.faults.plan({}, fault.answer({ status: 502 }));
    expect(await statuses(3)).toEqual([500, 502, 200]);
  });

  test('is gone when all are cleared', async () => {
    simulator.faults.plan({}, unavailable, { times: Infinity });
    simulator.faults.clear();
    expect(await statuses(1)).toEqual([200]);
  });
});

test('a mistake in a planned fault cuts the connection and leaves the server well', async () => {
  const { vi } = await import('vitest');
  const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  simulator.faults.plan({}, fault.answer({ status: 99 }));
  await expect(say()).rejects.toThrow();
  expect(reported).toHaveBeenCalledOnce();
  expect(onTheWire()).toMatchObject({ outcome: { kind: 'broken', how: 'internalError' } });
  reported.mockRestore();
  expect((await say()).status).toBe(200);
});
