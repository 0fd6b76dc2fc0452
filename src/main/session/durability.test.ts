import { afterEach, describe, expect, test } from 'vitest';
import { fault } from '../../simulator';
import { createFakeClock as createTime } from '../../simulator/fakeClock';
import { createVirtualServer, type VirtualServerOptions } from '../../simulator/virtual';
import { EMPTY_STORED_OUTBOX, formatRecord, parseRecord, type ChatRecord } from './chatRecord';
import { createFakeDisk, createTestApp, type TestApp, type TestAppOptions } from './testApp';
import { createTestComputer } from './testComputer';

/** What outlives the app, and what does not; what is told to the server when it goes. In simulated time. */

const form = { nickname: 'Chris', subject: 'A late parcel' };
const SECOND = 1000;
const MINUTE = 60 * SECOND;

let stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
});

function setUp(serverOptions: Partial<VirtualServerOptions> = {}) {
  const time = createTime();
  const server = createVirtualServer({ clock: time, ...serverOptions });
  const { clock, network } = createTestComputer(time, server);
  const disk = createFakeDisk();
  stops.push(() => server.stop());

  function open(options: Partial<TestAppOptions> = {}): TestApp {
    const { contactCenterId } = server;
    const app = createTestApp({ clock, network, contactCenterId, disk, ...options });
    stops.push(() => app.kill());
    return app;
  }

  return {
    server,
    disk,
    clock,
    play: time.play,
    open,
    /** A start of the app, with what an earlier run left. */
    async restart(options: Partial<TestAppOptions> = {}): Promise<TestApp> {
      const app = open(options);
      const started = app.start();
      await time.play(SECOND);
      await started;
      return app;
    },
    record: () => (disk.record === null ? null : (parseRecord(disk.record) as ChatRecord)),
    endedBy: () => server.model.chats().map(({ endedBy }) => endedBy),
    count: (operation: string) => server.wireLog.count({ operation }),
  };
}

async function setUpWaiting(options: Partial<TestAppOptions> = {}) {
  const parts = setUp();
  const app = parts.open(options);
  app.session.start(form);
  await parts.play(5 * SECOND);
  const chatId = parts.server.model.chats()[0]?.id ?? '';
  return { ...parts, app, chatId };
}

async function setUpChatting(options: Partial<TestAppOptions> = {}) {
  const parts = await setUpWaiting(options);
  const kim = parts.server.agent('Kim');
  kim.accept(parts.chatId);
  await parts.play(10 * SECOND);
  expect(parts.app.view().phase.name).toBe('chatting');
  return { ...parts, kim };
}

