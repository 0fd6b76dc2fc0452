import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat } from '../chat';
import { createFakeClock, type FakeClock } from '../fakeClock';
import { createModel, type Model } from '../model';
import { createAutopilot, type Autopilot, type AutopilotOptions } from './autopilot';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let clock: FakeClock;
let model: Model;
let autopilot: Autopilot;

function setUp(options: Partial<AutopilotOptions> = {}): void {
  let ids = 0;
  clock = createFakeClock();
  model = createModel({ now: () => clock.now(), newId: () => `chat-${++ids}`, silenceLimitMs: null });
  autopilot = createAutopilot({ model, clock, enabled: true, pace: 1, seed: 3, ...options });
}

beforeEach(() => setUp());

function request(subject = 'My parcel is late', nickname = 'Anna'): Chat {
  return model.customer.requestChat({ nickname, subject });
}

function agentTexts(chat: Chat): string[] {
  return chat.transcript.flatMap(({ type, from, text }) =>
    type === 'Text' && from.type === 'Agent' && text ? [text] : [],
  );
}

function agentName(chat: Chat): string {
  return chat.participants.find(({ type }) => type === 'Agent')?.nickname ?? '';
}

/** Lets time pass until the agent has said something more, and is done with it. */
function untilTheAgentIsDone(chat: Chat): void {
  const before = agentTexts(chat).length;
  let quietMs = 0;
  for (
    let passed = 0;
    passed < MINUTE && (agentTexts(chat).length === before || quietMs < 8 * SECOND);
    passed += 100
  ) {
    const length = chat.transcript.length;
    clock.advance(100);
    quietMs = chat.transcript.length === length ? quietMs + 100 : 0;
  }
}

describe('a waiting chat', () => {
  test('is taken after two to five seconds, and greeted by name', () => {
    const chat = request();
    clock.advance(2 * SECOND - 1);
    expect(chat.state).toBe('WaitingForAgent');
    clock.advance(3 * SECOND + 1);
    expect(chat.state).toBe('Chatting');
    untilTheAgentIsDone(chat);
    expect(agentTexts(chat)[0]).toContain('Anna');
  });

  test('is taken sooner at a faster pace', () => {
    setUp({ pace: 10 });
    const chat = request();
    clock.advance(SECOND / 2);
    expect(chat.state).toBe('Chatting');
  });

  test('has what was written while waiting taken up in the greeting', () => {
    const chat = request('Question');
    model.customer.sendMessage(chat.id, 'I forgot my password');
    untilTheAgentIsDone(chat);
    expect(agentTexts(chat).join(' ')).toMatch(/account|signing in/);
  });

  test('is left alone when somebody else is quicker', () => {
    const chat = request();
    model.agent('Kim').accept(chat.id);
    clock.advance(10 * MINUTE);
    expect(chat.participants.map(({ nickname }) => nickname)).toEqual(['Kim', 'Anna']);
    expect(agentTexts(chat)).toEqual([]);
    expect(autopilot.drives(chat.id)).toBe(false);
  });

  test('is gone on with when somebody took it under the very name of the autopilot', () => {
    const first = request();
    clock.advance(5 * SECOND);
    const name = agentName(first);
    setUp();
    const again = request();
    model.agent(name).accept(again.id);
    model.customer.sendMessage(again.id, 'Where is my parcel?');
    untilTheAgentIsDone(again);
    expect(agentTexts(again).length).toBeGreaterThan(0);
  });

  test('is left alone once its customer has given up', () => {
    const chat = request();
    model.customer.complete(chat.id);
    clock.advance(10 * MINUTE);
    expect(chat.transcript).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });
});

