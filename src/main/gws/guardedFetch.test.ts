import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { createGuardedFetch, FetchFault, type NetRequest, type SessionPurpose } from './guardedFetch';

type Answer = (url: string, request: NetRequest) => Promise<Response>;

const never: Answer = () => new Promise(() => undefined);
const ok: Answer = () => Promise.resolve(new Response('{}'));

/** A guard over network sessions whose answers the test decides. */
function setUp(answer: Answer, purpose: SessionPurpose = 'read') {
  const clock = createFakeClock();
  const requests: NetRequest[] = [];
  const sessions = { opened: 0, closed: 0 };
  const behaviour = { answer };
  const guarded = createGuardedFetch({
    purpose,
    openSession: () => {
      sessions.opened += 1;
      return {
        fetch: (url, request) => {
          requests.push(request);
          return behaviour.answer(url, request);
        },
        close: () => {
          sessions.closed += 1;
          return Promise.resolve();
        },
      };
    },
    deadlineMs: 1000,
    maxAnswerBytes: 1000,
    clock,
    log: silentLog,
  });
  /** The outcome, in a word or two, once there is one. */
  function ask(init: RequestInit = {}): { outcome: string } {
    const asked = { outcome: 'pending' };
    const request = new Request('http://server.test/', { headers: { ContactCenterId: 'c' }, ...init });
    guarded.fetch(request).then(
      async (response) => (asked.outcome = `${response.status} ${await response.text()}`),
      (error: unknown) => (asked.outcome = error instanceof FetchFault ? error.kind : String(error)),
    );
    return asked;
  }
  return { clock, guarded, requests, sessions, behaviour, ask };
}

const endless = () =>
  new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(300)) }));

test('an answer comes back whole, and its exchange is over', async () => {
  const { clock, ask, requests } = setUp(() => Promise.resolve(new Response('{"a":1}', { status: 404 })));
  const asked = ask();
  await clock.advance(10);
  expect({ ...asked, aborted: requests[0]?.signal.aborted, pending: clock.pending() }).toEqual({
    outcome: '404 {"a":1}',
    aborted: true,
    pending: 0,
  });
});

test('nothing is cached, no redirect followed, no login or cookie of the stack used', async () => {
  const { clock, ask, requests } = setUp(ok);
  ask();
  await clock.advance(0);
  const { cache, redirect, credentials } = requests[0] ?? {};
  expect({ cache, redirect, credentials }).toEqual({
    cache: 'no-store',
    redirect: 'error',
    credentials: 'omit',
  });
});

test.each([
  ['write', 'close'],
  ['read', null],
] as const)('a %s has the connection header %s', async (purpose, expected) => {
  const { clock, ask, requests } = setUp(ok, purpose);
  ask({ method: 'POST', body: '{}' });
  await clock.advance(0);
  expect(new Headers(requests[0]?.headers).get('connection')).toBe(expected);
});

test('a request that the header policy forbids does not leave', async () => {
  const { clock, ask, requests } = setUp(ok);
  const asked = ask({ headers: { ContactCenterId: 'c', Authorization: 'Basic x' } });
  await clock.advance(0);
  expect({ ...asked, requests }).toEqual({
    outcome: 'GwsError: A request with an Authorization header was stopped',
    requests: [],
  });
});

describe('the deadline', () => {
  test.each<[string, Answer]>([
    ['without any answer', never],
    ['with a body that never ends', () => Promise.resolve(new Response(new ReadableStream()))],
  ])('ends an exchange %s', async (_name, answer) => {
    const { clock, ask, requests } = setUp(answer);
    const asked = ask();
    await clock.advance(999);
    expect(asked.outcome).toBe('pending');
    await clock.advance(1);
    expect([asked.outcome, requests[0]?.signal.aborted]).toEqual(['deadline', true]);
  });

  test('three in a row bring a new session; an answer in between forgives', async () => {
    const { clock, ask, sessions, behaviour } = setUp(never);
    for (const answer of [never, never, ok, never, never]) {
      behaviour.answer = answer;
      ask();
      await clock.advance(1000);
    }
    expect(sessions).toEqual({ opened: 1, closed: 0 });
    ask();
    await clock.advance(1000);
    expect(sessions).toEqual({ opened: 2, closed: 1 });
    behaviour.answer = ok;
    const asked = ask();
    await clock.advance(0);
    expect(asked.outcome).toBe('200 {}');
  });
});

