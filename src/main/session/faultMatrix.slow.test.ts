import { afterEach, describe, expect, test } from 'vitest';
import { fault, type Fault } from '../../simulator';
import { createFakeClock as createTime } from '../../simulator/fakeClock';
import { createVirtualServer, type VirtualServerOptions } from '../../simulator/virtual';
import { watchForSleep } from '../lib/sleepDetector';
import { createFakeDisk, createTestApp, type TestApp, type TestAppOptions } from './testApp';
import { createTestComputer } from './testComputer';

/**
 * The rows of docs/faults.md that concern the client, in simulated time: the app's own engine from the session down to
 * its HTTP client, against the simulator's contact center. What counts is what the server's log and the screen say.
 */

const form = { nickname: 'Chris', subject: 'A late parcel' };
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
});

type Options = Partial<VirtualServerOptions> & Partial<Pick<TestAppOptions, 'endsOnLeave' | 'isOnline'>>;

function setUp({ endsOnLeave, isOnline, ...serverOptions }: Options = {}) {
  const time = createTime();
  const server = createVirtualServer({ clock: time, ...serverOptions });
  const computer = createTestComputer(time, server);
  const disk = createFakeDisk();
  stops.push(() => server.stop());

  function openApp(): TestApp {
    const app = createTestApp({
      clock: computer.clock,
      network: computer.network,
      contactCenterId: server.contactCenterId,
      disk,
      ...(endsOnLeave === undefined ? {} : { endsOnLeave }),
      ...(isOnline === undefined ? {} : { isOnline }),
    });
    stops.push(() => app.kill());
    return app;
  }

  const parts = {
    app: openApp(),
    time,
    computer,
    server,
    disk,
    play: time.play,
    restart: async () => {
      parts.app.kill();
      parts.app = openApp();
      const started = parts.app.start();
      await time.play(100);
      await started;
    },
    /** Looks at something at every so many milliseconds, for so long. */
    async watch<Seen>(look: () => Seen, forMs: number, everyMs = 100): Promise<Seen[]> {
      const seen: Seen[] = [];
      for (let ms = 0; ms < forMs; ms += everyMs) {
        await time.play(everyMs);
        seen.push(look());
      }
      return seen;
    },
  };
  return parts;
}

async function setUpChatting(options: Options = {}) {
  const parts = setUp(options);
  parts.app.session.start(form);
  await parts.play(SECOND);
  const chatId = parts.server.model.chats()[0]?.id ?? '';
  const kim = parts.server.agent('Kim');
  kim.accept(chatId);
  await parts.play(5 * SECOND);
  expect(parts.app.view().phase.name).toBe('chatting');
  return {
    ...parts,
    /** The app of the present run. */
    getApp: () => parts.app,
    restart: parts.restart,
    chatId,
    kim,
    say: (text: string) => parts.app.session.send(text),
    /** The customer's texts at the server. */
    stored: () =>
      (parts.server.model.findChat(chatId)?.transcript ?? []).flatMap(({ type, from, text }) =>
        type === 'Text' && from.type === 'Customer' ? [text] : [],
      ),
    posts: () => parts.server.wireLog.count({ operation: 'SendMessage' }),
    reads: () => parts.server.wireLog.count({ operation: 'GetTranscript' }),
    phase: () => parts.app.view().phase.name,
  };
}

/** The same on a line so slow that waiting takes longer. */
async function setUpChattingSlowly(options: Options) {
  const parts = setUp(options);
  parts.app.session.start(form);
  await parts.play(30 * SECOND);
  const chatId = parts.server.model.chats()[0]?.id ?? '';
  const kim = parts.server.agent('Kim');
  kim.accept(chatId);
  await parts.play(30 * SECOND);
  return { ...parts, chatId, kim, say: (text: string) => parts.app.session.send(text) };
}

const said = (lines: readonly string[], who: string) =>
  lines.flatMap((line) => (line.startsWith(`${who}: `) ? [line.slice(who.length + 2)] : []));
const unique = <Value>(values: readonly Value[]) => [...new Set(values)];
const answer = (status: number, body?: object, headers?: Record<string, string>): Fault =>
  fault.answer({ status, ...(body ? { body } : {}), ...(headers ? { headers } : {}) });

