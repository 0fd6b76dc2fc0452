import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../fakeClock';
import type { Agent } from '../agentDesk';
import { createVirtualServer, type VirtualServer } from '../virtual';

let clock: FakeClock;
let server: VirtualServer;
let chatId: string;
let kim: Agent;

beforeEach(() => {
  clock = createFakeClock();
  server = createVirtualServer({ clock, silenceLimitMs: null });
  chatId = server.model.customer.requestChat({ nickname: 'Chris', subject: '' }).id;
  kim = server.agent('Kim');
});

afterEach(() => server.stop());

interface Message {
  index: number;
  type: string;
  text?: string;
}

async function ask(method: string, path: string, body?: object) {
  const asked = server.exchange({
    method,
    path: `/api/v2/chats/${chatId}${path}`,
    headers: { ContactCenterId: server.contactCenterId, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  clock.advance(200);
  const answer = await asked;
  if ('broken' in answer) throw new Error(answer.broken);
  return { status: answer.status, json: JSON.parse(answer.body) as Record<string, unknown> };
}

const say = (text: string) => ask('POST', '', { operationName: 'SendMessage', text });

async function read(index = 1): Promise<string[]> {
  const { json } = await ask('GET', `/messages?index=${index}`);
  return (json['messages'] as Message[]).map(({ index: at, type, text }) => `${at} ${text ?? type}`);
}

async function state(): Promise<unknown> {
  const { status, json } = await ask('GET', '');
  return status === 200 ? (json['chat'] as { state: string }).state : status;
}

const PLAIN = ['1 ParticipantJoined', '2 ParticipantJoined', '3 a', '4 b'];

function talk(): void {
  kim.accept(chatId);
  kim.say(chatId, 'a');
  kim.say(chatId, 'b');
}

describe('a stale node', () => {
  test('answers every second request with what it knew some entries ago', async () => {
    talk();
    server.conditions.set({ staleNode: { behind: 1 } });
    expect([await read(), await read(), await read(4), await read(4)]).toEqual([
      PLAIN,
      PLAIN.slice(0, 3),
      PLAIN.slice(3),
      [],
    ]);
  });

  test('does not know yet that the agent came, or that the chat ended', async () => {
    kim.accept(chatId);
    server.conditions.set({ staleNode: { every: 1, behind: 1 } });
    expect((await ask('GET', '')).json).toEqual({
      chat: {
        id: chatId,
        state: 'WaitingForAgent',
        capabilities: expect.arrayContaining(['SendMessage']) as unknown,
        participants: [{ nickname: 'Chris', participantId: '1', type: 'Customer' }],
      },
      statusCode: 0,
    });
    kim.end(chatId);
    server.conditions.set({ staleNode: { every: 1, behind: 2 } });
    expect([await state(), server.model.findChat(chatId)?.state]).toEqual(['Chatting', 'Idle']);
  });

  test('passes on what is sent to it', async () => {
    server.conditions.set({ staleNode: { every: 1 } });
    expect((await say('hello')).status).toBe(200);
    expect(server.model.findChat(chatId)?.transcript).toHaveLength(2);
  });

  test('may never have heard of the chat', async () => {
    server.conditions.set({ staleNode: { every: 3, behind: 'unknown' } });
    expect([await state(), await state(), await say('lost')]).toEqual([
      'WaitingForAgent',
      'WaitingForAgent',
      { status: 404, json: { statusCode: 6, statusMessage: 'There is no chat forgotten' } },
    ]);
    expect(server.wireLog.records({ operation: 'SendMessage' })).toMatchObject([{ applied: false }]);
    expect(server.model.findChat(chatId)?.transcript).toHaveLength(1);
  });
});

test('a transcript that begins again has new content from index 1 on', async () => {
  talk();
  server.conditions.resetIndexes(chatId);
  expect([await read(), await read(5)]).toEqual([[], []]);
  kim.say(chatId, 'c');
  await say('d');
  expect([await read(), await read(2), await read(3)]).toEqual([['1 c', '2 d'], ['2 d'], []]);
  server.conditions.resetIndexes(chatId);
  kim.say(chatId, 'e');
  expect(await read()).toEqual(['1 e']);
  expect((await ask('GET', '/messages?index=x')).status).toBe(400);
});

describe('a gap', () => {
  test('is there for as long as it is told', async () => {
    talk();
    server.conditions.hideEntry(chatId, 3, 5000);
    server.conditions.hideEntry(chatId, 2);
    expect(await read()).toEqual(['1 ParticipantJoined', '4 b']);
    clock.advance(5000);
    expect(await read()).toEqual(['1 ParticipantJoined', '3 a', '4 b']);
    server.conditions.clear();
    expect(await read()).toEqual(PLAIN);
  });

  test('can come by itself, until the entry is old enough', async () => {
    talk();
    server.conditions.set({ hiddenEntries: { every: 2, forMs: 3000, when: ({ type }) => type === 'Text' } });
    expect(await read()).toEqual(PLAIN.slice(0, 3));
    clock.advance(3000);
    expect(await read()).toEqual(PLAIN);
  });
});

test('entries can come twice, and in any order', async () => {
  talk();
  server.conditions.set({ duplicateEntries: true });
  expect(await read(3)).toEqual(['3 a', '4 b', '3 a', '4 b']);
  server.conditions.set({ duplicateEntries: false, shuffledEntries: true });
  const orders = [await read(), await read(), await read(), await read()];
  for (const order of orders) expect([...order].sort()).toEqual(PLAIN);
  expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
});

test('the state flips to and fro for a while after an agent joins', async () => {
  server.conditions.set({ flippingState: { forMs: 5000 } });
  expect([await state(), await state()]).toEqual(['WaitingForAgent', 'WaitingForAgent']);
  kim.accept(chatId);
  expect([await state(), await state(), await state(), await state()]).toEqual([
    'Chatting',
    'WaitingForAgent',
    'Chatting',
    'WaitingForAgent',
  ]);
  clock.advance(5000);
  expect([await state(), await state()]).toEqual(['Chatting', 'Chatting']);
});

test('typing can go on for ever', async () => {
  kim.accept(chatId);
  kim.startTyping(chatId);
  kim.stopTyping(chatId);
  server.conditions.set({ endlessTyping: true });
  expect(await read(3)).toEqual(['3 TypingStarted', '4 TypingStarted']);
});

test('a chat can be forgotten, for a while or for ever', async () => {
  server.conditions.forgetChat(chatId, 3000);
  expect([await state(), (await say('x')).status]).toEqual([404, 404]);
  clock.advance(3000);
  expect([await state(), (await say('x')).status]).toEqual(['WaitingForAgent', 200]);
  server.conditions.forgetChat(chatId);
  clock.advance(1e7);
  expect(await state()).toBe(404);
});

test('agents hand over to each other again and again, until they are told to stop', () => {
  const names = () => server.model.findChat(chatId)?.participants.map(({ nickname }) => nickname);
  server.conditions.set({ agentTransfers: { everyMs: 1000, names: ['Lee', 'Kim'] } });
  clock.advance(1500);
  expect(names()).toEqual(['Chris']);
  kim.accept(chatId);
  clock.advance(1000);
  expect(names()).toEqual(['Lee', 'Chris']);
  clock.advance(1000);
  server.conditions.set({ duplicateEntries: true });
  clock.advance(1000);
  expect(names()).toEqual(['Lee', 'Chris']);
  server.conditions.clear();
  clock.advance(10_000);
  expect(names()).toEqual(['Lee', 'Chris']);
});

test('when all is well again nothing is left of it', async () => {
  talk();
  server.conditions.set({ staleNode: { every: 1 }, duplicateEntries: true, shuffledEntries: true });
  server.conditions.forgetChat(chatId);
  server.conditions.clear();
  expect([await read(), await state()]).toEqual([PLAIN, 'Chatting']);
});
