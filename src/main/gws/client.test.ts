import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fault, startSimulator, type Fault, type Simulator, type SimulatorOptions } from '../../simulator';
import { silentLog } from '../lib/log';
import { systemClock } from '../lib/time';
import { createGwsClient, type ChatAddress, type GwsClient } from './client';
import type { ChatPathForm } from './endpoints';
import { GwsError } from './errors';
import type { NetSession } from './guardedFetch';
import { probeServer } from './probe';
import { createTransport, type GwsTransport } from './transport';

/** The client and its transport on the wire: the simulator's, over Node's own fetch. */

const form = { nickname: 'Chris', subject: 'A late parcel' };
const openNodeSession = (): NetSession => ({
  fetch: (url, request) => fetch(url, request),
  close: () => Promise.resolve(),
});

let started: Simulator[] = [];
let simulator: Simulator;
let transport: GwsTransport;
let client: GwsClient;

function openTransport(
  contactCenterId = simulator.contactCenterId,
  openSession = openNodeSession,
): GwsTransport {
  return createTransport({
    serverUrl: simulator.url,
    contactCenterId,
    extraHeaders: { apikey: 'k' },
    userAgent: 'Counterline/test',
    openSession,
    clock: systemClock,
    log: silentLog,
    readDeadlineMs: 1_500,
    writeDeadlineMs: 1_500,
  });
}

async function connect(
  options: SimulatorOptions & { preferredForm?: ChatPathForm | 'auto'; contactCenterId?: string } = {},
): Promise<void> {
  simulator = await startSimulator(options);
  started.push(simulator);
  transport = openTransport(options.contactCenterId);
  client = createGwsClient(transport, options.preferredForm ?? 'auto');
}

beforeEach(() => connect());
afterEach(async () => {
  await transport.close();
  await Promise.all(started.map((one) => one.stop()));
  started = [];
});

async function fail(work: Promise<unknown>): Promise<object> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof GwsError)) throw error;
    const { kind, applied, hint } = error;
    return { kind, applied, ...(hint === undefined ? {} : { hint }) };
  }
  return { name: 'succeeded' };
}

/** Resolves when so many requests have reached the server. */
function recorded(count: number): Promise<void> {
  return new Promise((resolve) => {
    const off = simulator.wireLog.onRecorded(() => {
      if (simulator.wireLog.count() < count) return;
      off();
      resolve();
    });
  });
}

const textsOf = (chat: ChatAddress) =>
  simulator.model.findChat(chat.id)?.transcript.flatMap(({ text }) => (text === undefined ? [] : [text]));

