import { describe, expect, test } from 'vitest';
import { isTyping, type Chat } from './chat';
import { createModel, type Change, type ModelOptions } from './model';

const SECOND = 1000;

function setUp(options: Partial<ModelOptions> = {}) {
  let nowMs = 0;
  let ids = 0;
  const model = createModel({ now: () => nowMs, newId: () => `chat-${++ids}`, ...options });
  const pass = (ms: number) => {
    nowMs += ms;
    model.tick();
  };
  const request = (nickname = 'Chris') => model.customer.requestChat({ nickname, subject: 'Help' });
  return { model, pass, request };
}

function lines(chat: Chat): string[] {
  return chat.transcript.map(({ index, type, from, text }) =>
    [index, type, from.nickname, text].filter((part) => part !== undefined).join(' '),
  );
}

describe('a chat', () => {
  test('begins with the customer in the queue, at index 1', () => {
    const { model } = setUp();
    const chat = model.customer.requestChat({
      nickname: 'Chris',
      subject: 'Help',
      endpoint: 'billing',
      userData: { order: '4711' },
    });

    expect(chat).toEqual({
      id: 'chat-1',
      subject: 'Help',
      endpoint: 'billing',
      userData: { order: '4711' },
      customer: { id: '1', nickname: 'Chris', type: 'Customer' },
      state: 'WaitingForAgent',
      capabilities: ['SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification', 'Complete'],
      participants: [{ id: '1', nickname: 'Chris', type: 'Customer' }],
      known: [{ id: '1', nickname: 'Chris', type: 'Customer' }],
      transcript: [
        {
          index: 1,
          type: 'ParticipantJoined',
          from: { id: '1', nickname: 'Chris', type: 'Customer' },
          atMs: 0,
        },
      ],
      openedAtMs: 0,
      waitingSinceMs: 0,
      lastRequestAtMs: 0,
      readCursor: 1,
      endedBy: null,
    });
  });

  test('numbers everything that happens, typing too, without a gap', () => {
    const { model, request } = setUp();
    const chat = request();
    const kim = model.agent('Kim');
    kim.accept(chat.id);
    model.customer.startTyping(chat.id);
    model.customer.stopTyping(chat.id);
    model.customer.sendMessage(chat.id, 'hello');
    kim.startTyping(chat.id);
    kim.stopTyping(chat.id);
    kim.say(chat.id, 'hi Chris');
    model.notice(chat.id, 'This chat may be recorded');
    kim.transfer(chat.id, 'Lee');
    model.agent('Lee').leave(chat.id);
    kim.rejoin(chat.id);
    kim.end(chat.id);

    expect(lines(chat)).toEqual([
      '1 ParticipantJoined Chris',
      '2 ParticipantJoined Kim',
      '3 TypingStarted Chris',
      '4 TypingStopped Chris',
      '5 Text Chris hello',
      '6 TypingStarted Kim',
      '7 TypingStopped Kim',
      '8 Text Kim hi Chris',
      '9 Notice System This chat may be recorded',
      '10 ParticipantJoined Lee',
      '11 ParticipantLeft Kim',
      '12 ParticipantLeft Lee',
      '13 ParticipantRejoined Kim',
      '14 ParticipantLeft Kim',
      '15 ParticipantLeft Chris',
    ]);
  });

  type Step = [what: string, state: Chat['state'], present: string[]];
  test.each<[name: string, steps: Step[]]>([
    [
      'is waiting, then served, then over when the customer completes',
      [
        ['Kim accepts', 'Chatting', ['Kim', 'Chris']],
        ['customer completes', 'Idle', []],
      ],
    ],
    ['is over when the customer gives up waiting', [['customer completes', 'Idle', []]]],
    [
      'waits again when its only agent leaves, and is served when she comes back',
      [
        ['Kim accepts', 'Chatting', ['Kim', 'Chris']],
        ['Kim leaves', 'WaitingForAgent', ['Chris']],
        ['Kim rejoins', 'Chatting', ['Kim', 'Chris']],
      ],
    ],
    [
      'is served without a break when it is transferred',
      [
        ['Kim accepts', 'Chatting', ['Kim', 'Chris']],
        ['Kim transfers to Lee', 'Chatting', ['Lee', 'Chris']],
      ],
    ],
    [
      'is served as long as one of two agents is there',
      [
        ['Kim accepts', 'Chatting', ['Kim', 'Chris']],
        ['Lee accepts', 'Chatting', ['Lee', 'Kim', 'Chris']],
        ['Kim leaves', 'Chatting', ['Lee', 'Chris']],
        ['Lee ends', 'Idle', []],
      ],
    ],
  ])('%s', (_name, steps) => {
    const { model, request } = setUp();
    const chat = request();
    const kim = model.agent('Kim');
    const lee = model.agent('Lee');
    const actions: Record<string, () => unknown> = {
      'Kim accepts': () => kim.accept(chat.id),
      'Lee accepts': () => lee.accept(chat.id),
      'Kim leaves': () => kim.leave(chat.id),
      'Kim rejoins': () => kim.rejoin(chat.id),
      'Kim transfers to Lee': () => kim.transfer(chat.id, 'Lee'),
      'Lee ends': () => lee.end(chat.id),
      'customer completes': () => model.customer.complete(chat.id),
    };
    for (const [action, state, present] of steps) {
      actions[action]?.();
      expect([action, chat.state, chat.participants.map(({ nickname }) => nickname)]).toEqual([
        action,
        state,
        present,
      ]);
    }
  });

  test('keeps an agent’s participant id through leaving and coming back', () => {
    const { model, request } = setUp();
    const chat = request();
    const kim = model.agent('Kim');
    const first = kim.accept(chat.id);
    kim.leave(chat.id);
    model.agent('Lee').accept(chat.id);

    expect(kim.rejoin(chat.id)).toEqual(first);
  });

  test('allows nothing any more once it is over', () => {
    const { model, request } = setUp();
    const chat = request();
    const kim = model.agent('Kim');
    kim.accept(chat.id);
    model.customer.complete(chat.id);
    const length = chat.transcript.length;

    expect(chat.capabilities).toEqual([]);
    for (const attempt of [
      () => model.customer.sendMessage(chat.id, 'hello?'),
      () => model.customer.startTyping(chat.id),
      () => model.customer.stopTyping(chat.id),
      () => model.customer.complete(chat.id),
      () => kim.say(chat.id, 'hello?'),
      () => kim.rejoin(chat.id),
      () => kim.end(chat.id),
      () => model.agent('Lee').accept(chat.id),
      () => model.notice(chat.id, 'hello?'),
    ]) {
      expect(attempt).toThrow(expect.objectContaining({ kind: 'notValidNow' }));
    }
    expect(chat.transcript).toHaveLength(length);
    expect(model.customer.getChat(chat.id).state).toBe('Idle');
    expect(model.customer.getTranscript(chat.id, 1)).toHaveLength(length);
  });

  test('can forbid the customer to write while waiting', () => {
    const { model, request } = setUp({ capabilities: { WaitingForAgent: ['Complete'] } });
    const chat = request();

    expect(chat.capabilities).toEqual(['Complete']);
    expect(() => model.customer.sendMessage(chat.id, 'hello?')).toThrow(
      'not valid while the chat is WaitingForAgent',
    );
    model.agent('Kim').accept(chat.id);
    expect(model.customer.sendMessage(chat.id, 'hello').index).toBe(3);
  });

  test('tells who is typing: until they stop or have written', () => {
    const { model, request } = setUp();
    const chat = request();

    expect(isTyping(chat, chat.customer)).toBe(false);
    model.customer.startTyping(chat.id);
    expect(isTyping(chat, chat.customer)).toBe(true);
    model.customer.sendMessage(chat.id, 'hello');
    expect(isTyping(chat, chat.customer)).toBe(false);
  });
});

