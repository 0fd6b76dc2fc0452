import { describe, expect, test } from 'vitest';
import type { ChatView, Participant, ParticipantKind, TranscriptEntryKind } from '@shared/chat';
import type { ChatAddress, GwsClient } from '../gws/client';
import { GwsError, type GwsErrorKind } from '../gws/errors';
import type { ServerChatState } from '../gws/wire';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { createOutbox } from '../outbox/outbox';
import { createPoller } from '../polling/poller';
import { getPollIntervalMs } from '../polling/schedule';
import { createMemoryChatStore } from './chatStore';
import { createSession, type SessionOptions } from './session';

const form = { nickname: 'Chris', subject: 'A late parcel' };
const middle = () => 0.5;

const PEOPLE = {
  Chris: { id: '1', nickname: 'Chris', kind: 'customer' },
  Kim: { id: '2', nickname: 'Kim', kind: 'agent' },
} as const satisfies Record<string, Participant & { kind: ParticipantKind }>;

/** What becomes of a call: it is answered, fails, is stored but fails, or waits until the test lets it go. */
type Fate = GwsError | { readonly storedThen: GwsError } | { readonly until: Promise<void> };

const failure = (kind: GwsErrorKind, applied: 'no' | 'unknown' = 'unknown') =>
  new GwsError(kind, 'test', { applied });
const lost = failure('offline');
const gone = failure('notFound', 'no');
const hanging: Fate = { until: new Promise(() => undefined) };

function gate(): { until: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (open = resolve));
  return { until, open };
}

/** A contact center of one chat behind the client's interface. Every call is written down. */
function createFakeCenter(address: Partial<ChatAddress> = {}) {
  const calls: string[] = [];
  const fates: { operation: keyof GwsClient; fate: Fate; times: number }[] = [];
  const closings = { count: 0 };
  const center = {
    state: 'waitingForAgent' as ServerChatState,
    capabilities: new Set(['SendMessage', 'SendStartTypingNotification', 'Complete']),
    present: [PEOPLE.Chris] as Participant[],
    entries: [] as {
      index: number;
      kind: TranscriptEntryKind;
      from: Participant;
      text: string;
      sentAtMs: null;
    }[],
    livesAt: 'chats' as ChatAddress['form'],
    calls,
    closings,
    fail: (operation: keyof GwsClient, fate: Fate, times = 1) => void fates.push({ operation, fate, times }),
    heal: () => void fates.splice(0),
    count: (call: string) => calls.filter((made) => made.startsWith(call)).length,
    adds(kind: TranscriptEntryKind, from: Participant, text = '') {
      center.entries.push({ index: center.entries.length + 1, kind, from, text, sentAtMs: null });
    },
    joins(agent: Participant) {
      center.state = 'chatting';
      center.present.push(agent);
      center.adds('joined', agent);
    },
    leaves(agent: Participant) {
      center.state = 'waitingForAgent';
      center.present = center.present.filter((other) => other !== agent);
      center.adds('left', agent);
    },
    ends() {
      center.state = 'idle';
      center.capabilities = new Set();
    },
  };

  async function meet(
    operation: keyof GwsClient,
    call: string,
    work: () => void = () => undefined,
    signal?: AbortSignal,
  ) {
    calls.push(call);
    const planned = fates.find((plan) => plan.operation === operation && plan.times > 0);
    if (planned === undefined) return work();
    planned.times -= 1;
    const { fate } = planned;
    if (fate instanceof GwsError) throw fate;
    if ('until' in fate) {
      await Promise.race([
        fate.until,
        new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(failure('cancelled')), { once: true }),
        ),
      ]);
      return work();
    }
    work();
    throw fate.storedThen;
  }

  const client: GwsClient = {
    async requestChat({ nickname }) {
      await meet('requestChat', `requestChat ${nickname}`);
      return { id: 'c1', form: 'chats', formIsGuess: false, ...address };
    },
    sendMessage: (_chat, text) =>
      meet('sendMessage', `sendMessage ${text}`, () => center.adds('text', PEOPLE.Chris, text)),
    startTyping: () => meet('startTyping', 'startTyping'),
    stopTyping: () => meet('stopTyping', 'stopTyping'),
    complete: (chat) => meet('complete', `complete ${chat.form}`, center.ends),
    async getChat(_chat, options) {
      await meet('getChat', 'getChat', undefined, options?.signal);
      return { state: center.state, capabilities: center.capabilities, participants: center.present };
    },
    async getTranscript(chat, fromIndex, options) {
      await meet('getTranscript', `getTranscript ${chat.form} ${fromIndex}`, undefined, options?.signal);
      if (chat.form !== center.livesAt) throw gone;
      return { entries: center.entries.slice(fromIndex - 1), unreadable: 0 };
    },
  };
  const connection = {
    serverUrl: 'https://chat.example.com',
    client,
    close: () => {
      closings.count += 1;
      return Promise.resolve();
    },
  };
  return { center, connection };
}