describe('asking for a chat', () => {
  async function ask(planned: Fault) {
    const { app, server, play } = setUp();
    server.faults.plan({ operation: 'RequestChat' }, planned);
    app.session.start(form);
    await play(2 * MINUTE);
    const asked = server.wireLog.records().map(({ operation }) => operation);
    return { phase: app.view().phase, asked };
  }

  test.each<[number, string, Fault, string]>([
    [7, 'a sign-in page is redirected to', fault.redirect(302, 'https://portal.test/'), 'networkSignIn'],
    [7, 'a sign-in page answers', fault.answer({ status: 200, body: '<html></html>' }), 'notAChatServer'],
    [13, 'the answer is lost', fault.loseAnswer(), 'unclear'],
    [13, 'no answer comes', fault.hang({ applied: true }), 'unclear'],
    [14, 'the connection is reset before the request is read', fault.loseRequest(), 'unclear'],
    [15, 'there is no id', answer(200, { statusCode: 0 }), 'unclear'],
    [15, 'the id is null', answer(200, { statusCode: 0, id: null }), 'unclear'],
    [15, 'the id is endless', answer(200, { statusCode: 0, id: 'x'.repeat(10_000) }), 'unclear'],
    [15, 'the id leads elsewhere', answer(200, { statusCode: 0, id: '../admin' }), 'unclear'],
    [16, 'a 200 says forbidden', answer(200, { statusCode: 3 }), 'refused'],
    [16, 'a 200 says not valid', answer(200, { statusCode: 10 }), 'rejected'],
    [16, 'a 200 says internal error', answer(200, { statusCode: 4 }), 'serverTrouble'],
    [17, '400', answer(400), 'rejected'],
    [17, '403', answer(403), 'refused'],
    [17, '404', answer(404), 'notAChatServer'],
    [17, '405', answer(405), 'rejected'],
    [17, '413', answer(413), 'rejected'],
    [17, '422', answer(422), 'rejected'],
    [17, '429', answer(429), 'busy'],
    [17, '500', answer(500), 'serverTrouble'],
    [17, '502', answer(502), 'serverTrouble'],
    [17, '503', answer(503), 'busy'],
    [17, '504', answer(504), 'serverTrouble'],
    [18, '503 with a pause', answer(503, undefined, { 'Retry-After': '5' }), 'busy'],
  ])(
    'row %i, %s: asked once, never again by itself, and the reason is said',
    async (...[, , planned, reason]) => {
      expect(await ask(planned)).toEqual({
        phase: { name: 'failed', reason },
        asked: ['RequestChat'],
      });
    },
  );

  test.each([
    [2, 'net::ERR_NAME_NOT_RESOLVED', 'unreachable'],
    [3, 'net::ERR_CERT_DATE_INVALID', 'certificate'],
    [3, 'net::ERR_CERT_COMMON_NAME_INVALID', 'certificate'],
    [3, 'net::ERR_CERT_AUTHORITY_INVALID', 'certificate'],
    [3, 'net::ERR_CERT_REVOKED', 'certificate'],
    [6, 'net::ERR_PROXY_CONNECTION_FAILED', 'unreachable'],
  ])('row %i, the network says %s: named, and asked no more', async (_row, throws, reason) => {
    const { app, computer, server, play } = setUp();
    computer.nextWrite = { throws, isCarriedOut: false };
    app.session.start(form);
    await play(MINUTE);
    expect([app.view().phase, server.wireLog.count()]).toEqual([{ name: 'failed', reason }, 0]);
  });

  test('row 14, nobody listens: surely no chat, and nothing was sent', async () => {
    const { app, server, play } = setUp();
    server.goDown();
    app.session.start(form);
    await play(MINUTE);
    expect([app.view().phase, server.wireLog.count()]).toEqual([
      { name: 'failed', reason: 'unreachable' },
      0,
    ]);
  });

  test('row 20, killed while it is on its way: the next start says that it is unclear, and asks nothing', async () => {
    const parts = setUp();
    parts.server.faults.plan({ operation: 'RequestChat' }, fault.hang({ applied: true }));
    parts.app.session.start(form);
    await parts.play(SECOND);
    await parts.restart();
    await parts.play(MINUTE);
    expect(parts.app.view()).toMatchObject({ phase: { name: 'failed', reason: 'unclear' }, form });
    expect(parts.server.wireLog.count()).toBe(1);
  });
});

describe('who is there', () => {
  test('row 23, the state flips to and fro, or is none: the screen does not flicker', async () => {
    const { server, app, kim, chatId, watch } = await setUpChatting();
    server.conditions.set({ flippingState: { forMs: 30 * SECOND } });
    server.agent('Lee').accept(chatId);
    for (const state of ['Sleeping', null]) {
      const rewritten = fault.rewrite((payload) => {
        const { chat } = payload as { chat: object };
        return { statusCode: 0, chat: { ...chat, state } };
      });
      server.faults.plan({ operation: 'GetChat' }, rewritten);
      kim.say(chatId, `while ${state}`);
    }
    const phases = await watch(() => app.view().phase.name, 2 * MINUTE);
    expect({ phases: unique(phases), agents: [...app.view().agents].sort() }).toEqual({
      phases: ['chatting'],
      agents: ['Kim', 'Lee'],
    });
  });

  test('row 24, agents come and go: each message has the name of who wrote it', async () => {
    const { server, app, kim, chatId, play } = await setUpChatting();
    const lee = server.agent('Lee');
    kim.say(chatId, 'I hand you over');
    kim.transfer(chatId, 'Lee');
    lee.say(chatId, 'Hello');
    kim.rejoin(chatId);
    kim.say(chatId, 'Back again');
    lee.leave(chatId);
    await play(10 * SECOND);
    expect([app.view().agents, app.lines()]).toEqual([
      ['Kim'],
      [
        '(joined)',
        'Kim: I hand you over',
        '(joined)',
        '(left)',
        'Lee: Hello',
        '(rejoined)',
        'Kim: Back again',
        '(left)',
      ],
    ]);
  });

  test('row 73, an agent whose typing never ends: the indicator goes within 10 s; one’s own is none', async () => {
    const { server, app, kim, chatId, play } = await setUpChatting();
    server.conditions.set({ endlessTyping: true });
    app.session.setTyping(true);
    await play(4 * SECOND);
    expect(app.view().agentTyping).toBeNull();
    kim.startTyping(chatId);
    await play(4 * SECOND);
    expect(app.view().agentTyping).toBe('Kim');
    await play(10 * SECOND);
    expect(app.view().agentTyping).toBeNull();
    server.conditions.clear();
    kim.stopTyping(chatId);
    await play(4 * SECOND);
    expect(app.view().agentTyping).toBeNull();
  });
});