test('a network stack whose process has died brings a new session at once, any other failure does not', async () => {
  const { clock, ask, sessions, behaviour } = setUp(() =>
    Promise.reject(new Error('net::ERR_CONNECTION_RESET')),
  );
  ask();
  await clock.advance(0);
  expect(sessions).toEqual({ opened: 1, closed: 0 });
  behaviour.answer = () => Promise.reject(new Error('net::ERR_FAILED'));
  ask();
  await clock.advance(0);
  expect(sessions).toEqual({ opened: 2, closed: 1 });
  behaviour.answer = ok;
  const asked = ask();
  await clock.advance(0);
  expect(asked.outcome).toBe('200 {}');
  expect(sessions).toEqual({ opened: 2, closed: 1 });
});

test('two requests that fail with the network stack bring one new session, not two', async () => {
  const { clock, ask, sessions } = setUp(() => Promise.reject(new Error('net::ERR_FAILED')));
  ask();
  ask();
  await clock.advance(0);
  expect(sessions).toEqual({ opened: 2, closed: 1 });
});

test('an answer that is too long is cut off', async () => {
  const { clock, ask, requests } = setUp(() => Promise.resolve(endless()));
  const asked = ask();
  await clock.advance(0);
  expect([asked.outcome, requests[0]?.signal.aborted]).toEqual(['tooLarge', true]);
});

test('an answer of exactly the largest size is taken', async () => {
  const { clock, ask } = setUp(() => Promise.resolve(new Response('x'.repeat(1000))));
  const asked = ask();
  await clock.advance(0);
  expect(asked.outcome).toBe(`200 ${'x'.repeat(1000)}`);
});

test('of the head only what is read comes through, however many headers there are', async () => {
  const headers = new Headers({ 'content-type': 'application/json', 'retry-after': '7' });
  for (let n = 0; n < 10_000; n += 1) headers.set(`x-header-${n}`, '1');
  for (let n = 0; n < 200; n += 1) headers.append('set-cookie', `c${n}=1`);
  const { guarded } = setUp(() => Promise.resolve(new Response('{}', { headers })));
  const response = await guarded.fetch(
    new Request('http://server.test/', { headers: { ContactCenterId: 'c' } }),
  );
  expect([...new Set(response.headers.keys())]).toEqual(['content-type', 'retry-after', 'set-cookie']);
  expect(response.headers.getSetCookie()).toHaveLength(50);
});

describe('calling off', () => {
  test('ends the exchange at once', async () => {
    const { clock, ask, requests } = setUp(never);
    const controller = new AbortController();
    const asked = ask({ signal: controller.signal });
    controller.abort();
    await clock.advance(0);
    expect([asked.outcome, requests[0]?.signal.aborted, clock.pending()]).toEqual(['cancelled', true, 0]);
  });

  test('before the beginning counts too', async () => {
    const { clock, ask } = setUp(never);
    const asked = ask({ signal: AbortSignal.abort() });
    await clock.advance(0);
    expect(asked.outcome).toBe('cancelled');
  });

  test('by closing ends every exchange, and closes the session', async () => {
    const { clock, ask, guarded, sessions } = setUp(never);
    const both = [ask(), ask()];
    await clock.advance(0);
    await guarded.close();
    await clock.advance(0);
    expect([both.map(({ outcome }) => outcome), sessions]).toEqual([
      ['cancelled', 'cancelled'],
      { opened: 1, closed: 1 },
    ]);
  });
});

describe('an error outside every promise', () => {
  test('fails the one open exchange at once', async () => {
    const { clock, ask, guarded } = setUp(never);
    const asked = ask();
    await clock.advance(0);
    guarded.noteStrayError(new RangeError('init["status"]'));
    await clock.advance(0);
    expect([asked.outcome, guarded.countOpen()]).toEqual(['stray', 0]);
  });

  test('with two open could be either, so that both wait for their deadline', async () => {
    const { clock, ask, guarded } = setUp(never);
    const both = [ask(), ask()];
    await clock.advance(0);
    guarded.noteStrayError('anything');
    await clock.advance(999);
    expect(both.map(({ outcome }) => outcome)).toEqual(['pending', 'pending']);
    await clock.advance(1);
    expect(both.map(({ outcome }) => outcome)).toEqual(['deadline', 'deadline']);
  });
});

test('a late outcome of an exchange that was given up disturbs nobody', async () => {
  const late: ((error: Error) => void)[] = [];
  const { clock, ask, behaviour } = setUp(() => new Promise((_resolve, reject) => late.push(reject)));
  const asked = ask();
  await clock.advance(1000);
  late[0]?.(new Error('late'));
  behaviour.answer = ok;
  const nextAsked = ask();
  await clock.advance(0);
  expect([asked.outcome, nextAsked.outcome]).toEqual(['deadline', '200 {}']);
});
