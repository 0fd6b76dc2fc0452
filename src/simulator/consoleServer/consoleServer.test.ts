import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONSOLE_COMMANDS, CONSOLE_EVENTS, CONSOLE_HEADER, newsSchema, type News } from '../consoleContract';
import { startSimulator, type Simulator } from '../index';
import { createTestClient, type TestAnswer, type TestClient } from '../testClient';

/** On a busy machine, things that happen at once take a moment all the same. */
const SOON = { timeout: 5000 };

let simulator: Simulator;
let client: TestClient;
let folder: string;
let streams: IncomingMessage[];

beforeEach(async () => {
  streams = [];
  folder = await mkdtemp(join(tmpdir(), 'console-'));
  await writeFile(join(folder, 'index.html'), '<p>the desk</p>');
  await writeFile(join(folder, 'desk.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, '..', 'outside.html'), 'outside');
  simulator = await startSimulator({ consoleDir: folder });
  client = createTestClient(simulator.url, simulator.contactCenterId);
});

afterEach(async () => {
  for (const stream of streams) stream.destroy();
  client.close();
  await simulator.stop();
  await rm(folder, { recursive: true });
  await rm(join(folder, '..', 'outside.html'), { force: true });
});

function command(
  body: unknown,
  headers: Record<string, string> = { [CONSOLE_HEADER]: '1' },
): Promise<TestAnswer> {
  return client.send('POST', CONSOLE_COMMANDS, { body, headers });
}

/** Collects the news of one open console, checked against the contract. */
function openConsole(): Promise<News[]> {
  return new Promise((resolve, reject) => {
    get(simulator.url + CONSOLE_EVENTS, (stream) => {
      streams.push(stream);
      const news: News[] = [];
      let unread = '';
      stream.setEncoding('utf8');
      stream.on('error', () => undefined);
      stream.on('data', (chunk: string) => {
        const events = (unread + chunk).split('\n\n');
        unread = events.pop() ?? '';
        for (const event of events) news.push(newsSchema.parse(JSON.parse(event.replace(/^data: /, ''))));
      });
      resolve(news);
    }).on('error', reject);
  });
}

describe('strangers are turned away', () => {
  test.each<[who: string, headers: Record<string, string>]>([
    ['a page under a name that was rebound to this machine', { Host: 'evil.example' }],
    ['a name that only begins like ours', { Host: 'localhost.evil.example:80' }],
    ['a page of another origin', { Origin: 'http://evil.example' }],
    ['a page of another port', { Origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { Origin: 'null' }],
    ['a request that the browser calls cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a request from another port of this machine', { 'Sec-Fetch-Site': 'same-site' }],
  ])('%s', async (_who, headers) => {
    const chatId = await client.requestChat();
    for (const path of [CONSOLE_EVENTS, '/console/', CONSOLE_COMMANDS]) {
      expect(await client.send('GET', path, { headers })).toMatchObject({ status: 403, json: { ok: false } });
    }
    const answer = await command(
      { type: 'accept', chatId, agent: 'Kim' },
      { ...headers, [CONSOLE_HEADER]: '1' },
    );
    expect(answer).toMatchObject({ status: 403, json: { ok: false, error: { code: 'forbidden' } } });
    expect(simulator.model.findChat(chatId)?.state).toBe('WaitingForAgent');
  });

  test('a form post, which cannot carry our header', async () => {
    const chatId = await client.requestChat();
    const answer = await command({ type: 'accept', chatId, agent: 'Kim' }, { 'Content-Type': 'text/plain' });
    expect(answer.status).toBe(403);
    expect(simulator.model.findChat(chatId)?.state).toBe('WaitingForAgent');
  });

  test.each(['127.0.0.1', 'localhost', '[::1]'])('and the page itself is not: %s', async (host) => {
    const headers = { Host: `${host}:8099`, Origin: `http://${host}:8099`, 'Sec-Fetch-Site': 'same-origin' };
    const answer = await command(
      { type: 'switchAutopilot', enabled: true },
      { ...headers, [CONSOLE_HEADER]: '1' },
    );
    expect(answer).toMatchObject({ status: 200, json: { ok: true } });
  });
});

describe('commands', () => {
  test('serve a chat from its begin to its end', async () => {
    const chatId = await client.requestChat();
    const inChat = { chatId, agent: 'Kim' };
    for (const body of [
      { type: 'accept', ...inChat },
      { type: 'startTyping', ...inChat },
      { type: 'stopTyping', ...inChat },
      { type: 'say', ...inChat, text: '<b>hi</b>' },
      { type: 'leave', ...inChat },
      { type: 'rejoin', ...inChat },
      { type: 'transfer', ...inChat, to: 'Lee' },
      { type: 'end', chatId, agent: 'Lee' },
    ]) {
      expect([body.type, (await command(body)).json]).toEqual([body.type, { ok: true }]);
    }
    const chat = simulator.model.findChat(chatId);
    expect([chat?.endedBy, chat?.transcript.find(({ type }) => type === 'Text')?.text]).toEqual([
      'agent',
      '<b>hi</b>',
    ]);
  });

  test.each<[what: string, body: unknown, status: number, code: string]>([
    ['no command at all', {}, 400, 'badCommand'],
    ['what is not JSON', '{', 400, 'badCommand'],
    ['an unknown command', { type: 'shutDown' }, 400, 'badCommand'],
    ['an agent without a name', { type: 'accept', chatId: 'x', agent: '  ' }, 400, 'badCommand'],
    ['an empty message', { type: 'say', chatId: 'x', agent: 'Kim', text: '' }, 400, 'badCommand'],
    ['a chat that is not there', { type: 'accept', chatId: 'x', agent: 'Kim' }, 404, 'unknownChat'],
  ])('%s is refused', async (_what, body, status, code) => {
    expect(await command(body)).toMatchObject({ status, json: { ok: false, error: { code } } });
  });

  test('what the moment forbids is refused, and leaves the chat to the autopilot', async () => {
    simulator.autopilot.setEnabled(true);
    const chatId = await client.requestChat();
    const answer = await command({ type: 'say', chatId, agent: 'Kim', text: 'hi' });
    expect(answer).toMatchObject({ status: 409, json: { error: { code: 'notValidNow' } } });
    expect(simulator.autopilot.drives(chatId)).toBe(true);
  });

  test('whoever acts in a chat has it from then on, and can give it back', async () => {
    simulator.autopilot.setEnabled(true);
    const chatId = await client.requestChat();
    await command({ type: 'accept', chatId, agent: 'Kim' });
    expect(simulator.autopilot.drives(chatId)).toBe(false);
    await command({ type: 'giveBack', chatId });
    expect(simulator.autopilot.drives(chatId)).toBe(true);
    await command({ type: 'takeOver', chatId });
    expect(simulator.autopilot.drives(chatId)).toBe(false);
  });

  test('only come by POST, and not endlessly long', async () => {
    expect((await client.send('PUT', CONSOLE_COMMANDS, { headers: { [CONSOLE_HEADER]: '1' } })).status).toBe(
      405,
    );
    expect((await command({ type: 'x'.repeat(2 ** 21) })).status).toBe(413);
  });
});

describe('news', () => {
  test('begin with all there is, and go on with what happens', async () => {
    const chatId = await client.requestChat();
    const news = await openConsole();
    await expect.poll(() => news, SOON).toHaveLength(1);
    expect(news[0]).toMatchObject({
      type: 'snapshot',
      autopilotEnabled: false,
      faultPreset: 'off',
      chats: [{ id: chatId, state: 'WaitingForAgent', drivenBy: 'person', transcript: [{ index: 1 }] }],
    });

    await command({ type: 'accept', chatId, agent: 'Kim' });
    await client.operate(chatId, 'SendStartTypingNotification');
    await command({ type: 'transfer', chatId, agent: 'Kim', to: 'Lee' });
    await expect.poll(() => news, SOON).toHaveLength(5);
    expect(news.slice(1)).toMatchObject([
      { type: 'chatChanged', chat: { drivenBy: 'person' }, added: [] },
      {
        type: 'chatChanged',
        chat: { agents: ['Kim'], agentsBefore: [], customerIsTyping: false },
        added: [{ index: 2 }],
      },
      { type: 'chatChanged', chat: { customerIsTyping: true }, added: [{ index: 3 }] },
      {
        type: 'chatChanged',
        chat: { agents: ['Lee'], agentsBefore: ['Kim'] },
        added: [{ index: 4 }, { index: 5 }],
      },
    ]);
  });

  test('tell every console when the autopilot is switched, and whose turn it is in each chat', async () => {
    const chatId = await client.requestChat();
    const consoles = [await openConsole(), await openConsole()];
    await command({ type: 'switchAutopilot', enabled: true });
    for (const news of consoles) {
      await expect.poll(() => news, SOON).toHaveLength(3);
      expect(news.slice(1)).toMatchObject([
        { type: 'autopilotSwitched', enabled: true },
        { type: 'chatChanged', chat: { id: chatId, drivenBy: 'autopilot' }, added: [] },
      ]);
    }
  });

  test('tell every console what was made to go wrong, which it then does', async () => {
    const chatId = await client.requestChat();
    const consoles = [await openConsole(), await openConsole()];
    expect((await command({ type: 'switchFaults', preset: 'outage' })).json).toEqual({ ok: true });
    await expect(client.messages(chatId, 1)).rejects.toThrow();
    expect((await command({ type: 'switchFaults', preset: 'off' })).json).toEqual({ ok: true });
    expect((await client.messages(chatId, 1)).status).toBe(200);
    for (const news of consoles) {
      await expect.poll(() => news, SOON).toHaveLength(3);
      expect(news.slice(1)).toEqual([
        { type: 'faultsSwitched', preset: 'outage' },
        { type: 'faultsSwitched', preset: 'off' },
      ]);
    }
    expect((await command({ type: 'switchFaults', preset: 'everything' })).status).toBe(400);
  });

  test('go on for the others when one console is closed', async () => {
    const closed = await openConsole();
    const open = await openConsole();
    await expect.poll(() => [closed.length, open.length], SOON).toEqual([1, 1]);
    streams[0]?.destroy();
    await client.requestChat();
    await expect.poll(() => open, SOON).toHaveLength(2);
    expect(closed).toHaveLength(1);
  });

  test('do not keep the server from stopping', async () => {
    await openConsole();
    const before = Date.now();
    await simulator.stop();
    expect(Date.now() - before).toBeLessThan(2000);
  });
});

describe('the page', () => {
  test('is served with a policy that allows nothing from elsewhere', async () => {
    const { status, text, headers } = await client.send('GET', '/console/');
    expect([status, text]).toEqual([200, '<p>the desk</p>']);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each(['/', '/console'])('is found from %s', async (path) => {
    const { status, headers } = await client.send('GET', path);
    expect([status, headers['location']]).toEqual([302, '/console/']);
  });

  test('comes with its scripts', async () => {
    const { status, headers } = await client.send('GET', '/console/desk.js');
    expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  test.each([
    '/console/secret.txt',
    '/console/nowhere.js',
    '/console/../outside.html',
    '/console/..%2foutside.html',
    '/console/%2e%2e/outside.html',
    '/console//etc/passwd',
    '/console/a/../../outside.html',
    '/elsewhere',
  ])('does not give out %s', async (path) => {
    const { hostname, port } = new URL(simulator.url);
    const status = await new Promise((resolve, reject) => {
      // Not through URL, which would tidy the path up.
      get({ hostname, port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(404);
  });

  test('says how to build it when it is not there', async () => {
    await rm(join(folder, 'index.html'));
    const { status, text } = await client.send('GET', '/console/');
    expect(status).toBe(200);
    expect(text).toContain('npx vite build -c src/simulator/console/vite.config.ts');
  });
});