function setUp(options: Partial<SessionOptions> & { address?: Partial<ChatAddress> } = {}) {
  const clock = createFakeClock();
  const fake = createFakeCenter(options.address);
  let ids = 0;
  const session = createSession({
    connect: () => fake.connection,
    getRequestExtras: () => ({}),
    createPoller: (parts) => createPoller({ ...parts, clock, random: middle, log: silentLog }),
    createOutbox: (parts) =>
      createOutbox({ ...parts, newId: () => `local-${(ids += 1)}`, clock, log: silentLog }),
    getIntervalMs: (phase) => getPollIntervalMs(phase, 'balanced', middle),
    store: createMemoryChatStore(),
    ends: { note: () => Promise.resolve(), confirm: () => Promise.resolve(), handOver: () => undefined },
    endsOnLeave: true,
    isOnline: () => true,
    clock,
    random: middle,
    log: silentLog,
    onChange: () => undefined,
    ...options,
  });
  return { clock, session, center: fake.center, view: () => session.getView() };
}

/** A chat with Kim in it. */
async function setUpChatting(options: Parameters<typeof setUp>[0] = {}) {
  const parts = setUp(options);
  parts.session.start(form);
  await parts.clock.advance(100);
  parts.center.joins(PEOPLE.Kim);
  await parts.clock.advance(5000);
  parts.center.calls.length = 0;
  return parts;
}

const lines = ({ items }: ChatView) =>
  items.map((item) =>
    'nickname' in item ? `${item.kind} ${item.nickname}${'text' in item ? `: ${item.text}` : ''}` : item.kind,
  );

test('a whole chat: asked for, waited, spoken, ended by the customer, and a new one may begin', async () => {
  const { clock, session, center, view } = setUp();
  expect(view().phase).toEqual({ name: 'idle' });
  expect(session.start(form)).toBe(true);
  expect(view()).toMatchObject({ phase: { name: 'requesting' }, form });
  await clock.advance(0);
  expect(view().phase).toEqual({ name: 'waiting', sinceMs: clock.now() });
  center.joins(PEOPLE.Kim);
  await clock.advance(5000);
  expect(view()).toMatchObject({
    phase: { name: 'chatting' },
    agents: ['Kim'],
    abilities: { send: true, end: true },
  });
  session.send('Hello');
  center.adds('typingStarted', PEOPLE.Kim);
  await clock.advance(1500);
  expect(view()).toMatchObject({ agentTyping: 'Kim', outgoing: [] });
  center.adds('text', PEOPLE.Kim, 'Hi');
  await clock.advance(1500);
  expect(lines(view())).toEqual(['joined Kim', 'message Chris: Hello', 'message Kim: Hi']);
  expect(session.end()).toBe(true);
  expect(view()).toMatchObject({
    phase: { name: 'ending' },
    abilities: { send: false, typing: false, end: false },
  });
  await clock.advance(0);
  expect(view()).toMatchObject({
    phase: { name: 'ended', reason: 'customer', atMs: clock.now() },
    agents: [],
    agentTyping: null,
  });
  expect(lines(view())).toHaveLength(3);
  expect({
    completes: center.count('complete'),
    closed: center.closings.count,
    timers: clock.pending(),
  }).toEqual({
    completes: 1,
    closed: 1,
    timers: 0,
  });
  expect([session.reset(), view().phase.name, view().items]).toEqual([true, 'idle', []]);
});

test('commands that make no sense now are refused and change nothing', async () => {
  const { session, view, clock, center } = setUp();
  const refused = () => [
    session.end(),
    session.reset(),
    session.send('x'),
    session.resend('a'),
    session.setTyping(true),
  ];
  expect(refused()).toEqual([false, false, null, false, false]);
  expect([session.start(form), session.start(form)]).toEqual([true, false]);
  await clock.advance(0);
  expect([session.start(form), session.reset(), view().phase.name]).toEqual([false, false, 'waiting']);
  expect([session.end(), session.end()]).toEqual([true, false]);
  await clock.advance(100);
  expect([session.end(), session.start(form), session.send('x'), center.count('requestChat')]).toEqual([
    false,
    false,
    null,
    1,
  ]);
});