describe('a start of the app', () => {
  test('with nothing left shows the Start screen, and asks nothing', async () => {
    const { restart, server } = setUp();
    const app = await restart();
    expect([app.view().phase.name, server.wireLog.count()]).toEqual(['idle', 0]);
  });

  test('with a chat in the queue goes on waiting, since when it was', async () => {
    const { app, open, play } = await setUpWaiting();
    const { phase } = app.view();
    app.kill();
    const next = open();
    const started = next.start();
    await play(10);
    await started;
    expect(next.view()).toMatchObject({ phase, form, link: { name: 'catchingUp' } });
    await play(3 * SECOND);
    expect(next.view()).toMatchObject({ phase, link: { name: 'live' } });
  });

  test('with a chat in the queue that an agent has joined since shows the agent', async () => {
    const { app, restart, server, chatId, play } = await setUpWaiting();
    app.kill();
    server.agent('Kim').accept(chatId);
    const next = await restart();
    await play(3 * SECOND);
    expect(next.view()).toMatchObject({ phase: { name: 'chatting' }, agents: ['Kim'] });
  });

  test('with a chat that is over says so, with what was not sent, and when it ended', async () => {
    const { app, restart, server, kim, chatId, play, disk } = await setUpChatting();
    server.faults.plan({ operation: 'SendMessage' }, fault.loseRequest());
    app.session.send('lost');
    app.session.send('behind it');
    app.session.setDraft('not yet fini');
    await play(SECOND);
    kim.end(chatId);
    await play(20 * SECOND);
    const { phase } = app.view();
    app.kill();
    disk.written.length = 0;
    await play(MINUTE);
    const requests = server.wireLog.count();
    const next = await restart();
    expect(next.view()).toMatchObject({ phase, form, items: [] });
    expect([next.outgoing(), next.session.getDraft()]).toEqual([
      [
        ['lost', 'notConfirmed'],
        ['behind it', 'notSent'],
      ],
      'not yet fini',
    ]);
    // At no moment was it gone from the disk, and nobody was asked.
    expect([disk.written.includes(null), server.wireLog.count() - requests]).toEqual([false, 0]);
    for (const { localId } of next.view().outgoing) next.session.discard(localId);
    next.session.reset();
    await play(SECOND);
    expect(next.view().phase.name).toBe('idle');
    // What was being typed waits for the next chat, also over another crash, and leaves with it.
    next.kill();
    const last = await restart();
    expect([last.view().phase.name, last.session.getDraft()]).toEqual(['idle', 'not yet fini']);
    last.session.setDraft('');
    await play(SECOND);
    expect(disk.record).toBeNull();
  });

  test('with a chat of another server says that it is over, asks the new one nothing, and ends it when its own is back', async () => {
    const { app, restart, play, endedBy, server, disk } = await setUpChatting();
    app.kill();
    const requests = server.wireLog.count();
    const elsewhere = await restart({ serverUrl: 'http://another.test' });
    await play(20 * SECOND);
    expect(elsewhere.view().phase).toMatchObject({ name: 'ended', reason: 'gone' });
    expect([server.wireLog.count() - requests, endedBy()]).toEqual([0, [null]]);
    elsewhere.kill();
    await restart();
    await play(5 * SECOND);
    expect([endedBy(), disk.journal]).toEqual([['customer'], '[]']);
  });

  test('with a chat that is over and has nothing to show tells the server, and forgets it', async () => {
    const { app, restart, play, disk, record, endedBy } = await setUpChatting();
    app.kill();
    const left = record();
    if (left === null) throw new Error('No record');
    disk.record = formatRecord({ ...left, ended: 'customerUnconfirmed' });
    const next = await restart();
    expect(next.view().phase.name).toBe('idle');
    expect(record()).toBeNull();
    await play(5 * SECOND);
    expect(endedBy()).toEqual(['customer']);
  });

  test('while somebody was quicker leaves the new chat alone, and ends the old one', async () => {
    const { app, open, play, endedBy, server } = await setUpChatting();
    app.kill();
    const next = open();
    const resumed = next.session.resume();
    next.session.start(form);
    await resumed;
    await play(10 * SECOND);
    expect([next.view().phase.name, endedBy(), server.model.chats().length]).toEqual([
      'waiting',
      ['customer', null],
      2,
    ]);
  });

  test('that finds a clock set back does not wait since tomorrow', async () => {
    const { disk, restart, clock, server } = setUp();
    const { id } = server.model.customer.requestChat({ nickname: 'Chris', subject: '' });
    disk.record = formatRecord({
      serverUrl: 'http://virtual.test',
      form,
      chat: { id, form: 'chats', formIsGuess: false },
      sinceMs: clock.now() + 24 * 60 * MINUTE,
      hadAgent: false,
      ended: null,
      outbox: EMPTY_STORED_OUTBOX,
      draft: '',
    });
    const startedAtMs = clock.now();
    const app = await restart();
    expect(app.view().phase).toEqual({ name: 'waiting', sinceMs: startedAtMs });
  });
});

describe('what is being typed', () => {
  test('is kept while it is typed, and gone from the draft in the same write in which it is a message', async () => {
    const { app, play, disk, record } = await setUpChatting();
    app.session.setDraft('Hello');
    await play(100);
    expect(record()).toMatchObject({ draft: 'Hello', outbox: { entries: [] } });
    disk.written.length = 0;
    app.session.send('Hello');
    await play(100);
    const [first] = disk.written.map((text) => (text === null ? null : (parseRecord(text) as ChatRecord)));
    expect(first).toMatchObject({ draft: '', outbox: { entries: [{ text: 'Hello' }] } });
  });

  test('stays a draft when too many messages are waiting to take it', async () => {
    const { app, server } = await setUpChatting();
    server.goDown();
    for (let n = 0; n < 200; n += 1) app.session.send(`${n}`);
    app.session.setDraft('one too many');
    expect([app.session.send('one too many'), app.session.getDraft()]).toEqual([null, 'one too many']);
  });

  test.each([
    ['goes on to the next chat', false, 'Hello'],
    ['is forgotten with the next chat at a counter', true, ''],
  ])('%s', async (_, endsOnLeave, draft) => {
    const { app, play, kim, chatId } = await setUpChatting({ endsOnLeave });
    app.session.setDraft('Hello');
    kim.end(chatId);
    await play(20 * SECOND);
    expect(app.session.getDraft()).toBe('Hello');
    app.session.reset();
    app.session.start(form);
    expect(app.session.getDraft()).toBe(draft);
  });

  test.each([
    ['is there after a crash on the Start screen', false, 'Hello'],
    ['is for nobody after a crash of a counter without a chat', true, ''],
  ])('%s', async (_, endsOnLeave, draft) => {
    const { app, play, kim, chatId, restart, record } = await setUpChatting({ endsOnLeave });
    kim.end(chatId);
    await play(20 * SECOND);
    app.session.reset();
    app.session.setDraft('Hello');
    await play(SECOND);
    expect(record()?.draft).toBe('Hello');
    app.kill();
    const next = await restart({ endsOnLeave });
    await play(SECOND);
    expect([next.session.getDraft(), record()?.draft ?? '']).toEqual([draft, draft]);
  });
});

