import { expect, test } from 'vitest';
import type { ProxySignInView } from '@shared/proxySignIn';
import { silentLog } from '../lib/log';
import { createProxyLoginStore, type Cipher } from './proxyLoginStore';
import { createProxySignIn } from './proxySignIn';

const PROXY = 'proxy.example.com:3128';
const LOGIN = { username: 'chris', password: 'secret' };
const OTHER = 'other.example.com:8080';
const given = (login = LOGIN, proxy = PROXY) => ({ name: 'given', proxy, ...login }) as const;
const cancelled = (proxy = PROXY) => ({ name: 'cancelled', proxy }) as const;

/** Writes a text in digits; it fails for what it has not written itself. */
const cipher: Cipher = {
  isSafe: () => true,
  encrypt: (text) => `safe:${Buffer.from(text).toString('hex')}`,
  decrypt(text) {
    if (!text.startsWith('safe:')) throw new Error('of another key store');
    return Buffer.from(text.slice('safe:'.length), 'hex').toString();
  },
};

function setUp({ mayAsk = true, isSafe = true, content = null as string | null } = {}) {
  const disk = { content };
  const file = {
    load: () => Promise.resolve(disk.content),
    save(text: string) {
      disk.content = text;
      return Promise.resolve();
    },
  };
  const store = createProxyLoginStore(file, { ...cipher, isSafe: () => isSafe }, silentLog);
  const signIn = createProxySignIn({ store, mayAsk, log: silentLog });
  const asked: (ProxySignInView | null)[] = [];
  signIn.follow((question) => asked.push(question));
  return { signIn, asked, disk };
}

test('a person is asked once; what they enter is used from then on, and after a restart', async () => {
  const { signIn, asked, disk } = setUp();
  expect([await signIn.find(PROXY, null), await signIn.find(PROXY, null)]).toEqual([null, null]);
  expect(asked).toEqual([{ proxy: PROXY, wasWrong: false, isKept: true }]);
  const settled = signIn.whenSettled();
  await signIn.answer(given());
  expect([await settled, signIn.getQuestion()]).toEqual([true, null]);
  expect(await signIn.find(PROXY, null)).toEqual(LOGIN);
  expect(disk.content).not.toContain('secret');
  expect(await setUp(disk).signIn.find(PROXY, null)).toEqual(LOGIN);
});

test('what the proxy turns down is forgotten, and asked for again with a word why', async () => {
  const { signIn, asked, disk } = setUp();
  await signIn.find(PROXY, null);
  await signIn.answer(given());
  expect(await signIn.find(PROXY, LOGIN)).toBeNull();
  expect(asked.at(-1)).toEqual({ proxy: PROXY, wasWrong: true, isKept: true });
  expect(disk.content).toBe('{}');
});

test('a request that was turned down with an old login finds the new one, and nobody is asked', async () => {
  const { signIn, asked } = setUp();
  await signIn.find(PROXY, null);
  await signIn.answer(given());
  expect(await signIn.find(PROXY, { ...LOGIN, password: 'of before' })).toEqual(LOGIN);
  expect(asked).toHaveLength(2);
});

test('who turns the question away is not asked again by itself, only on another try', async () => {
  const { signIn, asked } = setUp();
  await signIn.find(PROXY, null);
  const settled = signIn.whenSettled();
  await signIn.answer(cancelled());
  expect(await settled).toBe(false);
  await signIn.find(PROXY, null);
  expect(asked).toHaveLength(2);
  signIn.allowAsking();
  await signIn.find(PROXY, null);
  expect(asked).toHaveLength(3);
});

test('at a counter nobody is asked, and what is kept is not used', async () => {
  const { signIn, asked } = setUp({ mayAsk: false, content: `{"${PROXY}":"x"}` });
  expect(await signIn.find(PROXY, null)).toBeNull();
  expect(asked).toEqual([]);
});

test('without a safe key store the login stays in memory', async () => {
  const { signIn, asked, disk } = setUp({ isSafe: false });
  await signIn.find(PROXY, null);
  expect(asked[0]?.isKept).toBe(false);
  await signIn.answer(given());
  expect([await signIn.find(PROXY, null), disk.content]).toEqual([LOGIN, null]);
});

test.each(['not JSON', '[]', `{"${PROXY}":"of another key store"}`])(
  'what cannot be read is asked for again: %s',
  async (content) => {
    const { signIn, asked } = setUp({ content });
    expect(await signIn.find(PROXY, null)).toBeNull();
    expect(asked).toHaveLength(1);
  },
);

test('two proxies that ask at once are answered one after the other, each with its own login', async () => {
  const { signIn, asked } = setUp();
  const otherLogin = { username: 'kim', password: 'hidden' };
  await Promise.all([signIn.find(PROXY, null), signIn.find(OTHER, null), signIn.find(PROXY, null)]);
  expect(asked.map((question) => question?.proxy)).toEqual([PROXY]);
  let isSettled = false;
  const settled = signIn.whenSettled().then((wasAnswered) => {
    isSettled = true;
    return wasAnswered;
  });
  await signIn.answer(given());
  expect([asked.at(-1)?.proxy, isSettled]).toEqual([OTHER, false]);
  await signIn.answer(given(otherLogin, OTHER));
  expect([asked.at(-1), await settled]).toEqual([null, true]);
  expect([await signIn.find(PROXY, null), await signIn.find(OTHER, null)]).toEqual([LOGIN, otherLogin]);
});

test('who turns the first away is not asked by the second', async () => {
  const { signIn, asked } = setUp();
  await Promise.all([signIn.find(PROXY, null), signIn.find(OTHER, null)]);
  await signIn.answer(cancelled());
  expect(asked.map((question) => question?.proxy)).toEqual([PROXY, undefined]);
});

test('a second press that comes late is no login of the next proxy', async () => {
  const { signIn, asked, disk } = setUp();
  await Promise.all([signIn.find(PROXY, null), signIn.find(OTHER, null)]);
  await signIn.answer(given());
  await signIn.answer(given());
  expect(asked.at(-1)?.proxy).toBe(OTHER);
  expect(Object.keys(JSON.parse(disk.content ?? '') as object)).toEqual([PROXY]);
});

test('who has given one login and turns the second question away has answered', async () => {
  const { signIn } = setUp();
  await Promise.all([signIn.find(PROXY, null), signIn.find(OTHER, null)]);
  const settled = signIn.whenSettled();
  await signIn.answer(given());
  await signIn.answer(cancelled(OTHER));
  expect(await settled).toBe(true);
});