describe('a poll', () => {
  test.each<[number, string, Fault]>([
    [25, 'hangs', fault.hang()],
    [26, 'ends after its headers', fault.silence()],
    [26, 'drips, a byte each second', fault.drip(1)],
    [27, 'is lost after the server answered', fault.loseAnswer()],
    [42, 'is answered 400 once', answer(400)],
    [42, 'is answered 404 once', answer(404)],
    [42, 'is answered 410 once', answer(410)],
    [69, 'is answered with 9 MiB', fault.oversize(9)],
  ])(
    'row %i, %s: what the agent wrote is shown once, soon, and the chat goes on',
    async (...[, , planned]) => {
      const { server, app, kim, chatId, play, phase } = await setUpChatting();
      server.faults.plan({ operation: 'GetTranscript' }, planned);
      kim.say(chatId, 'Are you there?');
      await play(30 * SECOND);
      expect([phase(), app.view().link.name, said(app.lines(), 'Kim')]).toEqual([
        'chatting',
        'live',
        ['Are you there?'],
      ]);
      const indexes = server.wireLog.records({ operation: 'GetTranscript' }).map(({ path }) => path);
      expect(indexes.every((path) => /[?]index=[1-9]\d*$/.test(path))).toBe(true);
    },
  );

  test.each([1, 10, 50])(
    'row 28, %i percent of all requests and answers are lost: what was said is there, once, in order',
    async (percent) => {
      const { server, app, kim, chatId, play, say, stored, posts } = await setUpChatting({
        silenceLimitMs: null,
      });
      server.faults.random({
        rate: percent / 100,
        mix: { loseRequest: 1, loseAnswer: 1 },
        seed: percent,
      });
      const written: string[] = [];
      for (let minute = 0; minute < 10; minute += 1) {
        written.push(`${minute}`);
        kim.say(chatId, `${minute}`);
        say(`mine ${minute}`);
        await play(MINUTE);
      }
      server.faults.clear();
      await play(MINUTE);
      expect(said(app.lines(), 'Kim')).toEqual(written);
      const mine = stored();
      // What cannot be confirmed stops those behind it until the person decides; nothing is there twice.
      expect([unique(mine), posts() <= written.length]).toEqual([mine, true]);
      expect(said(app.lines(), 'Chris')).toEqual(mine);
      expect(mine.length + app.outgoing().length).toBe(written.length);
    },
  );

  test.each<[string, Options]>([
    ['is a second long each way', { oneWayMs: { low: 500, high: 1500 } }],
    ['is five seconds long each way', { oneWayMs: { low: 4500, high: 5000 } }],
  ])(
    'row 29, the line %s: never two polls at once, no message in doubt, and the chat lives',
    async (_name, options) => {
      const { server, app, time, kim, chatId, say, watch } = await setUpChattingSlowly(options);
      const underWay = () =>
        server.wireLog
          .records({ operation: 'GetTranscript' })
          .filter(({ outcome }) => outcome.kind === 'pending').length;
      kim.say(chatId, 'Hello');
      say('Hi');
      const seen = await watch(
        () => ({ polls: underWay(), states: app.outgoing().map(([, state]) => state) }),
        2 * MINUTE,
      );
      expect(Math.max(...seen.map(({ polls }) => polls))).toBeLessThanOrEqual(1);
      expect(unique(seen.flatMap(({ states }) => states))).not.toContain('checking');
      expect([app.view().phase.name, app.lines().slice(-2), time.now() > 0]).toEqual([
        'chatting',
        expect.arrayContaining(['Kim: Hello', 'Chris: Hi']),
        true,
      ]);
    },
  );

  test.each<[string, Fault]>([
    ['a kilobyte a second', fault.bandwidth(1024)],
    ['a byte a packet', fault.slice({ bytes: 1 })],
  ])('row 29, answers come in %s: all is read', async (_name, planned) => {
    const { server, app, kim, chatId, say, play } = await setUpChatting();
    server.faults.plan({}, planned, { times: Infinity });
    kim.say(chatId, 'Hello');
    say('Hi');
    await play(MINUTE);
    expect([app.view().phase.name, app.outgoing(), app.lines().slice(1).sort()]).toEqual([
      'chatting',
      [],
      ['Chris: Hi', 'Kim: Hello'],
    ]);
  });

  test('row 31, every entry comes twice and in any order: shown once, in order', async () => {
    const { server, app, kim, chatId, say, play } = await setUpChatting();
    server.conditions.set({ duplicateEntries: true, shuffledEntries: true });
    for (const text of ['one', 'two', 'three']) {
      kim.say(chatId, text);
      say(`${text}!`);
      await play(10 * SECOND);
    }
    expect(app.lines().slice(1)).toEqual(
      ['one', 'two', 'three'].flatMap((text) => [`Kim: ${text}`, `Chris: ${text}!`]),
    );
  });

  test('row 32, an entry is missing for a while, another for ever: what came is shown, what comes late too, at its place', async () => {
    const { server, app, kim, chatId, play } = await setUpChatting();
    const late = kim.say(chatId, 'late').index;
    kim.say(chatId, 'early');
    server.conditions.hideEntry(chatId, late, 3 * SECOND);
    server.conditions.hideEntry(chatId, kim.say(chatId, 'never').index);
    kim.say(chatId, 'last');
    await play(2 * SECOND);
    expect(said(app.lines(), 'Kim')).toEqual(['early', 'last']);
    await play(MINUTE);
    kim.say(chatId, 'and on');
    await play(10 * SECOND);
    expect(said(app.lines(), 'Kim').filter((text) => text !== 'late')).toEqual(['early', 'last', 'and on']);
    expect(said(app.lines(), 'Kim').indexOf('late')).toBe(0);
  });

  test('row 33, the transcript begins again, and is shorter: a line, and all from before is still there', async () => {
    const { server, app, kim, chatId, say, play } = await setUpChatting();
    for (const text of ['a', 'b', 'c']) kim.say(chatId, text);
    say('mine');
    await play(10 * SECOND);
    server.conditions.resetIndexes(chatId);
    kim.say(chatId, 'anew');
    await play(MINUTE);
    expect(app.lines()).toEqual([
      '(joined)',
      'Kim: a',
      'Kim: b',
      'Kim: c',
      'Chris: mine',
      '(restarted)',
      'Kim: anew',
    ]);
  });

  test('row 34, an entry comes again with another text: the first one stays', async () => {
    const { server, app, kim, chatId, play } = await setUpChatting();
    kim.say(chatId, 'as it was');
    await play(10 * SECOND);
    const rewritten = fault.rewrite((payload) =>
      JSON.parse(JSON.stringify(payload).replace('as it was', 'as it is said to have been')),
    );
    server.faults.plan({ operation: 'GetTranscript' }, rewritten, { times: 2 });
    await play(20 * SECOND);
    kim.say(chatId, 'next');
    await play(20 * SECOND);
    expect(said(app.lines(), 'Kim')).toEqual(['as it was', 'next']);
  });

  test.each([1, 2, 'unknown'] as const)(
    'row 35, every second request reaches a node that is behind (%s): nothing lost or doubled, no flicker, no end',
    async (behind) => {
      const { server, app, kim, chatId, watch } = await setUpChatting();
      server.conditions.set({ staleNode: { behind } });
      const seen: { phase: string; link: string }[] = [];
      const look = () => ({ phase: app.view().phase.name, link: app.view().link.name });
      for (let n = 0; n < 10; n += 1) {
        kim.say(chatId, `${n}`);
        seen.push(...(await watch(look, 10 * SECOND)));
      }
      // In a quiet chat the next answer that can be used may be two intervals away.
      seen.push(...(await watch(look, 15 * SECOND)));
      expect([unique(seen.map(({ phase }) => phase)), said(app.lines(), 'Kim')]).toEqual([
        ['chatting'],
        Array.from({ length: 10 }, (_, n) => `${n}`),
      ]);
      // Several answers from behind in a row are told; one now and then is not.
      const links = seen.map(({ link }) => link);
      const flips = links.filter((link, at) => at > 0 && link !== links[at - 1]);
      expect(flips.length).toBeLessThanOrEqual(behind === 'unknown' ? 40 : 10);
    },
  );

  test('row 43, only the chat itself is answered 404, for good: over in the end, and not stuck', async () => {
    const { server, app, play } = await setUpChatting();
    server.faults.plan({ operation: 'GetChat' }, answer(404), { times: Infinity });
    await play(4 * MINUTE);
    expect(app.view().phase).toMatchObject({ name: 'ended', reason: 'gone' });
  });

  test('row 36, entries with an index that is none are left out, and the others are shown', async () => {
    const { server, app, kim, chatId, play } = await setUpChatting();
    const bad = [-1, 0, 1.5, '1e400', 2 ** 53 + 2, null, true, undefined];
    const rewritten = fault.rewrite((payload) => {
      const { messages } = payload as { messages: { index: unknown }[] };
      const [last] = messages.slice(-1);
      const broken = bad.map((index) => ({ ...last, index, text: 'broken' }));
      const asText = messages.map((message) => ({ ...message, index: String(message.index) }));
      return { statusCode: 0, messages: [...broken, ...asText] };
    });
    server.faults.plan({ operation: 'GetTranscript' }, rewritten, { times: Infinity });
    kim.say(chatId, 'one');
    await play(10 * SECOND);
    kim.say(chatId, 'two');
    await play(10 * SECOND);
    expect([app.view().phase.name, said(app.lines(), 'Kim')]).toEqual(['chatting', ['one', 'two']]);
  });

  test('row 37, 10,000 messages in one answer are taken in at once', async () => {
    const { app, kim, chatId, play } = await setUpChatting();
    for (let n = 0; n < 10_000; n += 1) kim.say(chatId, `${n}`);
    const startedMs = performance.now();
    await play(10 * SECOND);
    expect(said(app.lines(), 'Kim')).toHaveLength(10_000);
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });

  test('row 82, headers that would change the network’s memory have no effect on the chat', async () => {
    const { server, app, kim, chatId, play } = await setUpChatting();
    const headers = {
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'Alt-Svc': 'h3="evil.test:443"; ma=86400',
      'Clear-Site-Data': '"*"',
      Refresh: '0; url=https://evil.test/',
      Link: '<https://evil.test/x>; rel=preload; as=script',
    };
    server.faults.plan({}, { name: 'headers', reply: { kind: 'genuine', headers } }, { times: Infinity });
    kim.say(chatId, 'Hello');
    await play(20 * SECOND);
    expect([app.view().link.name, said(app.lines(), 'Kim')]).toEqual(['live', ['Hello']]);
    expect(server.wireLog.records().every(({ headers: sent }) => sent['cookie'] === undefined)).toBe(true);
  });

  test('row 83, the server closes idle connections just when they are used again: nothing is lost', async () => {
    const { server, app, kim, chatId, say, play, posts } = await setUpChatting();
    const planned = server.faults.plan(
      { connection: 'reused', operation: ['GetTranscript', 'GetChat'] },
      fault.loseRequest(),
      {
        times: Infinity,
      },
    );
    for (let n = 0; n < 10; n += 1) {
      kim.say(chatId, `${n}`);
      say(`mine ${n}`);
      await play(30 * SECOND);
    }
    expect(planned.hits).toBeGreaterThan(5);
    expect([posts(), said(app.lines(), 'Kim').length, said(app.lines(), 'Chris').length]).toEqual([
      10, 10, 10,
    ]);
  });
});