describe('a whole chat', () => {
  test.each(['chats', 'me/chat'] as const)('takes all seven operations, at %s', async (requestChatPath) => {
    await connect({
      requestChatPath,
      resourcePaths: [requestChatPath],
      timestamps: true,
      numericParticipantIds: true,
    });
    const chat = await client.requestChat({ ...form, endpoint: 'sales', userData: { order: '7' } });
    expect(chat).toEqual({ id: expect.any(String) as string, form: requestChatPath, formIsGuess: false });
    const kim = simulator.agent('Kim');
    kim.accept(chat.id);
    await client.startTyping(chat);
    await client.stopTyping(chat);
    await client.sendMessage(chat, 'Hello 👋 \u2028 <b>');
    kim.say(chat.id, 'Hi');

    const { entries, unreadable } = await client.getTranscript(chat, 3);
    expect([
      unreadable,
      ...entries.map(({ index, kind, from, text }) => [index, kind, from?.nickname, text]),
    ]).toEqual([
      0,
      [3, 'typingStarted', 'Chris', ''],
      [4, 'typingStopped', 'Chris', ''],
      [5, 'text', 'Chris', 'Hello 👋 \u2028 <b>'],
      [6, 'text', 'Kim', 'Hi'],
    ]);
    const reading = await client.getChat(chat);
    expect({ ...reading, capabilities: reading.capabilities.has('SendMessage') }).toEqual({
      state: 'chatting',
      capabilities: true,
      participants: [
        { id: '2', nickname: 'Kim', kind: 'agent' },
        { id: '1', nickname: 'Chris', kind: 'customer' },
      ],
    });
    await client.complete(chat);
    expect((await client.getChat(chat)).state).toBe('idle');
    const { subject, endpoint, userData } = simulator.model.findChat(chat.id) ?? {};
    expect({ subject, endpoint, userData }).toEqual({
      subject: form.subject,
      endpoint: 'sales',
      userData: { order: '7' },
    });
  });

  test('carries the contact center id and the constant headers on every request, and Authorization on none', async () => {
    const chat = await client.requestChat(form);
    await client.startTyping(chat);
    await client.stopTyping(chat);
    await client.sendMessage(chat, 'Hello');
    await client.getTranscript(chat, 1);
    await client.getChat(chat);
    await client.complete(chat);
    const records = simulator.wireLog.records();
    expect(records.map(({ operation }) => operation)).toEqual([
      'RequestChat',
      'SendStartTypingNotification',
      'SendStopTypingNotification',
      'SendMessage',
      'GetTranscript',
      'GetChat',
      'Complete',
    ]);
    for (const { headers, method } of records) {
      expect(headers).toMatchObject({
        contactcenterid: simulator.contactCenterId,
        apikey: 'k',
        'user-agent': 'Counterline/test',
        accept: 'application/json',
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      });
      expect(headers).not.toHaveProperty('authorization');
    }
  });

  test('asks for the transcript always by an index', async () => {
    const chat = await client.requestChat(form);
    await client.getTranscript(chat, 1);
    expect(simulator.wireLog.records({ operation: 'GetTranscript' })[0]?.path).toBe(
      `/api/v2/chats/${chat.id}/messages?index=1`,
    );
  });

  test('sends every write on a connection of its own', async () => {
    const chat = await client.requestChat(form);
    for (const text of ['one', 'two', 'three']) {
      await client.getTranscript(chat, 1);
      await client.sendMessage(chat, text);
    }
    expect(simulator.wireLog.records({ method: 'POST' }).map((record) => record.requestOnConnection)).toEqual(
      [1, 1, 1, 1],
    );
  });

  test('brings half characters into form before they leave', async () => {
    const chat = await client.requestChat({ nickname: 'Chris\ud800', subject: '\udc00' });
    await client.sendMessage(chat, 'a\ud800b');
    expect([simulator.model.findChat(chat.id)?.customer.nickname, textsOf(chat)]).toEqual([
      'Chris\ufffd',
      ['a\ufffdb'],
    ]);
  });

  test('stays on its node by the cookie that the server set, as long as its transport lives', async () => {
    await connect({ stickyCookie: true });
    const chat = await client.requestChat(form);
    await client.sendMessage(chat, 'Hello');
    expect((await client.getTranscript(chat, 2)).entries).toHaveLength(1);
    const other = openTransport();
    expect(await fail(createGwsClient(other, 'auto').getChat(chat))).toEqual({
      kind: 'notFound',
      applied: 'no',
    });
    await other.close();
  });
});

describe('where a chat lives', () => {
  test.each([
    ['auto', { form: 'chats', formIsGuess: true }],
    ['chats', { form: 'chats', formIsGuess: false }],
    ['me/chat', { form: 'me/chat', formIsGuess: false }],
  ] as const)(
    'is decided by the setting %s when the server does not say',
    async (preferredForm, expected) => {
      await connect({ requestChatPath: 'none', preferredForm });
      expect(await client.requestChat(form)).toMatchObject(expected);
    },
  );

  test('is never followed to another address', async () => {
    const elsewhere = 'https://evil.example.com/api/v2/me/chat/../../admin';
    simulator.faults.plan(
      { operation: 'RequestChat' },
      fault.rewrite((payload) => ({ ...(payload as object), path: elsewhere })),
    );
    const chat = await client.requestChat(form);
    await client.getChat(chat);
    expect(simulator.wireLog.records({ operation: 'GetChat' })[0]?.path).toBe(`/api/v2/me/chat/${chat.id}`);
  });
});

