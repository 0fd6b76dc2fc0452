import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fault, startSimulator, type Fault, type Simulator } from './index';
import { askRaw } from './malformed/rawClient';
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

const ask = async (planned: Fault) => {
  simulator.faults.plan({ operation: 'GetTranscript' }, planned);
  const startMs = performance.now();
  const reply = await askRaw(simulator, 'GetTranscript', chatId);
  return { ...reply, tookMs: performance.now() - startMs };
};

const GENUINE = /^\{"messages":\[\{"index":1,.*\}\],"statusCode":0\}$/;

describe('a slow line', () => {
  test.each<[what: string, planned: Fault, atLeastMs: number]>([
    ['drips the body', fault.drip(1000), 80],
    ['is thin', fault.bandwidth(2000), 80],
    ['cuts everything into bytes', fault.slice({ bytes: 1 }), 0],
    ['cuts everything into pieces with pauses', fault.slice({ bytes: 50, everyMs: 20 }), 60],
  ])('%s, and all of it arrives', async (_what, planned, atLeastMs) => {
    const { head, body, tookMs } = await ask(planned);
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(body.toString()).toMatch(GENUINE);
    expect(tookMs).toBeGreaterThanOrEqual(atLeastMs);
    await expect
      .poll(() => simulator.wireLog.records()[0], SOON)
      .toMatchObject({ applied: true, outcome: { kind: 'answered', status: 200 } });
  });

  test('sends the head at once, and of the body a byte per second', async () => {
    simulator.faults.plan({}, fault.drip());
    const { hostname, port } = new URL(simulator.url);
    const { connect } = await import('node:net');
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    socket.write(
      `GET /api/v2/chats/${chatId} HTTP/1.1\r\nHost: x\r\nContactCenterId: ${simulator.contactCenterId}\r\n\r\n`,
    );
    await expect.poll(() => received, SOON).toMatch(/\r\n\r\n$/);
    await expect.poll(() => received, SOON).toMatch(/\r\n\r\n\{$/);
    socket.destroy();
    await expect
      .poll(() => simulator.wireLog.records()[0]?.outcome, SOON)
      .toEqual({ kind: 'broken', how: 'drip' });
  });

  test('can send the head and then nothing more', async () => {
    simulator.faults.plan({}, fault.silence());
    const asked = askRaw(simulator, 'GetTranscript', chatId);
    await expect
      .poll(() => simulator.wireLog.records()[0], SOON)
      .toMatchObject({ applied: true, outcome: { kind: 'broken', how: 'silence' } });
    await simulator.stop();
    const { head, body } = await asked;
    expect([head.slice(0, 15), body.length]).toEqual(['HTTP/1.1 200 OK', 0]);
  });
});

describe('a body that is packed', () => {
  test('can be a bomb', async () => {
    const { body } = await ask(fault.gzipBomb(8));
    expect(body.length).toBeLessThan(20_000);
    expect(gunzipSync(body).length).toBeGreaterThan(8 * 2 ** 20);
  });

  test('can end too early', async () => {
    const { head, body } = await ask(fault.truncatedGzip());
    expect(head).toContain(`Content-Length: ${body.length}`);
    expect(() => gunzipSync(body)).toThrow('unexpected end of file');
  });

  test.each(['gzip', 'br', 'zstd', 'deflate'] as const)('can be no %s at all', async (claimed) => {
    const { head, body } = await ask(fault.wrongEncoding(claimed));
    expect(head).toContain(`Content-Encoding: ${claimed}`);
    expect(body.toString()).toMatch(GENUINE);
  });
});

describe('a head', () => {
  test.each<[what: string, planned: Fault, looks: RegExp]>([
    ['with two lengths', fault.twoLengths(), /Content-Length: (\d+)\r\nContent-Length: (?!\1)\d+/],
    ['with a chunk of no size', fault.badChunk(), /Transfer-Encoding: chunked\r\n\r\n1\r\n\{\r\nxyz\r\n\{/],
    ['that is huge', fault.hugeHeader(), /\r\nX-Huge: x{307200}\r\n/],
    ['with many lines', fault.manyHeaders(), /\r\nX-Header-0: 1\r\n[^]*\r\nX-Header-9999: 1\r\n/],
    [
      'after many interim ones',
      fault.continueStorm(),
      /^(HTTP\/1\.1 100 Continue\r\n\r\n){1000}HTTP\/1\.1 200 OK/,
    ],
  ])('%s', async (_what, planned, looks) => {
    const { bytes } = await ask(planned);
    expect(bytes.toString()).toMatch(looks);
    expect(simulator.wireLog.records()[0]).toMatchObject({ applied: true, fault: planned.name });
  });
});

test('a glued answer comes with the real one, and the server carries on', async () => {
  const { body } = await ask(fault.glue());
  expect(body.toString()).toMatch(/"statusCode":0\}HTTP\/1\.1 200 OK\r\n[^]*"text":"glued"/);
  expect((await client.messages(chatId, 1)).status).toBe(200);
});

test('a hang can have an end', async () => {
  simulator.faults.plan({}, fault.hang({ applied: true, forMs: 40 }));
  await expect(client.operate(chatId, 'SendMessage', { text: 'x' })).rejects.toThrow(
    expect.objectContaining({ code: 'ECONNRESET' }),
  );
  expect(simulator.wireLog.records()[0]).toMatchObject({ applied: true, fault: 'hang' });
});
