import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { DEMO_CONTACT_CENTER_ID, startSimulator, type Simulator, type SimulatorOptions } from './index';

/**
 * The wire format as another program sees it: everything here goes through curl.
 */
const run = promisify(execFile);

let running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.map((simulator) => simulator.stop()));
  running = [];
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  running.push(simulator);
  return simulator;
}

interface CurlAnswer {
  status: number;
  headers: string;
  body: Record<string, unknown>;
}

async function curl(simulator: Simulator, path: string, ...options: string[]): Promise<CurlAnswer> {
  const { stdout } = await run('curl', [
    '--silent',
    '--noproxy',
    '*',
    '-i',
    ...options,
    simulator.url + path,
  ]);
  const end = stdout.indexOf('\r\n\r\n');
  const headers = stdout.slice(0, end);
  return {
    status: Number(headers.split(' ')[1]),
    headers,
    body: JSON.parse(stdout.slice(end)) as Record<string, unknown>,
  };
}

const IDENTITY = ['-H', `ContactCenterId: ${DEMO_CONTACT_CENTER_ID}`];

function get(simulator: Simulator, path: string, ...options: string[]): Promise<CurlAnswer> {
  return curl(simulator, path, ...IDENTITY, ...options);
}

function post(simulator: Simulator, path: string, body: unknown, ...options: string[]): Promise<CurlAnswer> {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  return curl(
    simulator,
    path,
    ...IDENTITY,
    '-H',
    'Content-Type: application/json',
    '--data-binary',
    content,
    ...options,
  );
}

async function requestChat(simulator: Simulator): Promise<string> {
  const { body } = await post(simulator, '/api/v2/chats', {
    operationName: 'RequestChat',
    nickname: 'Chris',
    subject: 'A late parcel',
  });
  return String(body['id']);
}

describe('a whole chat, spoken by curl', () => {
  test.each(['chats', 'me/chat'])('works from the request to its end under /api/v2/%s', async (place) => {
    const simulator = await start();
    const opened = await post(simulator, '/api/v2/chats', {
      operationName: 'RequestChat',
      nickname: 'Chris',
      subject: 'Ein verspätetes Paket 📦',
      endpoint: 'parcels',
      userData: { order: '4711' },
    });
    const id = String(opened.body['id']);
    expect(opened).toMatchObject({ status: 200, body: { statusCode: 0, path: `/api/v2/chats/${id}` } });
    expect(opened.headers).toContain('Content-Type: application/json');
    expect(simulator.model.findChat(id)).toMatchObject({
      subject: 'Ein verspätetes Paket 📦',
      endpoint: 'parcels',
      userData: { order: '4711' },
    });

    const chat = `/api/v2/${place}/${id}`;
    expect((await get(simulator, chat)).body).toEqual({
      chat: {
        capabilities: [
          'SendMessage',
          'SendStartTypingNotification',
          'SendStopTypingNotification',
          'Complete',
        ],
        id,
        participants: [{ nickname: 'Chris', participantId: '1', type: 'Customer' }],
        state: 'WaitingForAgent',
      },
      statusCode: 0,
    });

    const kim = simulator.agent('Kim');
    kim.accept(id);
    const success = { status: 200, body: { statusCode: 0 } };
    expect(await post(simulator, chat, { operationName: 'SendStartTypingNotification' })).toMatchObject(
      success,
    );
    expect(await post(simulator, chat, { operationName: 'SendStopTypingNotification' })).toMatchObject(
      success,
    );
    const sent = await post(simulator, chat, { operationName: 'SendMessage', text: 'Wo ist es? 🤔' });
    expect(sent.body).toEqual({ statusCode: 0 });
    kim.say(id, 'Let me look');

    expect((await get(simulator, chat)).body).toMatchObject({
      chat: {
        state: 'Chatting',
        participants: [
          { nickname: 'Kim', participantId: '2', type: 'Agent' },
          { nickname: 'Chris', participantId: '1', type: 'Customer' },
        ],
      },
    });
    const chris = { nickname: 'Chris', participantId: '1', type: 'Customer' };
    const agent = { nickname: 'Kim', participantId: '2', type: 'Agent' };
    expect((await get(simulator, `${chat}/messages?index=1`)).body).toEqual({
      messages: [
        { index: 1, type: 'ParticipantJoined', from: chris },
        { index: 2, type: 'ParticipantJoined', from: agent },
        { index: 3, type: 'TypingStarted', from: chris },
        { index: 4, type: 'TypingStopped', from: chris },
        { index: 5, type: 'Text', from: chris, text: 'Wo ist es? 🤔' },
        { index: 6, type: 'Text', from: agent, text: 'Let me look' },
      ],
      statusCode: 0,
    });

    expect(await post(simulator, chat, { operationName: 'Complete' })).toMatchObject(success);
    expect((await get(simulator, chat)).body).toEqual({
      chat: { capabilities: [], id, participants: [], state: 'Idle' },
      statusCode: 0,
    });
  });

  test('loses a lost answer for good when the index is left out, and not when it is given', async () => {
    const simulator = await start();
    const id = await requestChat(simulator);
    simulator.agent('Kim').accept(id);
    const messages = `/api/v2/chats/${id}/messages`;
    const { fault } = await import('./index');

    simulator.faults.plan({ operation: 'GetTranscript' }, fault.loseAnswer());
    await expect(get(simulator, messages)).rejects.toThrow();
    expect((await get(simulator, messages)).body['messages']).toEqual([]);

    simulator.faults.plan({ operation: 'GetTranscript' }, fault.loseAnswer());
    await expect(get(simulator, `${messages}?index=1`)).rejects.toThrow();
    expect((await get(simulator, `${messages}?index=1`)).body['messages']).toHaveLength(2);
  });
});