test.each([
  ['no id', {}],
  ['an id of null', { id: null }],
  ['an id that leads elsewhere', { id: '../admin' }],
  ['an endless id', { id: 'x'.repeat(10_000) }],
])('a chat with %s is none, and may all the same have started', async (_name, payload) => {
  simulator.faults.plan(
    { operation: 'RequestChat' },
    fault.answer({ status: 200, body: { statusCode: 0, ...payload } }),
  );
  expect(await fail(client.requestChat(form))).toEqual({ kind: 'badReply', applied: 'unknown' });
});

describe('errors of the API', () => {
  test.each([false, true])(
    'are told by their status code, with an HTTP error or (%s) with 200',
    async (errorsAs200) => {
      await connect({ errorsAs200 });
      const chat = await client.requestChat(form);
      await client.complete(chat);
      expect([
        await fail(client.getChat({ ...chat, id: 'unknown' })),
        await fail(client.sendMessage(chat, 'late')),
        await fail(client.sendMessage(chat, '')),
      ]).toEqual([
        { kind: 'notFound', applied: 'no' },
        { kind: 'conflict', applied: 'no' },
        { kind: 'rejected', applied: 'no' },
      ]);
    },
  );

  test('a contact center id that the server does not know is refused', async () => {
    await connect({ contactCenterId: 'unknown-center' });
    expect(await fail(client.requestChat(form))).toEqual({ kind: 'forbidden', applied: 'no' });
  });

  test('what the server says about a message is left out of the error, since it may quote the customer', async () => {
    const chat = await client.requestChat(form);
    const quoting = fault.answer({ status: 400, body: { statusCode: 10, statusMessage: 'bad: PLANTED' } });
    simulator.faults.plan({}, quoting, { times: 2 });
    await expect(client.sendMessage(chat, 'PLANTED')).rejects.toThrow(/^statusCode 10 with HTTP 400$/);
    await expect(client.getChat(chat)).rejects.toThrow(/^statusCode 10 with HTTP 400: bad: PLANTED$/);
  });

  test('a pause that the server asks for comes along', async () => {
    const chat = await client.requestChat(form);
    const busy = { status: 429, headers: { 'Retry-After': '7' }, body: { statusCode: 4 } };
    simulator.faults.plan({}, fault.answer(busy));
    await expect(client.sendMessage(chat, 'x')).rejects.toMatchObject({
      kind: 'rateLimited',
      applied: 'no',
      retryAfterMs: 7000,
    });
  });
});