describe('an end', () => {
  test('is in the journal before Complete leaves, and out of it when the server has confirmed', async () => {
    const { app, server, chatId, disk, play } = await setUpChatting();
    const journals: (string | null)[] = [];
    server.wireLog.onRecorded(({ method }) => {
      if (method === 'POST') journals.push(disk.journal);
    });
    app.session.end();
    await play(2 * SECOND);
    expect(journals.map((journal) => journal?.includes(chatId))).toEqual([true]);
    expect([disk.journal, disk.record, app.view().phase]).toMatchObject([
      '[]',
      null,
      { name: 'ended', reason: 'customer' },
    ]);
  });

  test.each([0, 10, 20, 30, 50, 80, 120])(
    'that was asked for %i ms before a crash is told by the next run, and the chat not gone on with',
    async (ms) => {
      const { app, disk, play, restart, endedBy } = await setUpChatting();
      disk.slowMs = 20;
      app.session.end();
      // So much of the wish as one write takes.
      await play(ms);
      const wasKnown = disk.journal !== null || (disk.record ?? '').includes('customerUnconfirmed');
      app.kill();
      const next = await restart();
      await play(10 * SECOND);
      expect([next.view().phase.name, endedBy()]).toEqual(
        wasKnown ? ['idle', ['customer']] : ['chatting', [null]],
      );
      expect(wasKnown).toBe(ms >= 20);
    },
  );

  test('tells nobody’s name and no text to the journal', async () => {
    const { app, server, disk, play } = await setUpChatting();
    app.session.send('A text');
    await play(5 * SECOND);
    server.goDown();
    app.session.end();
    await play(MINUTE);
    expect([disk.journal?.includes('Chris'), disk.journal?.includes('text')]).toEqual([false, false]);
  });
});

describe('a request for a chat', () => {
  test('that is called off before it left is never made', async () => {
    const { open, disk, play, server } = setUp();
    const app = open();
    disk.slowMs = 100;
    app.session.start(form);
    await play(50);
    app.session.end();
    await play(MINUTE);
    expect([app.view().phase.name, server.wireLog.count(), disk.record]).toEqual(['idle', 0, null]);
  });

  test('leaves only when the disk knows of it', async () => {
    const { open, disk, play, count } = setUp();
    const app = open();
    disk.slowMs = 500;
    app.session.start(form);
    await play(490);
    expect([disk.record, count('RequestChat')]).toEqual([null, 0]);
    await play(200);
    expect([disk.record?.includes('"chat":null'), count('RequestChat')]).toEqual([true, 1]);
  });
});

test('the last word of an earlier chat’s messages takes nothing from those of the next one', async () => {
  const { app, server, play, record, kim, chatId } = await setUpChatting();
  const busy = fault.answer({ status: 429, headers: { 'Retry-After': '60' }, body: { statusCode: 4 } });
  server.faults.plan({ operation: 'SendMessage' }, busy);
  app.session.send('of the first chat');
  await play(SECOND);
  kim.end(chatId);
  await play(20 * SECOND);
  app.session.reset();
  app.session.start(form);
  await play(5 * SECOND);
  server.goDown();
  app.session.send('of the second chat');
  await play(2 * MINUTE);
  expect(record()?.outbox.entries.map(({ text }) => text)).toEqual(['of the second chat']);
});