describe('an outage', () => {
  test('row 38, ten seconds, with a message on its way: back within 20 s, nothing doubled', async () => {
    const { server, app, kim, chatId, say, play, stored, posts } = await setUpChatting();
    server.faults.plan({ operation: 'SendMessage' }, fault.hang({ applied: true }));
    say('ok');
    say('ok');
    await play(SECOND);
    server.goDown();
    await play(10 * SECOND);
    kim.say(chatId, 'Hello?');
    server.comeUp();
    await play(20 * SECOND);
    expect([app.view().link.name, said(app.lines(), 'Kim')]).toEqual(['live', ['Hello?']]);
    await play(MINUTE);
    expect([app.outgoing(), stored(), posts()]).toEqual([[], ['ok', 'ok'], 2]);
  });

  test('row 39, a minute of 502, 503 and 504 in turn: nothing lost, nothing doubled, the chat goes on', async () => {
    const { server, app, kim, chatId, say, play, stored } = await setUpChatting();
    const plans = [502, 503, 504].map((status, at) =>
      server.faults.plan({ nth: at + 1, every: 4 }, answer(status), { times: Infinity }),
    );
    const texts = Array.from({ length: 6 }, (_, n) => `${n}`);
    for (const text of texts) {
      kim.say(chatId, text);
      say(`mine ${text}`);
      await play(10 * SECOND);
    }
    for (const plan of plans) plan.cancel();
    await play(3 * MINUTE);
    const mine = stored();
    expect([app.view().phase.name, said(app.lines(), 'Kim'), unique(mine)]).toEqual([
      'chatting',
      texts,
      mine,
    ]);
    expect(mine.length + app.outgoing().length).toBe(texts.length);
  });

  test('row 40, 25 s: the chat lives', async () => {
    const { server, app, say, play, stored } = await setUpChatting();
    server.goDown();
    say('during it');
    await play(25 * SECOND);
    server.comeUp();
    await play(MINUTE);
    expect([app.view().phase.name, app.view().link.name, stored()]).toEqual([
      'chatting',
      'live',
      ['during it'],
    ]);
  });

  test.each([46 * SECOND, 10 * MINUTE])(
    'row 40, %i ms: the server has ended the chat, which is said, and the unsent text is there',
    async (outageMs) => {
      const { server, app, say, play } = await setUpChatting();
      server.goDown();
      say('during it');
      await play(outageMs);
      expect([app.view().phase.name, app.view().link.name]).toEqual(['chatting', 'reconnecting']);
      server.comeUp();
      await play(MINUTE);
      expect([app.view().phase.name, app.outgoing()]).toEqual(['ended', [['during it', 'notSent']]]);
    },
  );

  test.each([401, 403])(
    'row 41, everything is answered %i for a minute: asked slowly, without a login, and the chat goes on',
    async (status) => {
      const { server, app, kim, chatId, play, reads } = await setUpChatting({ silenceLimitMs: null });
      const headers = { 'WWW-Authenticate': 'Basic realm="x"' };
      const plan = server.faults.plan({}, answer(status, undefined, headers), { times: Infinity });
      kim.say(chatId, 'Hello');
      const before = reads();
      await play(MINUTE);
      expect([app.view().phase.name, app.view().link.name, reads() - before <= 12]).toEqual([
        'chatting',
        'reconnecting',
        true,
      ]);
      plan.cancel();
      await play(20 * SECOND);
      expect(said(app.lines(), 'Kim')).toEqual(['Hello']);
      expect(server.wireLog.records().some((record) => 'authorization' in record.headers)).toBe(false);
    },
  );

  test.each([400, 404, 410])(
    'row 43, everything is answered %i from now on: over, once that is sure',
    async (status) => {
      const { server, app, play } = await setUpChatting();
      server.faults.plan({}, answer(status), { times: Infinity });
      await play(4 * SECOND);
      expect(app.view().phase.name).toBe('chatting');
      await play(MINUTE);
      expect(app.view().phase).toMatchObject({ name: 'ended', reason: 'gone' });
    },
  );

  test.each<[string, Record<string, string>, number, number]>([
    ['5', { 'Retry-After': '5' }, 5, 15],
    ['3600', { 'Retry-After': '3600' }, 11, 15],
    ['a date far away', { 'Retry-After': 'Fri, 31 Dec 2100 23:59:59 GMT' }, 11, 15],
    ['-5', { 'Retry-After': '-5' }, 0.1, 15],
    ['nonsense', { 'Retry-After': 'soon' }, 0.1, 15],
  ])(
    'row 18, a poll is told to come back after %s: not sooner, and never so late that the chat is lost',
    async (_name, headers, atLeastS, atMostS) => {
      const { server, play } = await setUpChatting();
      server.faults.plan({ operation: 'GetTranscript' }, answer(503, undefined, headers));
      await play(40 * SECOND);
      const records = server.wireLog.records({ operation: 'GetTranscript' });
      const told = records.findIndex(({ fault: name }) => name !== null);
      const gapMs = (records[told + 1]?.atMs ?? Infinity) - (records[told]?.atMs ?? 0);
      expect(gapMs).toBeGreaterThanOrEqual(atLeastS * SECOND);
      expect(gapMs).toBeLessThanOrEqual((atMostS + 1) * SECOND);
    },
  );

  test('row 18, a message is told to come back later: it does, once', async () => {
    const { server, say, play, stored, posts } = await setUpChatting();
    const busy = answer(429, { statusCode: 4 }, { 'Retry-After': '7' });
    server.faults.plan({ operation: 'SendMessage' }, busy);
    say('Hello');
    await play(6 * SECOND);
    expect(posts()).toBe(1);
    await play(5 * SECOND);
    expect([posts(), stored()]).toEqual([2, ['Hello']]);
  });
});

