import { describe, expect, it } from 'vitest';
import { IDLE_CHAT, type ChatView } from '@shared/chat';
import type { CounterView } from '@shared/counter';
import type { TextFile } from '../lib/atomicFile';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import type { Session } from '../session/session';
import { createCounter } from './counter';
import { createWipeReceipts } from './receipts';
import type { Verdict } from './verifier';
import type { WipeStep } from './wipe';

const CHATTING: ChatView = {
  ...IDLE_CHAT,
  phase: { name: 'chatting' },
  form: { nickname: 'Chris', subject: 'My blue sofa has not arrived' },
};
const SECOND = 1000;

interface Disk {
  content: string | null;
  readonly file: TextFile;
}

function createDisk(): Disk {
  const disk: Disk = {
    content: null,
    file: {
      load: () => Promise.resolve(disk.content),
      save: (content) => {
        disk.content = content;
        return Promise.resolve();
      },
      setAside: () => Promise.resolve('aside'),
    },
  };
  return disk;
}

interface Plan {
  readonly verdict?: Verdict;
  readonly steps?: readonly WipeStep[];
  readonly disk?: Disk;
}

function setUp({ verdict = { name: 'clean' }, steps = [], disk = createDisk() }: Plan = {}) {
  const clock = createFakeClock();
  let chat: ChatView = IDLE_CHAT;
  const views: CounterView[] = [];
  const searched: (readonly string[])[] = [];
  const searchedSince: number[] = [];
  const drafts: string[] = [];
  const counter = createCounter({
    getChat: () => chat,
    getDraft: () => 'A thought not yet fini',
    getLimits: () => ({ idleMs: 60 * SECOND, countdownMs: 20 * SECOND }),
    steps: [{ name: 'chat', run: () => show(IDLE_CHAT) }, ...steps],
    verify(pieces, sinceMs) {
      searched.push(pieces);
      searchedSince.push(sinceMs);
      return Promise.resolve(verdict);
    },
    receipts: createWipeReceipts(disk.file, silentLog),
    onChange: (view) => views.push(view),
    clock,
    log: silentLog,
  });
  const session = counter.guard({
    start: () => true,
    send: () => 'id',
    setDraft: (text: string) => drafts.push(text),
  } as unknown as Session);

  function show(view: ChatView): void {
    chat = view;
    counter.noteChatChange(view);
  }

  return {
    counter,
    session,
    clock,
    show,
    views,
    searched,
    searchedSince,
    drafts,
    disk,
    name: () => counter.getView()?.name,
  };
}