describe('what the server refuses', () => {
  const requestBody = { operationName: 'RequestChat', nickname: 'Chris', subject: 'Help' };
  const json = ['-H', 'Content-Type: application/json'];

  test.each<[what: string, options: string[]]>([
    ['a request without ContactCenterId', []],
    ['a request with an empty ContactCenterId', ['-H', 'ContactCenterId;']],
    ['a request for an unknown contact center', ['-H', 'ContactCenterId: somewhere-else']],
    ['a request with Authorization', [...IDENTITY, '-H', 'Authorization: Basic Y2hyaXM6c2VjcmV0']],
    ['a request with a user name in its address', [...IDENTITY, '--user', 'chris:secret']],
  ])('%s: 403, statusCode 3, and no chat', async (_what, options) => {
    const simulator = await start();
    const answer = await curl(
      simulator,
      '/api/v2/chats',
      ...options,
      ...json,
      '--data-binary',
      JSON.stringify(requestBody),
    );
    expect(answer).toMatchObject({ status: 403, body: { statusCode: 3, statusMessage: expect.any(String) } });
    expect(simulator.model.chats()).toEqual([]);
    expect(simulator.wireLog.records()[0]).toMatchObject({ applied: false, outcome: { status: 403 } });
  });

  test.each<[what: string, body: unknown, statusCode: number]>([
    ['no operationName', { nickname: 'Chris', subject: 'Help' }, 1],
    ['no nickname', { operationName: 'RequestChat', subject: 'Help' }, 1],
    ['no subject', { operationName: 'RequestChat', nickname: 'Chris' }, 1],
    ['an empty nickname', { ...requestBody, nickname: ' ' }, 10],
    ['a nickname that is a number', { ...requestBody, nickname: 5 }, 10],
    ['userData that is a list', { ...requestBody, userData: ['a'] }, 10],
    ['userData that is not flat', { ...requestBody, userData: { a: { b: 'c' } } }, 10],
    ['userData with a number', { ...requestBody, userData: { a: 1 } }, 10],
    ['an endpoint that is a number', { ...requestBody, endpoint: 7 }, 10],
    ['another operation', { ...requestBody, operationName: 'SendMessage' }, 10],
    ['an operationName that is a number', { ...requestBody, operationName: 7 }, 10],
    ['what is not JSON', '{"operationName":', 10],
    ['a JSON list', [requestBody], 10],
    ['null', 'null', 10],
  ])('a RequestChat with %s', async (_what, body, statusCode) => {
    const simulator = await start();
    const answer = await post(simulator, '/api/v2/chats', body);
    expect(answer).toMatchObject({ status: 400, body: { statusCode, statusMessage: expect.any(String) } });
    expect(simulator.model.chats()).toEqual([]);
  });

  test.each<[what: string, body: unknown, statusCode: number]>([
    ['no operationName', { text: 'hello' }, 1],
    ['no text', { operationName: 'SendMessage' }, 1],
    ['text that is a number', { operationName: 'SendMessage', text: 1 }, 10],
    ['empty text', { operationName: 'SendMessage', text: '' }, 10],
    ['an unknown operation', { operationName: 'Transfer' }, 10],
    ['the operation of another resource', requestBody, 10],
  ])('an operation with %s', async (_what, body, statusCode) => {
    const simulator = await start();
    const id = await requestChat(simulator);
    const answer = await post(simulator, `/api/v2/chats/${id}`, body);
    expect(answer).toMatchObject({ status: 400, body: { statusCode, statusMessage: expect.any(String) } });
    expect(simulator.model.findChat(id)?.transcript).toHaveLength(1);
  });

  test.each(['SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification', 'Complete'])(
    '%s after the end: statusCode 2',
    async (operationName) => {
      const simulator = await start();
      const id = await requestChat(simulator);
      await post(simulator, `/api/v2/chats/${id}`, { operationName: 'Complete' });
      const answer = await post(simulator, `/api/v2/chats/${id}`, { operationName, text: 'hello?' });
      expect(answer).toMatchObject({
        status: 400,
        body: { statusCode: 2, statusMessage: expect.any(String) },
      });
    },
  );

  test.each(['-1', '1.5', 'one', '', '1e3'])('the index "%s"', async (index) => {
    const simulator = await start();
    const id = await requestChat(simulator);
    const answer = await get(simulator, `/api/v2/chats/${id}/messages?index=${index}`);
    expect(answer).toMatchObject({
      status: 400,
      body: { statusCode: 10, statusMessage: expect.any(String) },
    });
  });

  test.each([
    '/api/v2/chats/nowhere',
    '/api/v2/me/chat/nowhere',
    '/api/v2/chats/nowhere/messages?index=1',
    '/api/v2/chats/',
    '/api/v2/users',
  ])('what it does not know: %s is 404, statusCode 6', async (path) => {
    const simulator = await start();
    const answer = await get(simulator, path);
    expect(answer).toMatchObject({ status: 404, body: { statusCode: 6, statusMessage: expect.any(String) } });
  });

  test('an operation on an unknown chat: 404, statusCode 6', async () => {
    const simulator = await start();
    const answer = await post(simulator, '/api/v2/chats/nowhere', {
      operationName: 'SendMessage',
      text: 'hello',
    });
    expect(answer).toMatchObject({ status: 404, body: { statusCode: 6 } });
  });

  test('a POST that does not say it is JSON: 415', async () => {
    const simulator = await start();
    const answer = await curl(
      simulator,
      '/api/v2/chats',
      ...IDENTITY,
      '--data-binary',
      JSON.stringify(requestBody),
    );
    expect(answer).toMatchObject({ status: 415, body: { statusCode: 10 } });
    expect(simulator.model.chats()).toEqual([]);
  });

  test.each(['PUT', 'DELETE', 'OPTIONS'])('the method %s: 405', async (method) => {
    const simulator = await start();
    const id = await requestChat(simulator);
    const answer = await get(simulator, `/api/v2/chats/${id}`, '-X', method);
    expect(answer).toMatchObject({ status: 405, body: { statusCode: 3 } });
  });

  test('a body of more than 1 MiB: 413', async () => {
    const simulator = await start();
    const { createTestClient } = await import('./testClient');
    const client = createTestClient(simulator.url, simulator.contactCenterId);
    const answer = await client.send('POST', '/api/v2/chats', {
      body: { ...requestBody, subject: 'x'.repeat(2 ** 20) },
    });
    client.close();
    expect(answer).toMatchObject({ status: 413, json: { statusCode: 10 } });
  });
});