describe('a conversation', () => {
  test('shows typing before every message, at a believable speed', () => {
    const chat = request();
    untilTheAgentIsDone(chat);
    model.customer.sendMessage(chat.id, 'The number is 4711');
    untilTheAgentIsDone(chat);

    let startedAtMs: number | null = null;
    for (const { type, from, text, atMs } of chat.transcript) {
      if (from.type !== 'Agent') continue;
      if (type === 'TypingStarted') startedAtMs = atMs;
      if (type !== 'Text' || !text) continue;
      expect(startedAtMs).not.toBeNull();
      const tookMs = atMs - (startedAtMs ?? atMs);
      expect(tookMs).toBeGreaterThanOrEqual(400);
      expect(tookMs).toBeLessThanOrEqual(6.5 * SECOND);
      startedAtMs = null;
    }
    expect(agentTexts(chat).length).toBeGreaterThanOrEqual(4);
  });

  test('is brought to its end when the customer is happy', () => {
    const chat = request();
    untilTheAgentIsDone(chat);
    model.customer.sendMessage(chat.id, 'The number is 4711');
    untilTheAgentIsDone(chat);
    model.customer.sendMessage(chat.id, 'No, thanks!');
    untilTheAgentIsDone(chat);
    expect([chat.state, chat.endedBy]).toEqual(['Idle', 'agent']);
    expect(agentTexts(chat).at(-1)).toContain('Anna');
    expect(clock.pending).toBe(0);
  });

  test('answers several quick messages once', () => {
    const chat = request();
    untilTheAgentIsDone(chat);
    const before = agentTexts(chat).length;
    for (const text of ['the number', 'is', '4711']) {
      model.customer.sendMessage(chat.id, text);
      clock.advance(400);
    }
    untilTheAgentIsDone(chat);
    expect(agentTexts(chat).length - before).toBe(3);
  });

  test('does not interrupt a customer who is still typing', () => {
    const chat = request();
    untilTheAgentIsDone(chat);
    const before = agentTexts(chat).length;
    model.customer.sendMessage(chat.id, 'The number is');
    model.customer.startTyping(chat.id);
    clock.advance(7 * SECOND);
    expect(agentTexts(chat)).toHaveLength(before);
    model.customer.sendMessage(chat.id, '4711');
    untilTheAgentIsDone(chat);
    expect(agentTexts(chat).length).toBeGreaterThan(before);
  });

  test('takes up what was written while the agent was typing', () => {
    const chat = request('Hello');
    untilTheAgentIsDone(chat);
    model.customer.sendMessage(chat.id, 'Where is my parcel?');
    clock.advance(3 * SECOND);
    model.customer.sendMessage(chat.id, 'The number is 4711');
    untilTheAgentIsDone(chat);
    const answered = agentTexts(chat).length;
    model.customer.sendMessage(chat.id, 'thank you');
    untilTheAgentIsDone(chat);
    expect(agentTexts(chat).length).toBeGreaterThan(answered);
  });

  test('with a customer who has fallen silent is asked after once, then ended kindly', () => {
    const chat = request();
    untilTheAgentIsDone(chat);
    const before = agentTexts(chat).length;
    clock.advance(2 * MINUTE);
    expect(agentTexts(chat)).toHaveLength(before + 1);
    clock.advance(4 * MINUTE);
    expect([agentTexts(chat).length, chat.state]).toEqual([before + 2, 'Idle']);
  });

  test('goes on after the agent was taken out of it', () => {
    const chat = request();
    untilTheAgentIsDone(chat);
    model.agent(agentName(chat)).leave(chat.id);
    expect(chat.state).toBe('WaitingForAgent');
    model.customer.sendMessage(chat.id, 'The number is 4711');
    untilTheAgentIsDone(chat);
    expect(chat.transcript.some(({ type }) => type === 'ParticipantRejoined')).toBe(true);
    expect(chat.state).toBe('Chatting');
  });

  test('survives being taken out of the chat in the middle of a sentence', () => {
    const chat = request();
    clock.advance(5 * SECOND + 100);
    model.agent(agentName(chat)).leave(chat.id);
    clock.advance(30 * SECOND);
    expect(chat.state).toBe('Chatting');
  });

  test('is the same for the same seed', () => {
    const run = () => {
      setUp({ seed: 42 });
      const chat = request();
      untilTheAgentIsDone(chat);
      model.customer.sendMessage(chat.id, 'The number is 4711');
      untilTheAgentIsDone(chat);
      return chat.transcript;
    };
    expect(run()).toEqual(run());
  });

  test('does not depend on what happens in others', () => {
    const alone = request('Help', 'Anna');
    untilTheAgentIsDone(alone);
    setUp();
    const chats = [
      request('Help', 'Anna'),
      request('My invoice', 'Bea'),
      request('My phone is broken', 'Cem'),
    ];
    clock.advance(30 * SECOND);
    expect(agentTexts(chats[0] ?? alone)).toEqual(agentTexts(alone));
    for (const chat of chats) expect(agentTexts(chat)[0]).toContain(chat.customer.nickname);
  });
});