describe('a message', () => {
  test.each<[number, string, Fault]>([
    [49, 'the connection is reset after it was stored', fault.loseAnswer('reset')],
    [49, 'the connection is closed after it was stored', fault.loseAnswer('close')],
    [50, 'the answer is cut', fault.truncate()],
    [50, 'the answer is no JSON', fault.answer({ status: 200, body: 'OK', applied: true })],
    [50, 'the answer is a page', fault.answer({ status: 200, body: '<html></html>', applied: true })],
    [50, 'the answer is empty', fault.answer({ status: 200, applied: true })],
    [50, 'the answer is 500', fault.answer({ status: 500, applied: true })],
    [50, 'the answer is 502', fault.answer({ status: 502, applied: true })],
    [50, 'the answer is 504', fault.answer({ status: 504, applied: true })],
    [50, 'the answer is 408', fault.answer({ status: 408, applied: true })],
    [50, 'the answer is 999', fault.raw('HTTP/1.1 999 What\r\n\r\n', { applied: true })],
    [
      50,
      'the answer has a header that is no text',
      fault.raw('HTTP/1.1 200 OK\r\nX: €\r\n\r\n', { applied: true }),
    ],
    [50, 'no answer comes', fault.hang({ applied: true })],
    [51, 'it is stored only after 28 s', fault.delay({ beforeMs: 28 * SECOND })],
  ])('row %i, %s: found in the transcript, sent once', async (...[, , planned]) => {
    const { server, app, say, play, stored, posts } = await setUpChatting();
    server.faults.plan({ operation: 'SendMessage' }, planned);
    say('Hello');
    await play(MINUTE);
    expect([app.outgoing(), stored(), posts(), said(app.lines(), 'Chris')]).toEqual([
      [],
      ['Hello'],
      1,
      ['Hello'],
    ]);
  });

  test('row 48, lost before the server reads it: in doubt, then the person decides, never sent by itself', async () => {
    const { server, app, say, watch, stored, posts } = await setUpChatting();
    server.faults.plan({ operation: 'SendMessage' }, fault.loseRequest());
    say('Hello');
    const states = await watch(() => app.outgoing()[0]?.[1], 2 * MINUTE);
    expect([unique(states).slice(-2), stored(), posts()]).toEqual([['checking', 'notConfirmed'], [], 1]);
  });

  test('row 52, stored after 90 s, when nobody could know any more: found all the same', async () => {
    const { server, app, say, play, stored } = await setUpChatting();
    server.faults.plan({ operation: 'SendMessage' }, fault.delay({ beforeMs: 90 * SECOND }));
    say('Hello');
    await play(80 * SECOND);
    expect(app.outgoing()).toEqual([['Hello', 'notConfirmed']]);
    await play(30 * SECOND);
    expect([app.outgoing(), stored()]).toEqual([[], ['Hello']]);
  });

  test('row 52, sent again by the person before that: two copies at most, and both are shown', async () => {
    const { server, app, say, play, stored } = await setUpChatting();
    server.faults.plan({ operation: 'SendMessage' }, fault.delay({ beforeMs: 90 * SECOND }));
    const localId = say('Hello') ?? '';
    await play(70 * SECOND);
    app.session.resend(localId);
    await play(MINUTE);
    expect([app.outgoing(), stored(), said(app.lines(), 'Chris')]).toEqual([
      [],
      ['Hello', 'Hello'],
      ['Hello', 'Hello'],
    ]);
  });

  test('rows 53 and 85, stored twice for one request: shown as it stands, twice, and sent once', async () => {
    const { server, app, say, play, stored, posts } = await setUpChatting();
    server.faults.plan({ operation: 'SendMessage' }, fault.repeat());
    say('Hello');
    await play(MINUTE);
    expect([app.outgoing(), stored().length, posts(), said(app.lines(), 'Chris')]).toEqual([
      [],
      2,
      1,
      ['Hello', 'Hello'],
    ]);
  });

  test.each<[string, (text: string) => string]>([
    ['trims', (text) => text.trim()],
    ['normalises', (text) => text.normalize('NFC')],
    ['escapes', (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')],
    ['truncates', (text) => text.slice(0, 300)],
  ])('row 54, a server that %s what it stores: found, sent once', async (_name, rewriteText) => {
    const { server, app, say, play, posts } = await setUpChatting({ rewriteText });
    server.faults.plan({ operation: 'SendMessage' }, fault.loseAnswer());
    say(`  cafe\u0301 <b> & ${'a long story '.repeat(40)} \n`);
    await play(MINUTE);
    expect([app.outgoing(), posts(), said(app.lines(), 'Chris').length]).toEqual([[], 1, 1]);
  });

  test('row 55, taken but never in the transcript: it says so, is never sent again, and those behind it go', async () => {
    const { server, app, say, play, posts } = await setUpChatting();
    server.conditions.set({ hiddenEntries: { every: 1, when: ({ text }) => text === 'unseen' } });
    say('unseen');
    say('behind');
    await play(10 * MINUTE);
    expect([app.outgoing(), posts(), said(app.lines(), 'Chris')]).toEqual([
      [['unseen', 'accepted']],
      2,
      ['behind'],
    ]);
  });

  test('row 56, "ok" five times quickly, the answer to the third is lost: five at the server', async () => {
    const { server, app, say, play, stored, posts } = await setUpChatting();
    server.faults.plan({ operation: 'SendMessage', nth: 3 }, fault.loseAnswer());
    for (let n = 0; n < 5; n += 1) say('ok');
    await play(3 * MINUTE);
    expect([app.outgoing(), stored(), posts()]).toEqual([[], Array(5).fill('ok'), 5]);
  });

  test('row 57, fifty written while there is no line: each once, in order, one at a time', async () => {
    const { server, app, say, play, stored, posts } = await setUpChatting();
    const texts = Array.from({ length: 50 }, (_, n) => `${n}`);
    let most = 0;
    server.wireLog.onRecorded(() => {
      const pending = server.wireLog
        .records({ operation: 'SendMessage' })
        .filter(({ outcome }) => outcome.kind === 'pending');
      most = Math.max(most, pending.length);
    });
    server.goDown();
    for (const text of texts) say(text);
    await play(20 * SECOND);
    server.comeUp();
    await play(5 * MINUTE);
    expect([app.outgoing(), stored(), posts(), most]).toEqual([[], texts, 50, 1]);
  });

  test.each([
    [2, 'net::ERR_NAME_NOT_RESOLVED'],
    [3, 'net::ERR_CERT_DATE_INVALID'],
    [38, 'net::ERR_CONNECTION_REFUSED'],
  ])(
    'row %i, %s: surely not sent, so that it is sent by itself when the line is back',
    async (_row, throws) => {
      const { app, computer, say, play, stored } = await setUpChatting();
      computer.nextWrite = { throws, isCarriedOut: false };
      say('Hello');
      await play(20 * SECOND);
      expect([app.outgoing(), stored()]).toEqual([[], ['Hello']]);
    },
  );

  test('row 66, the network changes under it: in doubt, then found, sent once', async () => {
    const { app, computer, say, play, stored, posts } = await setUpChatting();
    computer.nextWrite = { throws: 'net::ERR_NETWORK_CHANGED', isCarriedOut: true };
    say('Hello');
    await play(MINUTE);
    expect([app.outgoing(), stored(), posts()]).toEqual([[], ['Hello'], 1]);
  });

  test.each<[string, Fault]>([
    ['is lost', fault.loseRequest()],
    ['hangs', fault.hang()],
    ['is refused', answer(400, { statusCode: 10 })],
  ])(
    'row 71, the news of typing %s: nobody sees it, and the message is not delayed',
    async (_name, planned) => {
      const { server, app, say, play, watch, stored } = await setUpChatting();
      server.faults.plan(
        { operation: ['SendStartTypingNotification', 'SendStopTypingNotification'] },
        planned,
        { times: Infinity },
      );
      app.session.setTyping(true);
      await play(SECOND);
      say('Hello');
      await play(SECOND);
      expect(stored()).toEqual(['Hello']);
      const links = await watch(() => `${app.view().phase.name} ${app.view().link.name}`, 30 * SECOND);
      expect([unique(links), app.outgoing()]).toEqual([['chatting live'], []]);
    },
  );

  test('row 72, ten minutes of typing: told every 3 s at most, and its end at the pause', async () => {
    const { server, app, play } = await setUpChatting();
    for (let ms = 0; ms < 10 * MINUTE; ms += 200) {
      app.session.setTyping(true);
      await play(200);
    }
    const typing = () =>
      server.wireLog.records({ method: 'POST' }).filter(({ operation }) => operation?.includes('Typing'));
    const times = typing().map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((atMs, at) => atMs - (times[at] ?? 0));
    expect([times.length <= 201, Math.min(...gaps) > 2900]).toEqual([true, true]);
    await play(10 * SECOND);
    expect(typing().at(-1)?.operation).toBe('SendStopTypingNotification');
  });

  test('row 74, the disk fills: it is said at once, the chat goes on, and it is kept again when there is room', async () => {
    const { app, disk, say, play, stored } = await setUpChatting();
    disk.isFull = true;
    const before = app.countChanges();
    say('Hello');
    await play(2 * SECOND);
    expect([app.view().isKept, app.countChanges() > before, stored()]).toEqual([false, true, ['Hello']]);
    disk.isFull = false;
    await play(20 * SECOND);
    expect(app.view().isKept).toBe(true);
  });
});

describe('an end', () => {
  test.each<[string, Fault]>([
    ['is lost', fault.loseRequest()],
    ['is answered 500', answer(500)],
    ['hangs', fault.hang()],
  ])(
    'row 46, Complete %s again and again: the customer is let go, and the end is told when it can be, beside a new chat',
    async (_name, planned) => {
      const { server, app, chatId, play } = await setUpChatting({ silenceLimitMs: null });
      const plan = server.faults.plan({ operation: 'Complete' }, planned, { times: Infinity });
      app.session.end();
      await play(MINUTE);
      expect(app.view().phase).toMatchObject({ name: 'ended', reason: 'customerUnconfirmed' });
      app.session.reset();
      app.session.start(form);
      plan.cancel();
      await play(90 * SECOND);
      expect([server.model.findChat(chatId)?.endedBy, app.view().phase.name]).toEqual([
        'customer',
        'waiting',
      ]);
    },
  );
});

describe('the computer', () => {
  /** Until the app has noticed by itself, or was told. */
  async function sleepFor(parts: Awaited<ReturnType<typeof setUpChatting>>, ms: number): Promise<void> {
    parts.computer.fallAsleep();
    await parts.play(ms);
    parts.computer.wakeUp();
  }

  test.each([5 * SECOND, 20 * SECOND])(
    'row 63, sleeps %i ms with a poll and a message on their way: back soon, nothing lost or doubled',
    async (ms) => {
      const parts = await setUpChatting();
      const { app, server, kim, chatId, say, play, stored, posts, reads } = parts;
      server.faults.plan({ operation: 'GetTranscript' }, fault.delay({ beforeMs: SECOND }));
      say('Hello');
      await play(50);
      app.session.suspend();
      await sleepFor(parts, ms);
      kim.say(chatId, 'Hello yourself');
      const before = reads();
      app.session.wake();
      app.session.wake();
      expect(app.view().link.name).toBe('catchingUp');
      await play(3500);
      expect([app.view().link.name, said(app.lines(), 'Kim'), reads() - before <= 4]).toEqual([
        'live',
        ['Hello yourself'],
        true,
      ]);
      await play(MINUTE);
      expect([app.outgoing(), stored(), posts()]).toEqual([[], ['Hello'], 1]);
    },
  );

  test('row 63, sleeps eight hours: the chat is over, and what was not sent is said not to be', async () => {
    const parts = await setUpChatting();
    const { app, server, say, play } = parts;
    server.faults.plan({ operation: 'SendMessage' }, fault.loseRequest());
    say('Hello');
    say('behind it');
    await play(100);
    app.session.suspend();
    await sleepFor(parts, 8 * HOUR);
    app.session.wake();
    await play(20 * SECOND);
    expect([app.view().phase.name, app.outgoing()]).toEqual([
      'ended',
      [
        ['Hello', 'notConfirmed'],
        ['behind it', 'notSent'],
      ],
    ]);
  });

  test('row 64, wakes without a word: the late heartbeat tells', async () => {
    const parts = await setUpChatting();
    const { app, computer, server, kim, chatId, play } = parts;
    stops.push(watchForSleep(computer.clock, app.session.wake));
    server.faults.plan({ operation: 'GetTranscript' }, fault.hang());
    await play(3 * SECOND);
    await sleepFor(parts, 20 * SECOND);
    kim.say(chatId, 'Are you back?');
    await play(5 * SECOND);
    expect([app.view().link.name, said(app.lines(), 'Kim')]).toEqual(['live', ['Are you back?']]);
  });

  test('row 62, stands still for 30 s: no burst of requests afterwards', async () => {
    const { server, time, app, play, reads, say, stored } = await setUpChatting();
    say('Hello');
    time.advance(30 * SECOND);
    const before = reads();
    await play(2 * SECOND);
    expect(reads() - before).toBeLessThanOrEqual(4);
    await play(MINUTE);
    expect([
      app.view().phase.name,
      unique(stored()),
      server.wireLog.count({ operation: 'SendMessage' }),
    ]).toEqual(['chatting', ['Hello'], 1]);
  });

  test.each([DAY, -DAY])(
    'row 65, its clock jumps by %i ms: no storm, nothing given up early, and the chat goes on',
    async (jumpMs) => {
      const { app, computer, server, kim, chatId, say, play, reads, stored } = await setUpChatting();
      stops.push(watchForSleep(computer.clock, app.session.wake));
      await play(MINUTE);
      const calm = reads();
      await play(MINUTE);
      const perMinute = reads() - calm;
      server.faults.plan({ operation: 'SendMessage' }, fault.delay({ beforeMs: 28 * SECOND }));
      say('Hello');
      await play(100);
      computer.wallOffsetMs = jumpMs;
      kim.say(chatId, 'What day is it?');
      const before = reads();
      await play(MINUTE);
      // Lively at first, since both have just written.
      expect(reads() - before).toBeLessThanOrEqual(perMinute * 5);
      expect([app.view().phase.name, app.outgoing(), stored(), said(app.lines(), 'Kim')]).toEqual([
        'chatting',
        [],
        ['Hello'],
        ['What day is it?'],
      ]);
    },
  );
});

describe('a crash', () => {
  test('row 10, with a live chat: transcript, messages and draft are back within 3 s of the start', async () => {
    const parts = await setUpChatting();
    const { server, kim, chatId, say, play, stored, posts } = parts;
    say('before');
    await play(5 * SECOND);
    server.faults.plan({ operation: 'SendMessage' }, fault.hang({ applied: true }));
    say('ok');
    say('behind it');
    parts.app.session.setDraft('not yet fini');
    await play(SECOND);
    await parts.restart();
    kim.say(chatId, 'meanwhile');
    await play(3 * SECOND);
    const app = parts.getApp();
    expect([app.view().phase.name, app.session.getDraft(), app.lines().slice(1)]).toEqual([
      'chatting',
      'not yet fini',
      ['Chris: before', 'Chris: ok', 'Kim: meanwhile', 'Chris: behind it'],
    ]);
    await play(20 * SECOND);
    expect([app.outgoing(), stored(), posts()]).toEqual([[], ['before', 'ok', 'behind it'], 3]);
  });

  test('row 11, and the server ended the chat meanwhile: its transcript is there to be read, and what was not sent', async () => {
    const parts = await setUpChatting();
    const { server, kim, chatId, say, play } = parts;
    kim.say(chatId, 'Hello');
    await play(5 * SECOND);
    server.goDown();
    say('too late');
    await play(MINUTE);
    server.comeUp();
    await parts.restart();
    await play(10 * SECOND);
    const app = parts.getApp();
    expect([app.view().phase.name, said(app.lines(), 'Kim'), app.outgoing()]).toEqual([
      'ended',
      ['Hello'],
      [['too late', 'notSent']],
    ]);
  });

  test.each(Array.from({ length: 15 }, (_, n) => n * 40))(
    'row 58, %i ms into the writing and sending of three messages: each is there once, or said not to be',
    async (ms) => {
      const parts = await setUpChatting();
      const { disk, say, play, stored } = parts;
      const texts = ['one', 'two', 'three'];
      disk.slowMs = 15;
      for (const text of texts) say(text);
      await play(ms);
      const shown = parts.app.outgoing().map(([text]) => text);
      await parts.restart();
      await play(45 * SECOND);
      const mine = stored();
      const left = parts.getApp().outgoing();
      // What was shown was on the disk before it was shown.
      expect(texts.filter((text) => mine.includes(text) || left.some(([other]) => other === text))).toEqual(
        expect.arrayContaining(shown),
      );
      expect(mine).toEqual(texts.filter((text) => mine.includes(text)));
      expect(left.filter(([text]) => mine.includes(text))).toEqual([]);
    },
  );
});
