import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { fault, startSimulator, type Simulator, type SimulatorOptions } from './index';
import { createTestClient, type TestClient } from './testClient';

/** On a busy machine, things that happen at once take a moment all the same. */
const SOON = { timeout: 5000 };

let simulator: Simulator;
let client: TestClient;

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator(options);
  client = createTestClient(simulator.url, simulator.contactCenterId);
}

afterEach(async () => {
  client.close();
  await simulator.stop();
});

function openConnection(): Promise<ReturnType<typeof connect>> {
  const { hostname, port } = new URL(simulator.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.on('error', reject);
  });
}

describe('starting', () => {
  test('takes a free port of the loopback address', async () => {
    await start();
    expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
  });

  test('on a port that is taken is refused', async () => {
    await start();
    const port = Number(new URL(simulator.url).port);
    await expect(startSimulator({ port })).rejects.toThrow(expect.objectContaining({ code: 'EADDRINUSE' }));
  });

  test.each(['', 'has a space', 'ünicode', 'x'.repeat(129)])(
    'with "%s" as contact center id is refused',
    async (id) => {
      await start();
      await expect(startSimulator({ contactCenterIds: [id] })).rejects.toThrow('contact center id');
    },
  );
});

describe('stopping', () => {
  test('is prompt with idle, half-sent and hanging connections open, and leaves nothing behind', async () => {
    await start();
    const chatId = await client.requestChat();
    simulator.faults.plan({ operation: 'GetChat' }, fault.hang());
    simulator.faults.plan({ operation: 'GetTranscript' }, fault.delay({ beforeMs: 60_000 }));
    const other = createTestClient(simulator.url, simulator.contactCenterId);
    const third = createTestClient(simulator.url, simulator.contactCenterId);
    const hanging = expect(other.send('GET', `/api/v2/chats/${chatId}`)).rejects.toThrow();
    const delayed = expect(third.messages(chatId, 1)).rejects.toThrow();
    const idle = await openConnection();
    idle.on('error', () => undefined);
    idle.write('POST /api/v2/chats HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"oper');
    await expect.poll(() => simulator.wireLog.count(), SOON).toBe(4);

    const before = Date.now();
    await simulator.stop();
    expect(Date.now() - before).toBeLessThan(2000);
    await Promise.all([hanging, delayed]);
    other.close();
    third.close();
    client.close();
    idle.destroy();
    await expect
      .poll(() => process.getActiveResourcesInfo().filter((name) => /TCPServer|TCPSocket/.test(name)), SOON)
      .toEqual([]);
  });

  test('twice is the same as once', async () => {
    await start();
    await simulator.stop();
    await simulator.stop();
  });
});

describe('an outage', () => {
  test('refuses connections, kills the open ones, and is over on the same port with the chats still there', async () => {
    await start();
    const chatId = await client.requestChat();
    const open = await openConnection();
    const killed = new Promise((resolve) => open.once('close', resolve));

    await simulator.goDown();
    await killed;
    await expect(client.messages(chatId, 1)).rejects.toThrow(
      expect.objectContaining({ code: 'ECONNREFUSED' }),
    );
    expect(simulator.agent('Kim').accept(chatId).nickname).toBe('Kim');

    await simulator.comeUp();
    expect((await client.messages(chatId, 1)).json?.['messages']).toHaveLength(2);
  });

  test('longer than the limit of silence ends the chat', async () => {
    await start({ silenceLimitMs: 30 });
    const chatId = await client.requestChat();
    await simulator.goDown();
    await simulator.until((model) => (model.findChat(chatId)?.endedBy === 'server' ? true : undefined));
    await simulator.comeUp();
    const { json } = await client.send('GET', `/api/v2/chats/${chatId}`);
    expect(json).toMatchObject({ chat: { state: 'Idle' } });
  });

  test('may be asked for twice, and ended twice', async () => {
    await start();
    await simulator.goDown();
    await simulator.goDown();
    await simulator.comeUp();
    await simulator.comeUp();
    expect(await client.requestChat()).toMatch(/^[\w-]+$/);
  });
});

describe('waiting for something to happen', () => {
  test('ends with what was looked for', async () => {
    await start();
    const found = simulator.until((model) => model.chats().find((chat) => chat.state === 'WaitingForAgent'));
    const chatId = await client.requestChat();
    expect((await found).id).toBe(chatId);
  });

  test('ends with the mistake of who looks, which does not hurt the chat', async () => {
    await start();
    const found = expect(
      simulator.until((model) => {
        if (model.chats().length > 0) throw new Error('a mistake');
        return undefined;
      }),
    ).rejects.toThrow('a mistake');
    expect(await client.requestChat()).toMatch(/^[\w-]{36}$/);
    await found;
  });

  test('ends with an error when the simulator stops', async () => {
    await start();
    const found = expect(simulator.until(() => undefined)).rejects.toThrow('stopped');
    await simulator.stop();
    await found;
  });

  test('ends with an error when it does not happen', async () => {
    await start();
    await expect(simulator.until(() => undefined, 10)).rejects.toThrow('within 10 ms');
  });
});

test('the latency asked for is kept', async () => {
  await start({ latencyMs: 40 });
  const before = performance.now();
  await client.requestChat();
  expect(performance.now() - before).toBeGreaterThanOrEqual(39);
});