describe('an agent', () => {
  test.each<
    [
      what: string,
      attempt: (kim: ReturnType<ReturnType<typeof setUp>['model']['agent']>, id: string) => unknown,
    ]
  >([
    ['cannot speak in a chat without having joined it', (kim, id) => kim.say(id, 'hi')],
    ['cannot type in a chat without having joined it', (kim, id) => kim.startTyping(id)],
    ['cannot leave a chat without having joined it', (kim, id) => kim.leave(id)],
    ['cannot end a chat without having joined it', (kim, id) => kim.end(id)],
    ['cannot hand on a chat without having joined it', (kim, id) => kim.transfer(id, 'Lee')],
    ['cannot come back to a chat without ever having been there', (kim, id) => kim.rejoin(id)],
    ['cannot join twice', (kim, id) => (kim.accept(id), kim.accept(id))],
    ['cannot hand a chat on to themselves', (kim, id) => (kim.accept(id), kim.transfer(id, 'Kim'))],
  ])('%s', (_what, attempt) => {
    const { model, request } = setUp();
    const chat = request();
    expect(() => attempt(model.agent('Kim'), chat.id)).toThrow(
      expect.objectContaining({ kind: 'notValidNow' }),
    );
  });

  test('cannot find a chat that does not exist', () => {
    const { model } = setUp();
    expect(() => model.agent('Kim').accept('nowhere')).toThrow(
      expect.objectContaining({ kind: 'unknownChat' }),
    );
  });
});

describe('reading the transcript', () => {
  test.each([
    ['index 1 brings all', 1, [1, 2, 3]],
    ['index 0 brings all, as the reference says', 0, [1, 2, 3]],
    ['a later index brings the rest, itself included', 3, [3]],
    ['an index past the end brings nothing', 4, []],
  ])('%s', (_name, index, expected) => {
    const { model, request } = setUp();
    const chat = request();
    model.customer.sendMessage(chat.id, 'one');
    model.customer.sendMessage(chat.id, 'two');
    expect(model.customer.getTranscript(chat.id, index).map((entry) => entry.index)).toEqual(expected);
  });

  test('without an index brings each entry once; an explicit index neither asks nor moves that cursor', () => {
    const { model, request } = setUp();
    const chat = request();
    const read = (index?: number) => model.customer.getTranscript(chat.id, index).map((entry) => entry.index);

    expect(read()).toEqual([1]);
    expect(read()).toEqual([]);
    model.customer.sendMessage(chat.id, 'one');
    expect(read(1)).toEqual([1, 2]);
    expect(read()).toEqual([2]);
    expect(read()).toEqual([]);
  });
});