describe('a counter', () => {
  it('goes from one customer to the next', async () => {
    const { counter, clock, show, views, searched } = setUp();
    counter.begin();
    show(CHATTING);
    await clock.advance(79 * SECOND);
    expect(counter.getView()).toMatchObject({ name: 'countdown', endsAtMs: clock.now() + SECOND });
    await clock.advance(SECOND);
    expect(views.map(({ name }) => name)).toEqual(['inUse', 'countdown', 'wiping', 'attract']);
    expect(searched).toEqual([['My blue sofa has not arrived']]);
    // The next customer's wipe does not look for the words of this one.
    counter.begin();
    counter.finish();
    await clock.advance(0);
    expect(searched[1]).toEqual([]);
    expect(counter.getWipes().map(({ result }) => result)).toEqual(['clean', 'clean']);
  });

  it('takes no time from somebody in the queue, and gives the full time for what an agent does', async () => {
    const { counter, clock, show, name } = setUp();
    counter.begin();
    show({ ...CHATTING, phase: { name: 'waiting', sinceMs: 0 } });
    await clock.advance(600 * SECOND);
    expect(name()).toBe('inUse');
    show(CHATTING);
    await clock.advance(50 * SECOND);
    show({ ...CHATTING, agentTyping: 'Kim' });
    await clock.advance(59 * SECOND);
    show(CHATTING);
    await clock.advance(59 * SECOND);
    expect(name()).toBe('inUse');
    await clock.advance(2 * SECOND);
    expect(name()).toBe('countdown');
  });

  it('is put right also on the screen of a chat that is over, or never came to be', async () => {
    for (const phase of [
      { name: 'failed', reason: 'busy' },
      { name: 'ended', reason: 'agent', atMs: 0 },
    ] as const) {
      const { counter, clock, show, name } = setUp();
      counter.begin();
      show({ ...CHATTING, phase });
      await clock.advance(80 * SECOND);
      expect(name()).toBe('attract');
    }
  });

  it('is wiped as soon as the customer puts the chat away', async () => {
    const { counter, clock, show, name } = setUp();
    counter.begin();
    show(CHATTING);
    show(IDLE_CHAT);
    expect(name()).toBe('wiping');
    await clock.advance(0);
    expect(name()).toBe('attract');
  });

  it('searches for a customer whose chat a crash has cut off in all that was written since the wipe before', async () => {
    const disk = createDisk();
    const before = setUp({ disk });
    await before.clock.advance(SECOND);
    before.counter.begin();
    before.counter.finish();
    await before.clock.advance(0);
    const wipedAtMs = before.counter.getWipes()[0]?.atMs;

    const again = setUp({ disk });
    await again.clock.advance(600 * SECOND);
    again.show(CHATTING);
    await again.counter.load();
    again.counter.finish();
    await again.clock.advance(0);
    expect(again.searched).toEqual([['My blue sofa has not arrived', 'A thought not yet fini']]);
    expect(again.searchedSince).toEqual([wipedAtMs]);
    // The next one has begun here.
    again.counter.begin();
    again.counter.finish();
    await again.clock.advance(0);
    expect(again.searchedSince[1]).toBe(again.clock.now());
    // Where there was no wipe before, nothing is too old.
    const first = setUp();
    first.show(CHATTING);
    first.counter.finish();
    await first.clock.advance(0);
    expect(first.searchedSince).toEqual([0]);
  });

  it('takes nothing from the page while nobody is there', () => {
    const { counter, session, drafts } = setUp();
    const form = { nickname: 'Chris', subject: 'Hello' };
    session.setDraft('Somebody else’s');
    expect([session.start(form), session.send('x')]).toEqual([false, null]);
    counter.begin();
    session.setDraft('Mine');
    expect([session.start(form), session.send('x'), drafts]).toEqual([true, 'id', ['Mine']]);
  });
});

describe('out of service', () => {
  it('goes a counter at which something was found, also after a restart, until staff puts it back', async () => {
    const found = setUp({ verdict: { name: 'found', place: 'Cookies' } });
    found.counter.begin();
    found.session.setDraft('My number is 4711');
    found.counter.finish();
    await found.clock.advance(0);
    expect([found.name(), found.counter.begin()]).toEqual(['outOfService', false]);
    expect(found.counter.getWipes()[0]).toMatchObject({ result: 'failed', place: 'Cookies' });

    found.counter.putInService();
    await found.clock.advance(0);
    expect(found.name()).toBe('outOfService');
    expect([found.searched.length, found.searched[1]]).toEqual([2, found.searched[0]]);
    expect(found.searched[0]).not.toEqual([]);

    const again = setUp({ disk: found.disk });
    await again.counter.load();
    expect(again.name()).toBe('outOfService');
    again.counter.putInService();
    await again.clock.advance(0);
    expect(again.name()).toBe('attract');
  });

  it('goes a counter of which one step failed or hung; the others have run all the same', async () => {
    const ran: string[] = [];
    const { counter, clock, name } = setUp({
      steps: [
        { name: 'clipboard', run: () => Promise.reject(new Error('locked')) },
        { name: 'page', run: () => new Promise(() => undefined) },
        { name: 'storage', run: () => void ran.push('storage') },
      ],
    });
    counter.begin();
    counter.finish();
    await clock.advance(6 * SECOND);
    expect([name(), ran, counter.getWipes()[0]?.place]).toEqual(['outOfService', ['storage'], 'clipboard']);
  });
});