describe('a chat that does not start', () => {
  test.each([
    ['lost', lost, 'unclear'],
    ['refused', failure('forbidden', 'no'), 'refused'],
  ] as const)(
    'because its request was %s says so, keeps the form, and is not asked for again',
    async (_name, error, reason) => {
      const { session, center, clock, view } = setUp();
      center.fail('requestChat', error);
      session.start(form);
      await clock.advance(60_000);
      expect({
        phase: view().phase,
        form: view().form,
        asked: center.calls,
        closed: center.closings.count,
      }).toEqual({
        phase: { name: 'failed', reason },
        form,
        asked: ['requestChat Chris'],
        closed: 1,
      });
      expect(session.start(form)).toBe(true);
    },
  );

  test.each([
    ['nothing is configured', () => null, 'notConfigured'],
    [
      'no line could be opened',
      () => {
        throw new Error('no session');
      },
      'unreachable',
    ],
  ])('because %s says so', async (_name, connect, reason) => {
    const { session, view, clock } = setUp({ connect });
    session.start(form);
    await clock.advance(0);
    expect(view().phase).toEqual({ name: 'failed', reason });
  });
});

describe('cancelled while it was being asked for', () => {
  test('the chat that comes all the same is ended once, and nobody polls it', async () => {
    const { session, center, clock, view } = setUp();
    const answer = gate();
    center.fail('requestChat', answer);
    session.start(form);
    await clock.advance(0);
    expect([session.end(), view().phase.name]).toEqual([true, 'idle']);
    answer.open();
    await clock.advance(60_000);
    expect({ calls: center.calls, phase: view().phase.name, closed: center.closings.count }).toEqual({
      calls: ['requestChat Chris', 'complete chats'],
      phase: 'idle',
      closed: 1,
    });
  });

  test('its late answer is not taken for that of the next request', async () => {
    const { session, center, clock, view } = setUp();
    const late = gate();
    center.fail('requestChat', late);
    session.start(form);
    await clock.advance(0);
    session.end();
    center.fail('requestChat', hanging);
    session.start({ ...form, nickname: 'Robin' });
    late.open();
    await clock.advance(1000);
    expect({ calls: center.calls, phase: view().phase.name }).toEqual({
      calls: ['requestChat Chris', 'requestChat Robin', 'complete chats'],
      phase: 'requesting',
    });
  });

  test('its late failure disturbs nobody', async () => {
    const { session, center, clock, view } = setUp();
    const late = gate();
    center.fail('requestChat', { until: late.until.then(() => Promise.reject(lost)) });
    session.start(form);
    await clock.advance(0);
    session.end();
    late.open();
    await clock.advance(1000);
    expect([view().phase.name, center.closings.count]).toEqual(['idle', 1]);
  });
});

describe('the queue', () => {
  test('left by the customer says so', async () => {
    const { session, clock, view } = setUp();
    session.start(form);
    await clock.advance(100);
    session.end();
    await clock.advance(100);
    expect(view().phase).toMatchObject({ name: 'ended', reason: 'leftQueue' });
  });

  test('is asked about at least every 15 s for as long as it takes', async () => {
    const { session, clock, center, view } = setUp();
    session.start(form);
    await clock.advance(1_800_000);
    expect(center.count('getTranscript')).toBeGreaterThan(1800 / 15);
    expect(view()).toMatchObject({ phase: { name: 'waiting' }, link: { name: 'live' } });
  });

  test('keeps what is written in it until the chat takes messages', async () => {
    const { session, clock, center, view } = setUp();
    center.capabilities = new Set(['Complete']);
    session.start(form);
    await clock.advance(5000);
    session.send('Anybody there?');
    await clock.advance(20_000);
    expect([center.count('sendMessage'), view().outgoing[0]?.state.name]).toEqual([0, 'sending']);
    center.capabilities = new Set(['SendMessage']);
    await clock.advance(20_000);
    expect([center.count('sendMessage'), lines(view())]).toEqual([1, ['message Chris: Anybody there?']]);
  });
});

