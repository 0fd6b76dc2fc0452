import { expect, test } from 'vitest';
import type { TranscriptEntry, TranscriptEntryKind } from '@shared/chat';
import type { GwsClient } from '../gws/client';
import type { ChatReading } from '../gws/wire';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { SECOND } from '../lib/time';
import { createLiveChat } from './liveChat';

const KIM = { id: '2', nickname: 'Kim', kind: 'agent' } as const;
const ALL = ['SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification', 'Complete'];

/** A chat that is polled once a second; answers in which seconds the chat resource was asked for. */
function setUp({ capabilities = ALL }: { capabilities?: string[] } = {}) {
  const clock = createFakeClock();
  const entries: TranscriptEntry[] = [];
  const looksAtSecond: number[] = [];
  const client: Pick<GwsClient, 'getChat' | 'getTranscript'> = {
    getTranscript: (_chat, fromIndex) =>
      Promise.resolve({ entries: entries.filter(({ index }) => index >= fromIndex), unreadable: 0 }),
    getChat: () => {
      looksAtSecond.push(clock.monotonic() / SECOND);
      const reading: ChatReading = {
        state: 'chatting',
        capabilities: new Set(capabilities),
        participants: [KIM],
      };
      return Promise.resolve(reading);
    },
  };
  const live = createLiveChat({
    chat: { id: 'a', form: 'chats', formIsGuess: false },
    client: client as GwsClient,
    outbox: { noteTranscriptRead() {}, noteTranscriptRestarted() {}, findDelivered: () => undefined },
    getIntervalMs: () => SECOND,
    isOnline: () => true,
    clock,
    log: silentLog,
    onChange() {},
    onAgentSeen() {},
    onSendAllowed() {},
    onIdle() {},
    onGone() {},
    readAgainSoon() {},
  });
  const agent = (kind: TranscriptEntryKind) => {
    entries.push({ index: entries.length + 1, kind, from: KIM, text: '', sentAtMs: null });
  };
  async function pollFor(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      await live.poll(new AbortController().signal);
      await clock.advance(SECOND);
    }
  }
  return { live, agent, pollFor, looksAtSecond };
}

test('the chat resource is looked at now and then, and at once when somebody comes', async () => {
  const { agent, pollFor, looksAtSecond } = setUp();
  agent('joined');
  await pollFor(60);
  agent('joined');
  await pollFor(2);
  expect(looksAtSecond).toEqual([0, 40, 60]);
});

test('while the agent types and writes, nothing but news is asked for', async () => {
  const { agent, pollFor, looksAtSecond } = setUp();
  agent('joined');
  await pollFor(10);
  for (const kind of ['typingStarted', 'text', 'text'] as const) {
    agent(kind);
    await pollFor(20);
  }
  expect(looksAtSecond).toEqual([0]);
  await pollFor(40);
  expect(looksAtSecond).toEqual([0, 90]);
});

test('while nothing may be sent, the chat resource is looked at more often', async () => {
  const { agent, pollFor, looksAtSecond } = setUp({ capabilities: [] });
  agent('joined');
  await pollFor(40);
  expect(looksAtSecond).toEqual([0, 15, 30]);
});

test('the phase follows who did what last, and ends in quiet', async () => {
  const { live, agent, pollFor } = setUp();
  agent('joined');
  await pollFor(2);
  agent('typingStarted');
  await pollFor(5);
  expect(live.getPhase()).toEqual({ name: 'agentTyping', sinceMs: 5 * SECOND });
  agent('text');
  await pollFor(3);
  expect(live.getPhase()).toEqual({ name: 'agentWrote', sinceMs: 3 * SECOND });
  live.noteActivity();
  expect(live.getPhase()).toEqual({ name: 'customerWrote', sinceMs: 0 });
  await pollFor(130);
  expect(live.getPhase().name).toBe('quiet');
});
