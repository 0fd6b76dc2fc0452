import { expect, test } from 'vitest';
import type { ChatAddress, GwsClient } from '../gws/client';
import { GwsError, type GwsErrorKind } from '../gws/errors';
import type { ChatReading, ServerChatState } from '../gws/wire';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { wait, type Clock } from '../lib/time';
import { completeChat, type CompletingOptions } from './completing';

const CHAT: ChatAddress = { id: 'c1', form: 'chats', formIsGuess: false };
const refusal = (kind: GwsErrorKind) => new GwsError(kind, 'test', { applied: 'no' });

interface Server {
  readonly livesAt?: ChatAddress['form'];
  readonly state?: ServerChatState;
  /** What the next Completes answer, before it is as the server is. */
  readonly answers?: GwsError[];
  readonly takesMs?: number;
}

function createServer(
  clock: Clock,
  { livesAt = 'chats', state = 'chatting', answers = [], takesMs = 0 }: Server,
) {
  const server = { state, asked: 0 };
  const client: Pick<GwsClient, 'complete' | 'getChat'> = {
    async complete({ form }) {
      server.asked += 1;
      await wait(clock, takesMs);
      const answer = answers.shift();
      if (answer !== undefined) throw answer;
      if (form !== livesAt) throw refusal('notFound');
      server.state = 'idle';
    },
    getChat({ form }) {
      return form === livesAt
        ? Promise.resolve({ state: server.state } as ChatReading)
        : Promise.reject(refusal('notFound'));
    },
  };
  return { server, client };
}

async function run(plan: Server, more: Partial<CompletingOptions> = {}, chat = CHAT) {
  const clock = createFakeClock();
  const { server, client } = createServer(clock, plan);
  const startedMs = clock.monotonic();
  let tookMs = 0;
  const done = completeChat(client, chat, { clock, log: silentLog, ...more }).then((isOver) => {
    tookMs = clock.monotonic() - startedMs;
    return isOver;
  });
  for (let step = 0; step < 600; step += 1) await clock.advance(100);
  return { isOver: await done, tookMs, server };
}

test('a server that confirms is believed at once', async () => {
  expect(await run({})).toMatchObject({ isOver: true, tookMs: 0, server: { asked: 1, state: 'idle' } });
});

test('a refusal is believed at once where the server says that the chat is idle', async () => {
  expect(await run({ state: 'idle', answers: [refusal('conflict')] })).toMatchObject({
    isOver: true,
    tookMs: 0,
  });
});

test.each(['notFound', 'conflict', 'rejected'] as const)(
  'one answer of %s about a chat that lives is not believed',
  async (kind) => {
    const { isOver, server } = await run({ answers: [refusal(kind)] });
    expect(isOver).toBe(true);
    expect(server).toEqual({ asked: 2, state: 'idle' });
  },
);

test('a chat that the server goes on not to know is over, after five seconds', async () => {
  const { isOver, tookMs } = await run({ livesAt: 'me/chat' });
  expect(isOver).toBe(true);
  expect(tookMs).toBeGreaterThanOrEqual(5_000);
  expect(tookMs).toBeLessThan(6_000);
});

test('a chat whose address is a guess is ended under the other form', async () => {
  const { isOver, tookMs, server } = await run({ livesAt: 'me/chat' }, {}, { ...CHAT, formIsGuess: true });
  expect({ isOver, tookMs }).toEqual({ isOver: true, tookMs: 0 });
  expect(server.state).toBe('idle');
});

test('a slow server is heard out, but not while somebody waits', async () => {
  expect((await run({ takesMs: 9_000 })).isOver).toBe(true);
  expect(await run({ takesMs: 9_000 }, { answerWithinMs: 5_000 })).toMatchObject({
    isOver: false,
    tookMs: 5_000,
  });
});

test('slow refusals do not make minutes of one attempt', async () => {
  const answers = Array.from({ length: 50 }, () => new GwsError('notFound', 'test', { applied: 'no' }));
  expect((await run({ answers, takesMs: 4_900 }, { answerWithinMs: 5_000 })).tookMs).toBeLessThan(25_000);
});

test('whoever wants to leave is not kept', async () => {
  const answers = [refusal('notFound')];
  const { isOver, tookMs } = await run({ answers }, { pause: () => Promise.resolve(true) });
  expect({ isOver, tookMs }).toEqual({ isOver: false, tookMs: 0 });
});

test('a lost answer proves nothing', async () => {
  const answers = [new GwsError('offline', 'test', { applied: 'unknown' })];
  expect(await run({ answers })).toMatchObject({ isOver: false, server: { asked: 1 } });
});