describe('the form of the address', () => {
  test('is tried the other way once when the first read does not find the chat, and then kept', async () => {
    const { session, clock, center, view } = setUp({ address: { formIsGuess: true } });
    center.livesAt = 'me/chat';
    session.start(form);
    await clock.advance(10_000);
    session.end();
    await clock.advance(100);
    const read = center.calls
      .filter((call) => call.startsWith('getTranscript'))
      .map((call) => call.split(' ')[1]);
    expect({ first: read.slice(0, 2), later: new Set(read.slice(1)), end: center.calls.at(-1) }).toEqual({
      first: ['chats', 'me/chat'],
      later: new Set(['me/chat']),
      end: 'complete me/chat',
    });
    expect(view().phase.name).toBe('ended');
  });

  test('that the server named is never guessed at', async () => {
    const { session, clock, center } = setUp();
    center.livesAt = 'me/chat';
    session.start(form);
    await clock.advance(2000);
    expect(center.count('getTranscript me/chat')).toBe(0);
  });
});

test('an agent who leaves and comes back is seen to do so, and the chat goes on', async () => {
  const { clock, center, view } = await setUpChatting();
  center.leaves(PEOPLE.Kim);
  await clock.advance(15_000);
  expect([view().phase.name, view().agents]).toEqual(['chatting', []]);
  center.joins(PEOPLE.Kim);
  await clock.advance(15_000);
  expect([view().phase.name, view().agents, lines(view())]).toEqual([
    'chatting',
    ['Kim'],
    ['joined Kim', 'left Kim', 'joined Kim'],
  ]);
});

test('who joins is a reason to look at the chat at once; otherwise it is looked at now and then', async () => {
  const { clock, center } = await setUpChatting();
  await clock.advance(60_000);
  const looksInAMinute = center.count('getChat');
  while (center.count('getChat') === looksInAMinute) await clock.advance(100);
  const calls = center.calls.length;
  center.adds('joined', { id: '3', nickname: 'Lee', kind: 'agent' });
  await clock.advance(8000);
  expect([looksInAMinute <= 6, center.calls.slice(calls).filter((call) => call === 'getChat')]).toEqual([
    true,
    ['getChat'],
  ]);
});

describe('messages', () => {
  test('keep the key of their bubble when they turn up in the transcript', async () => {
    const { session, clock, view } = await setUpChatting();
    const localId = session.send('Hello');
    await clock.advance(5000);
    expect(view().items.at(-1)).toMatchObject({ key: localId, text: 'Hello', author: 'customer' });
  });

  test('stored although the answer was lost are found, and sent once', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('sendMessage', { storedThen: lost });
    session.send('ok');
    session.send('ok');
    await clock.advance(60_000);
    expect([center.count('sendMessage'), lines(view()), view().outgoing]).toEqual([
      2,
      ['joined Kim', 'message Chris: ok', 'message Chris: ok'],
      [],
    ]);
  });

  test('lost without a trace are never sent again by themselves: the person is asked', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('sendMessage', lost);
    const localId = session.send('ok') ?? '';
    await clock.advance(29_000);
    expect(view().outgoing.map(({ state }) => state.name)).toEqual(['checking']);
    await clock.advance(60_000);
    expect([center.count('sendMessage'), view().outgoing.map(({ state }) => state.name)]).toEqual([
      1,
      ['notConfirmed'],
    ]);
    expect(session.resend(localId)).toBe(true);
    await clock.advance(5000);
    expect([center.count('sendMessage'), view().outgoing, lines(view()).at(-1)]).toEqual([
      2,
      [],
      'message Chris: ok',
    ]);
  });

  test('that surely never left go out again, in order, when the line is back', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('sendMessage', failure('offline', 'no'), 3);
    for (const text of ['one', 'two']) session.send(text);
    await clock.advance(60_000);
    expect([center.calls.filter((call) => call.startsWith('send')), view().outgoing]).toEqual([
      ['sendMessage one', 'sendMessage one', 'sendMessage one', 'sendMessage one', 'sendMessage two'],
      [],
    ]);
  });

  test('cannot be piled up without end', async () => {
    const { session, center } = await setUpChatting();
    center.fail('sendMessage', hanging);
    const taken = Array.from({ length: 300 }, (_, n) => session.send(`${n}`)).filter((id) => id !== null);
    expect(taken).toHaveLength(200);
  });
});