describe('a person', () => {
  test('who takes a chat over stops the autopilot there, and its typing', () => {
    const chat = request();
    const other = request('My invoice', 'Bea');
    clock.advance(5 * SECOND);
    autopilot.takeOver(chat.id);
    const texts = agentTexts(chat);
    clock.advance(10 * MINUTE);

    expect(agentTexts(chat)).toEqual(texts);
    expect(chat.transcript.at(-1)?.type).toBe('TypingStopped');
    expect(chat.state).toBe('Chatting');
    expect(agentTexts(other)[0]).toContain('Bea');
    expect([autopilot.drives(chat.id), autopilot.drives(other.id)]).toEqual([false, false]);
  });

  test('who gives it back has the autopilot answer what is open, under the same name', () => {
    const chat = request();
    clock.advance(5 * SECOND);
    const name = agentName(chat);
    autopilot.takeOver(chat.id);
    model.agent(name).say(chat.id, 'Hi Anna');
    model.customer.sendMessage(chat.id, 'Where is my parcel?');
    clock.advance(MINUTE);
    const before = agentTexts(chat).length;
    autopilot.giveBack(chat.id);
    untilTheAgentIsDone(chat);

    expect(agentTexts(chat).length).toBeGreaterThan(before);
    expect(agentName(chat)).toBe(name);
  });

  test('who handed it to a colleague first has it go on as the colleague', () => {
    const chat = request();
    model.agent('Kim').accept(chat.id);
    model.customer.sendMessage(chat.id, 'Where is my parcel?');
    autopilot.giveBack(chat.id);
    untilTheAgentIsDone(chat);
    const last = chat.transcript.findLast(({ type }) => type === 'Text');
    expect(last?.from.nickname).toBe('Kim');
  });

  test('who gives back a chat in which nobody is left has it taken again', () => {
    const chat = request();
    model.agent('Kim').accept(chat.id);
    model.agent('Kim').leave(chat.id);
    clock.advance(MINUTE);
    expect(chat.state).toBe('WaitingForAgent');
    autopilot.giveBack(chat.id);
    clock.advance(5 * SECOND);
    expect(chat.state).toBe('Chatting');
  });

  test('who never took a chat over has nothing to give back', () => {
    const chat = request();
    autopilot.takeOver('nowhere');
    autopilot.giveBack('nowhere');
    autopilot.giveBack(chat.id);
    expect([autopilot.drives('nowhere'), autopilot.drives(chat.id)]).toEqual([false, true]);
  });
});

describe('the switch for all', () => {
  test('off: nobody is served; on again: everybody is', () => {
    autopilot.setEnabled(false);
    const chat = request();
    clock.advance(10 * MINUTE);
    expect(chat.state).toBe('WaitingForAgent');
    autopilot.setEnabled(true);
    untilTheAgentIsDone(chat);
    expect(agentTexts(chat)[0]).toContain('Anna');
  });

  test('does not give back what a person took', () => {
    const chat = request();
    model.agent('Kim').accept(chat.id);
    autopilot.setEnabled(false);
    autopilot.setEnabled(true);
    clock.advance(10 * MINUTE);
    expect(agentTexts(chat)).toEqual([]);
  });

  test('is told to whoever listens, once per change', () => {
    let told = 0;
    const off = autopilot.onChange(() => (told += 1));
    autopilot.setEnabled(true);
    autopilot.setEnabled(false);
    off();
    autopilot.setEnabled(true);
    expect(told).toBe(1);
  });
});

test('after stop nothing happens any more and no timer is left', () => {
  const chat = request();
  clock.advance(5 * SECOND);
  autopilot.stop();
  const { length } = chat.transcript;
  request();
  clock.advance(10 * MINUTE);
  expect(chat.transcript).toHaveLength(length);
  expect(clock.pending).toBe(0);
});