describe('servers differ', () => {
  test('only one of the two places may be served', async () => {
    const simulator = await start({ resourcePaths: ['me/chat'] });
    const id = await requestChat(simulator);
    expect((await get(simulator, `/api/v2/me/chat/${id}`)).status).toBe(200);
    expect(await get(simulator, `/api/v2/chats/${id}`)).toMatchObject({
      status: 404,
      body: { statusCode: 6 },
    });
  });

  test.each([
    ['chats', (id: string) => `/api/v2/chats/${id}`],
    ['me/chat', (id: string) => `/api/v2/me/chat/${id}`],
    ['none', () => undefined],
  ] as const)('RequestChat names the path as asked for: %s', async (requestChatPath, expected) => {
    const simulator = await start({ requestChatPath });
    const { body } = await post(simulator, '/api/v2/chats', {
      operationName: 'RequestChat',
      nickname: 'Chris',
      subject: '',
    });
    expect(body['path']).toBe(expected(String(body['id'])));
  });

  test('times in milliseconds and participant ids as numbers can be had', async () => {
    const simulator = await start({ timestamps: true, numericParticipantIds: true });
    const id = await requestChat(simulator);
    const { body } = await get(simulator, `/api/v2/chats/${id}/messages?index=1`);
    expect(body['messages']).toEqual([
      {
        index: 1,
        type: 'ParticipantJoined',
        from: { nickname: 'Chris', participantId: 1, type: 'Customer' },
        timestampSeconds: simulator.model.findChat(id)?.openedAtMs,
      },
    ]);
  });

  test('with sticky cookies, a request without the cookie ends on a node that knows nothing', async () => {
    const simulator = await start({ stickyCookie: true });
    const opened = await post(simulator, '/api/v2/chats', {
      operationName: 'RequestChat',
      nickname: 'Chris',
      subject: 'Help',
    });
    const id = String(opened.body['id']);
    const cookie = /^Set-Cookie: ([^;\r\n]+)/im.exec(opened.headers)?.[1] ?? '';

    expect((await get(simulator, `/api/v2/chats/${id}`, '--cookie', cookie)).status).toBe(200);
    expect((await get(simulator, `/api/v2/chats/${id}`, '--cookie', `a=b; ${cookie}`)).status).toBe(200);
    for (const wrong of [[], ['--cookie', 'SIMSESSIONID=undefined'], ['--cookie', `${cookie}x`]]) {
      const answer = await get(simulator, `/api/v2/chats/${id}`, ...wrong);
      expect(answer).toMatchObject({ status: 404, body: { statusCode: 6 } });
    }
  });

  test('errors can come with HTTP 200', async () => {
    const simulator = await start({ errorsAs200: true });
    expect(await get(simulator, '/api/v2/chats/nowhere')).toMatchObject({
      status: 200,
      body: { statusCode: 6 },
    });
  });

  test('what the customer wrote can be changed by the server', async () => {
    const simulator = await start({ rewriteText: (text) => text.trim() });
    const id = await requestChat(simulator);
    await post(simulator, `/api/v2/chats/${id}`, { operationName: 'SendMessage', text: '  hello ' });
    expect(simulator.model.findChat(id)?.transcript.at(-1)?.text).toBe('hello');
  });

  test('more than one contact center can be served', async () => {
    const simulator = await start({ contactCenterIds: ['north', 'south'] });
    for (const contactCenterId of ['north', 'south']) {
      const answer = await curl(
        simulator,
        '/api/v2/chats',
        ...['-H', `ContactCenterId: ${contactCenterId}`, '-H', 'Content-Type: application/json'],
        ...['--data-binary', '{"operationName":"RequestChat","nickname":"Chris","subject":"Help"}'],
      );
      expect(answer.status).toBe(200);
    }
  });
});