describe('typing', () => {
  test('is told, and its end when the message leaves', async () => {
    const { session, center, clock } = await setUpChatting();
    session.setTyping(true);
    session.send('Hello');
    await clock.advance(0);
    expect(center.calls.slice(0, 3)).toEqual(['startTyping', 'stopTyping', 'sendMessage Hello']);
  });

  test('that cannot be told disturbs nothing', async () => {
    const { session, center, clock, view } = await setUpChatting();
    center.fail('startTyping', lost);
    center.fail('stopTyping', gone);
    session.setTyping(true);
    await clock.advance(10_000);
    expect([
      view().phase.name,
      view().link.name,
      center.count('startTyping'),
      center.count('stopTyping'),
    ]).toEqual(['chatting', 'live', 1, 1]);
  });

  test('is not told where the server does not offer it, nor once the end was asked for', async () => {
    const { session, center, clock } = await setUpChatting();
    center.fail('complete', hanging);
    session.end();
    expect(session.setTyping(true)).toBe(false);
    center.capabilities = new Set(['SendMessage']);
    await clock.advance(10_000);
    expect(center.count('startTyping')).toBe(0);
  });
});

describe('the end by the contact center', () => {
  test('still shows what was said in the same second, and what the agent said while it ended', async () => {
    const { clock, center, view } = await setUpChatting();
    center.adds('text', PEOPLE.Kim, 'Goodbye');
    center.leaves(PEOPLE.Kim);
    center.ends();
    const reads = center.count('getTranscript');
    while (center.count('getChat') === 0) await clock.advance(100);
    center.adds('text', PEOPLE.Kim, 'and good luck');
    await clock.advance(20_000);
    expect({ phase: view().phase, lines: lines(view()) }).toMatchObject({
      phase: { name: 'ended', reason: 'agent' },
      lines: ['joined Kim', 'message Kim: Goodbye', 'left Kim', 'message Kim: and good luck'],
    });
    expect(center.count('getTranscript') - reads).toBeLessThan(10);
    expect([center.count('complete'), center.closings.count, clock.pending()]).toEqual([0, 1, 0]);
  });

  test('says of each message what is known of it', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('sendMessage', lost);
    session.send('unclear');
    session.send('behind it');
    await clock.advance(500);
    center.ends();
    await clock.advance(90_000);
    expect(view().outgoing.map(({ text, state }) => [text, state])).toEqual([
      ['unclear', { name: 'notConfirmed' }],
      ['behind it', { name: 'notSent', reason: 'chatOver' }],
    ]);
    session.discard(view().outgoing[0]?.localId ?? '');
    expect(view().outgoing).toHaveLength(1);
  });

  test('by forgetting the chat is believed after three answers over five seconds, not before', async () => {
    const { clock, center, view } = await setUpChatting();
    center.fail('getTranscript', gone, 2);
    await clock.advance(30_000);
    expect(view().phase.name).toBe('chatting');
    center.fail('getTranscript', gone, Infinity);
    await clock.advance(4000);
    expect(view().phase.name).toBe('chatting');
    await clock.advance(40_000);
    expect([view().phase, center.closings.count]).toMatchObject([{ name: 'ended', reason: 'gone' }, 1]);
  });
});