describe('leaving', () => {
  test('an installed app keeps the chat, and the last word that was typed', async () => {
    const { app, count, play, disk, record, server } = await setUpChatting();
    disk.slowMs = 100;
    app.session.setDraft('not yet fini');
    let isLeft = false;
    void app.session.leave(3 * SECOND).then(() => (isLeft = true));
    await play(50);
    app.session.setDraft('not yet finished');
    await play(300);
    expect([isLeft, record()?.draft, count('Complete')]).toEqual([true, 'not yet finished', 0]);
    const requests = server.wireLog.count();
    await play(20 * SECOND);
    expect(server.wireLog.count() - requests).toBe(0);
  });

  test('a counter ends the chat, once', async () => {
    const { app, count, play, endedBy, disk } = await setUpChatting({ endsOnLeave: true });
    const left = app.session.leave(3 * SECOND);
    await play(SECOND);
    await left;
    await play(MINUTE);
    expect([count('Complete'), endedBy(), disk.journal]).toEqual([1, ['customer'], '[]']);
  });

  test('a counter whose server is away leaves the end to its next start', async () => {
    const { app, play, server, endedBy, restart } = await setUpChatting({ endsOnLeave: true });
    server.goDown();
    const left = app.session.leave(3 * SECOND);
    await play(4 * SECOND);
    await left;
    app.kill();
    server.comeUp();
    await restart({ endsOnLeave: true });
    await play(5 * SECOND);
    expect(endedBy()).toEqual(['customer']);
  });

  test.each([true, false])(
    'while the end waits for its next attempt makes that attempt at once, and only one (counter: %s)',
    async (endsOnLeave) => {
      const { app, count, play, server, endedBy, disk } = await setUpChatting({ endsOnLeave });
      server.faults.plan({ operation: 'Complete' }, fault.answer({ status: 500 }), { times: 3 });
      app.session.end();
      while (count('Complete') < 3) await play(100);
      await play(200);
      const left = app.session.leave(3 * SECOND);
      await play(500);
      await left;
      expect([count('Complete'), endedBy(), disk.record]).toEqual([4, ['customer'], null]);
    },
  );

  test('while a last read hangs gives it up for Complete', async () => {
    const { app, play, server, endedBy } = await setUpChatting();
    server.faults.plan({ operation: 'GetTranscript' }, fault.hang(), { times: Infinity });
    app.session.end();
    await play(200);
    const left = app.session.leave(3 * SECOND);
    await play(500);
    await left;
    expect(endedBy()).toEqual(['customer']);
  });

  test('while a chat is only being asked for leaves no record of it', async () => {
    const { open, play, disk, server } = setUp();
    const app = open();
    server.faults.plan({ operation: 'RequestChat' }, fault.hang());
    app.session.start(form);
    await play(SECOND);
    disk.slowMs = 50;
    const left = app.session.leave(3 * SECOND);
    await play(4 * SECOND);
    await left;
    expect(disk.record).toBeNull();
  });
});

describe('a sleep', () => {
  test('that was announced and never came does not end the polls', async () => {
    const { app, play, server, kim, chatId } = await setUpChatting();
    app.session.suspend();
    const requests = server.wireLog.count();
    await play(4 * SECOND);
    expect(server.wireLog.count() - requests).toBe(0);
    kim.say(chatId, 'Hello');
    await play(10 * SECOND);
    expect([app.view().link.name, app.lines().at(-1)]).toEqual(['live', 'Kim: Hello']);
  });

  test('or a waking that nobody slept before asks once more, and shows it', async () => {
    const { app, play, server, kim, chatId } = await setUpChatting();
    server.faults.plan({ operation: 'GetTranscript' }, fault.hang());
    await play(10 * SECOND);
    kim.say(chatId, 'Hello');
    app.session.wake();
    app.session.wake();
    expect(app.view().link.name).toBe('catchingUp');
    await play(3 * SECOND);
    // The poll that hung was called off, and not waited for.
    expect([app.view().link.name, app.lines().at(-1)]).toEqual(['live', 'Kim: Hello']);
  });

  test('leaves nothing behind when the chat ends during it', async () => {
    const { app, play, server } = await setUpChatting();
    app.session.suspend();
    app.session.end();
    app.session.wake();
    await play(10 * SECOND);
    const requests = server.wireLog.count();
    await play(MINUTE);
    expect([app.view().phase.name, server.wireLog.count() - requests]).toEqual(['ended', 0]);
  });
});

test('without a network the screen says so, and it is live with the first answer', async () => {
  const network = { isOnline: false };
  const { app, play, server } = await setUpChatting({ isOnline: () => network.isOnline });
  server.goDown();
  await play(10 * SECOND);
  expect(app.view().link.name).toBe('offline');
  server.comeUp();
  network.isOnline = true;
  app.session.wake();
  await play(5 * SECOND);
  expect(app.view().link.name).toBe('live');
});

test('the chat itself is looked at again and again, also when the transcript gives no reason', async () => {
  const { app, play, server, chatId, count } = await setUpChatting();
  await play(MINUTE);
  const looks = count('GetChat');
  // As a server might that ends a chat without a word in the transcript.
  server.faults.plan(
    { operation: 'GetChat', chatId },
    fault.rewrite((payload) => {
      const { chat } = payload as { chat: object };
      return { statusCode: 0, chat: { ...chat, state: 'Idle', capabilities: [] } };
    }),
  );
  await play(2 * MINUTE);
  expect([count('GetChat') > looks, app.view().phase.name]).toEqual([true, 'ended']);
});