describe('trouble on the way of a message', () => {
  const nothingKnown = (kind: string, hint?: string) => ({
    kind,
    applied: 'unknown',
    ...(hint ? { hint } : {}),
  });

  test.each<[string, Fault, object]>([
    ['no answer', fault.hang({ applied: true }), nothingKnown('timeout')],
    ['a reset after it was stored', fault.loseAnswer('reset'), nothingKnown('offline')],
    ['a close after it was stored', fault.loseAnswer('close'), nothingKnown('offline')],
    ['half an answer', fault.truncate(), nothingKnown('offline')],
    ['a redirect', fault.redirect(307, 'http://127.0.0.1:1/'), nothingKnown('badReply', 'redirected')],
    [
      'a page',
      fault.answer({ status: 200, body: '<html>', applied: true }),
      nothingKnown('badReply', 'notJson'),
    ],
    ['an empty answer', fault.answer({ status: 200, applied: true }), nothingKnown('badReply', 'notJson')],
    ['no status code', fault.answer({ status: 200, body: { ok: 1 } }), nothingKnown('badReply', 'notJson')],
    ['a bare 502', fault.answer({ status: 502, body: 'Bad gateway' }), nothingKnown('server', 'notJson')],
    ['a 408', fault.answer({ status: 408 }), nothingKnown('timeout', 'notJson')],
    [
      'success within an error',
      fault.answer({ status: 500, body: { statusCode: 0 } }),
      nothingKnown('server', 'notJson'),
    ],
    [
      'an internal error',
      fault.answer({ status: 500, body: { statusCode: 4 }, applied: true }),
      nothingKnown('server'),
    ],
    ['status 999', fault.raw('HTTP/1.1 999 What\r\n\r\n', { applied: true }), nothingKnown('badReply')],
    ['no HTTP at all', fault.raw('SSH-2.0-OpenSSH\r\n'), nothingKnown('badReply')],
    ['an answer of 10 MiB', fault.oversize(10), nothingKnown('tooLarge')],
  ])('%s proves nothing, is not repeated, and the next request works', async (_name, planned, expected) => {
    const chat = await client.requestChat(form);
    simulator.faults.plan({ operation: 'SendMessage' }, planned);
    expect(await fail(client.sendMessage(chat, 'Hello'))).toEqual(expected);
    expect(simulator.wireLog.count({ operation: 'SendMessage' })).toBe(1);
    expect(await fail(client.getTranscript(chat, 1))).toEqual({ name: 'succeeded' });
  });

  test('a server that is not there surely has nothing', async () => {
    const chat = await client.requestChat(form);
    await simulator.goDown();
    expect(await fail(client.sendMessage(chat, 'Hello'))).toEqual({ kind: 'offline', applied: 'no' });
  });

  test('nesting beyond all measure, odd keys and doubled keys break nothing', async () => {
    const chat = await client.requestChat(form);
    const nested = `{"statusCode":0,"messages":[],"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const odd =
      '{"__proto__":{"statusCode":1,"polluted":1},"statusCode":0,"messages":[],"messages":[],"then":1}';
    for (const body of [nested, odd]) {
      simulator.faults.plan({ operation: 'GetTranscript' }, fault.answer({ status: 200, body }));
      expect(await client.getTranscript(chat, 1)).toEqual({ entries: [], unreadable: 0 });
    }
    expect('polluted' in {}).toBe(false);
  });

  test('a read that is called off says so, before and during it', async () => {
    const chat = await client.requestChat(form);
    simulator.faults.plan({ operation: 'GetTranscript' }, fault.hang());
    const controller = new AbortController();
    const during = fail(client.getTranscript(chat, 1, { signal: controller.signal }));
    controller.abort();
    const before = fail(client.getTranscript(chat, 1, { signal: AbortSignal.abort() }));
    expect([await during, await before]).toEqual([nothingKnown('cancelled'), nothingKnown('cancelled')]);
  });

  test('closing the transport ends what is open, and nothing leaves after it', async () => {
    const chat = await client.requestChat(form);
    simulator.faults.plan({ operation: 'SendMessage' }, fault.hang());
    const sending = fail(client.sendMessage(chat, 'Hello'));
    await recorded(2);
    const notYetAway = fail(client.stopTyping(chat));
    await transport.close();
    expect([await sending, await notYetAway, await fail(client.getChat(chat))]).toEqual(
      Array(3).fill(nothingKnown('cancelled')),
    );
    expect(simulator.wireLog.count()).toBe(2);
  });
});

test('a stray error with a read and a write open is laid at nobody’s door', async () => {
  const chat = await client.requestChat(form);
  simulator.faults.plan({}, fault.hang(), { times: 2 });
  const both = [fail(client.sendMessage(chat, 'Hello')), fail(client.getChat(chat))];
  await recorded(3);
  transport.noteStrayError(new RangeError('from somewhere'));
  expect(await Promise.all(both)).toEqual([
    { kind: 'timeout', applied: 'unknown' },
    { kind: 'timeout', applied: 'unknown' },
  ]);
});

test('the probe changes nothing, and gets the error that proves the way open', async () => {
  expect(await probeServer(client)).toMatchObject({ kind: 'notFound', applied: 'no' });
  expect([simulator.model.chats(), simulator.wireLog.records().map(({ method }) => method)]).toEqual([
    [],
    ['GET'],
  ]);
});

test('a line that is closed is remembered by nothing', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;

  /** In a function of its own, so that no variable here holds what belongs to the line. */
  async function useLine(): Promise<WeakRef<object>> {
    const openSession = () => openNodeSession();
    const line = openTransport(undefined, openSession);
    await probeServer(createGwsClient(line, 'auto'));
    await line.close();
    return new WeakRef(openSession);
  }

  const held = [await useLine(), await useLine()];
  await expect
    .poll(
      () => {
        collectGarbage();
        return held.filter((one) => one.deref() !== undefined).length;
      },
      { timeout: 10_000 },
    )
    .toBe(0);
});