describe('the end by the customer', () => {
  test('brings first what the agent said since the last poll', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.adds('text', PEOPLE.Kim, 'One more thing');
    session.end();
    await clock.advance(0);
    expect([view().phase.name, lines(view()).at(-1)]).toEqual(['ended', 'message Kim: One more thing']);
  });

  test('that cannot be told is tried four times, and then said not to be confirmed', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('complete', lost, Infinity);
    session.end();
    await clock.advance(60_000);
    expect([center.count('complete'), view().phase, clock.pending()]).toMatchObject([
      4,
      { name: 'ended', reason: 'customerUnconfirmed' },
      0,
    ]);
  });

  test('is confirmed by the second try', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('complete', failure('server'));
    session.end();
    await clock.advance(60_000);
    expect([center.count('complete'), view().phase]).toMatchObject([2, { reason: 'customer' }]);
  });

  test('of a chat that is over already is confirmed', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.ends();
    center.fail('complete', failure('conflict', 'no'));
    session.end();
    await clock.advance(100);
    expect(view().phase).toMatchObject({ name: 'ended', reason: 'customer' });
    expect(center.count('complete')).toBe(1);
  });

  test('goes on after a refusal of a chat that lives', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('complete', failure('conflict', 'no'));
    session.end();
    await clock.advance(100);
    expect(view().phase).toMatchObject({ name: 'ending' });
    await clock.advance(3_000);
    expect(view().phase).toMatchObject({ name: 'ended', reason: 'customer' });
    expect(center.count('complete')).toBe(2);
  });

  test.each(['notFound', 'rejected'] as const)(
    'of a chat that the server does not know any more (%s) is believed when it says so again and again',
    async (kind) => {
      const { session, clock, center, view } = await setUpChatting();
      center.fail('complete', failure(kind, 'no'), Infinity);
      session.end();
      await clock.advance(4_000);
      expect(view().phase).toMatchObject({ name: 'ending' });
      await clock.advance(2_000);
      expect(view().phase).toMatchObject({ name: 'ended', reason: 'customer' });
    },
  );

  test('goes on after a node that is behind said once that it knows no such chat', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('complete', failure('notFound', 'no'));
    session.end();
    await clock.advance(100);
    expect(view().phase).toMatchObject({ name: 'ending' });
    await clock.advance(3_000);
    expect(view().phase).toMatchObject({ name: 'ended', reason: 'customer' });
    expect(center.count('complete')).toBe(2);
  });

  test('on a server that does not answer takes half a minute at most', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('getTranscript', hanging, Infinity);
    center.fail('complete', hanging, Infinity);
    session.end();
    await clock.advance(30_000);
    expect(view().phase).toMatchObject({ name: 'ended', reason: 'customerUnconfirmed' });
  });

  test('lets no message leave any more, and says so of those that wait', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('sendMessage', failure('offline', 'no'));
    center.fail('complete', hanging, 2);
    session.send('one');
    session.send('two');
    await clock.advance(0);
    session.end();
    await clock.advance(60_000);
    expect([center.count('sendMessage'), view().outgoing.map(({ state }) => state)]).toEqual([
      1,
      [
        { name: 'notSent', reason: 'chatOver' },
        { name: 'notSent', reason: 'chatOver' },
      ],
    ]);
  });

  test('is the last request but for the tries of itself', async () => {
    const { session, clock, center } = await setUpChatting();
    session.setTyping(true);
    await clock.advance(0);
    session.end();
    await clock.advance(120_000);
    expect(center.calls.at(-1)).toBe('complete chats');
  });
});

describe('a bad line', () => {
  test('is shown after three seconds, and forgotten with the first answer', async () => {
    const { clock, center, view } = await setUpChatting();
    center.fail('getTranscript', lost, Infinity);
    await clock.advance(10_000);
    expect(view().link).toMatchObject({ name: 'reconnecting' });
    center.heal();
    await clock.advance(20_000);
    expect(view().link).toEqual({ name: 'live' });
  });

  test('is asked again at least every 15 s, for as long as it lasts', async () => {
    const { clock, center, view } = await setUpChatting();
    center.fail('getTranscript', lost, Infinity);
    await clock.advance(3_600_000);
    expect(center.count('getTranscript')).toBeGreaterThanOrEqual(3600 / 15 - 1);
    expect(view().phase.name).toBe('chatting');
  });

  test('an error that nobody foresaw is a bad line too, and neither ends the polling nor the end', async () => {
    const { session, clock, center, view } = await setUpChatting();
    center.fail('getTranscript', new TypeError('defect') as unknown as GwsError);
    center.fail('getTranscript', { until: Promise.reject(new TypeError('defect')) });
    await clock.advance(20_000);
    expect(view()).toMatchObject({ phase: { name: 'chatting' }, link: { name: 'live' } });
    center.fail('getTranscript', { until: Promise.reject(new TypeError('defect')) });
    session.end();
    await clock.advance(1000);
    expect(view().phase.name).toBe('ended');
  });
});