describe('a silent customer', () => {
  test('is hung up on after 45 s, and not before', () => {
    const { model, pass, request } = setUp();
    const chat = request();
    model.agent('Kim').accept(chat.id);

    pass(45 * SECOND);
    expect(chat.state).toBe('Chatting');
    pass(1);
    expect([chat.state, chat.endedBy]).toEqual(['Idle', 'server']);
    expect(lines(chat).slice(-2)).toEqual(['3 ParticipantLeft Chris', '4 ParticipantLeft Kim']);
  });

  test.each<[what: string, sign: (model: ReturnType<typeof setUp>['model'], id: string) => unknown]>([
    ['a look at the chat', (model, id) => model.customer.getChat(id)],
    ['a look at the transcript', (model, id) => model.customer.getTranscript(id, 1)],
    ['a typing notification', (model, id) => model.customer.startTyping(id)],
  ])('is not silent: %s is a sign of life', (_what, sign) => {
    const { model, pass, request } = setUp();
    const chat = request();
    pass(40 * SECOND);
    sign(model, chat.id);
    pass(40 * SECOND);
    expect(chat.state).toBe('WaitingForAgent');
  });

  test('is not kept alive by what the agent does or by somebody looking on', () => {
    const { model, pass, request } = setUp();
    const chat = request();
    pass(40 * SECOND);
    model.agent('Kim').accept(chat.id);
    model.findChat(chat.id);
    model.chats();
    pass(6 * SECOND);
    expect(chat.endedBy).toBe('server');
  });

  test('is left alone for ever when the limit is switched off', () => {
    const { pass, request } = setUp({ silenceLimitMs: null });
    const chat = request();
    pass(24 * 3600 * SECOND);
    expect(chat.state).toBe('WaitingForAgent');
  });

  test('of another chat goes unnoticed by this one', () => {
    const { model, pass, request } = setUp();
    const silent = request('Ann');
    const busy = request('Bea');
    pass(30 * SECOND);
    model.customer.getChat(busy.id);
    pass(20 * SECOND);
    expect([silent.state, busy.state]).toEqual(['Idle', 'WaitingForAgent']);
  });
});

describe('observers', () => {
  test('hear of each operation once, with what it added, until they go', () => {
    const { model, request } = setUp();
    const heard: unknown[] = [];
    const off = model.onChange((change: Change) => {
      if (change.type === 'chatChanged') {
        heard.push([change.chat.state, change.opened, change.added.map((entry) => entry.type)]);
      }
    });
    const chat = request();
    model.agent('Kim').accept(chat.id);
    model.customer.getTranscript(chat.id);
    expect(() => model.agent('Kim').accept(chat.id)).toThrow();
    model.customer.complete(chat.id);
    off();
    request();

    expect(heard).toEqual([
      ['WaitingForAgent', true, ['ParticipantJoined']],
      ['Chatting', false, ['ParticipantJoined']],
      ['Idle', false, ['ParticipantLeft', 'ParticipantLeft']],
    ]);
  });

  test('hear of everything in order, even of what another observer does in answer', () => {
    const { model, request } = setUp();
    const heard: string[] = [];
    model.onChange((change) => {
      if (change.type === 'chatChanged' && change.opened) model.agent('Kim').accept(change.chat.id);
    });
    model.onChange((change) => {
      if (change.type === 'chatChanged') heard.push(...change.added.map(({ from }) => from.nickname));
    });
    request();
    expect(heard).toEqual(['Chris', 'Kim']);
  });

  test('hear of everything although another observer fails, and the failure is not hidden', () => {
    const { model, request } = setUp();
    let heard = 0;
    const off = model.onChange(() => {
      throw new Error('a mistake');
    });
    model.onChange(() => (heard += 1));
    expect(() => request()).toThrow('a mistake');
    off();
    request();
    expect(heard).toBe(2);
  });

  test('hear when an old chat is forgotten, and only ended chats are', () => {
    const { model, request } = setUp({ endedChatsKept: 1 });
    const forgotten: string[] = [];
    model.onChange((change) => {
      if (change.type === 'chatForgotten') forgotten.push(change.chatId);
    });
    const living = request();
    const first = request();
    const second = request();
    model.customer.complete(first.id);
    model.customer.complete(second.id);

    expect(forgotten).toEqual([first.id]);
    expect(model.chats().map((chat) => chat.id)).toEqual([living.id, second.id]);
    expect(() => model.customer.getChat(first.id)).toThrow(expect.objectContaining({ kind: 'unknownChat' }));
  });
});