describe('a server that is behind, or begins anew', () => {
  test('every second answer from a node that knows nothing yet: nothing lost, nothing repeated', async () => {
    const { clock, center, view } = await setUpChatting();
    const all = center.entries;
    for (let turn = 0; turn < 20; turn += 1) {
      center.entries = turn % 2 === 0 ? [] : all;
      all.push({ index: all.length + 1, kind: 'text', from: PEOPLE.Kim, text: `${turn}`, sentAtMs: null });
      await clock.advance(1500);
    }
    center.entries = all;
    await clock.advance(20_000);
    expect(lines(view())).toEqual([
      'joined Kim',
      ...Array.from({ length: 20 }, (_, n) => `message Kim: ${n}`),
    ]);
  });

  test('a new transcript stands below a line, with the old one kept above', async () => {
    const { clock, center, view } = await setUpChatting();
    center.adds('text', PEOPLE.Kim, 'before');
    await clock.advance(15_000);
    center.entries = [];
    center.adds('text', PEOPLE.Kim, 'after');
    await clock.advance(90_000);
    expect(lines(view())).toEqual(['joined Kim', 'message Kim: before', 'restarted', 'message Kim: after']);
    expect(new Set(view().items.map(({ key }) => key)).size).toBe(4);
  });
});

describe('leaving the app', () => {
  test('ends a running chat, and stops asking', async () => {
    const { session, clock, center } = await setUpChatting();
    await session.leave(3000);
    const asked = center.calls.length;
    await clock.advance(60_000);
    expect([center.count('complete'), center.calls.length - asked]).toEqual([1, 0]);
  });

  test('waits no longer than it was told to', async () => {
    const { session, clock, center } = await setUpChatting();
    center.fail('complete', hanging);
    let left = false;
    void session.leave(3000).then(() => (left = true));
    await clock.advance(2999);
    expect(left).toBe(false);
    await clock.advance(1);
    expect(left).toBe(true);
  });

  test('ends a chat that was only being asked for', async () => {
    const { session, clock, center } = setUp();
    const answer = gate();
    center.fail('requestChat', answer);
    session.start(form);
    await clock.advance(0);
    let left = false;
    void session.leave(3000).then(() => (left = true));
    await clock.advance(1000);
    answer.open();
    await clock.advance(0);
    expect([center.calls, left]).toEqual([['requestChat Chris', 'complete chats'], true]);
  });

  test.each([
    ['without a chat', () => Promise.resolve(setUp())],
    [
      'with a chat that is over',
      async () => {
        const parts = await setUpChatting();
        parts.session.end();
        await parts.clock.advance(100);
        parts.center.calls.length = 0;
        return parts;
      },
    ],
  ])('%s asks the server nothing', async (_name, prepare) => {
    const { session, center } = await prepare();
    await session.leave(3000);
    expect(center.calls).toEqual([]);
  });

  test('that fails is not the reason to stay', async () => {
    const { session, center } = await setUpChatting();
    center.fail('complete', lost);
    await expect(session.leave(3000)).resolves.toBeUndefined();
  });
});

describe('the wait for an agent', () => {
  test('is remembered when it ends, and what is usual at its beginning is shown while it lasts', async () => {
    const noted: [number, boolean][] = [];
    const asked = new Set<number>();
    const waits = {
      note: (...wait: [number, boolean]) => Promise.resolve(void noted.push(wait)),
      getUsualMinutes: (atMs: number) => asked.add(atMs).size + 2,
    };
    const { clock, session, center, view } = setUp({ waits });
    expect(view().usualWaitMinutes).toBeNull();
    session.start(form);
    await clock.advance(0);
    const beganMs = clock.now();
    expect(view().usualWaitMinutes).toBe(3);
    await clock.advance(60_000);
    expect(view().usualWaitMinutes).toBe(3);
    center.joins(PEOPLE.Kim);
    await clock.advance(20_000);
    expect([view().phase.name, view().usualWaitMinutes, [...asked]]).toEqual(['chatting', null, [beganMs]]);
    const [[waitedMs, wasServed] = [0, false]] = noted;
    expect([noted.length, wasServed, waitedMs >= 60_000 && waitedMs <= 80_000]).toEqual([1, true, true]);
  });
});

describe('what was typed and not sent when a chat ends', () => {
  test.each([
    ['is carried over to the next chat', false, 'not yet fini'],
    ['goes at a counter, where the next customer is somebody else', true, ''],
  ])('%s', async (_name, endsOnLeave, expected) => {
    const { clock, session, center, view } = await setUpChatting({ endsOnLeave });
    session.setDraft('not yet fini');
    center.ends();
    await clock.advance(60_000);
    expect([view().phase.name, session.getDraft()]).toEqual(['ended', 'not yet fini']);
    session.reset();
    expect(session.getDraft()).toBe(expected);
    session.start(form);
    await clock.advance(0);
    expect([session.getDraft(), view().form]).toEqual([expected, form]);
  });
});
