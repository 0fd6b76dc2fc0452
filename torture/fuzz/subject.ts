import type { ChatAbilities, ConversationItem, OutgoingMessage } from '@shared/chat';
import { createGwsClient, type ChatAddress, type GwsClient } from '../../src/main/gws/client';
import { GwsError } from '../../src/main/gws/errors';
import { createTransport, type GwsTransport } from '../../src/main/gws/transport';
import type { ChatReading, TranscriptReading } from '../../src/main/gws/wire';
import type { Log } from '../../src/main/lib/log';
import type { Clock } from '../../src/main/lib/time';
import { createOutbox, type Outbox } from '../../src/main/outbox/outbox';
import type { SendOutcome } from '../../src/main/outbox/outboxTable';
import type { PollOutcome } from '../../src/main/polling/poller';
import { toSendOutcome, toStartFailure } from '../../src/main/session/failureReason';
import { createLiveChat, type LiveChat } from '../../src/main/session/liveChat';
import { createContactCenter, type ContactCenter } from '../../src/simulator/contactCenter';
import type { ApiAnswer, ApiRequest } from '../../src/simulator/api';
import { createFakeClock } from '../../src/simulator/fakeClock';
import type { Random } from '../../src/simulator/random';
import { freezeDeeply } from './freeze';
import { isBodyless } from './oracle';
import type { Arrival } from './malformedAnswer';

/** A chat with a past, of which one answer after the other can be spoiled; all of it the app's own parts. */
export interface Subject {
  readonly client: GwsClient;
  readonly address: ChatAddress;
  /** Asks once as the poller does. `chatToo`: the chat resource as well. */
  poll(chatToo: boolean): Promise<PollOutcome>;
  send(text: string): Promise<SendOutcome>;
  /** A local change, and what the server makes of it: the chat goes on. */
  goOn(random: Random): void;
  look(): Look;
  /** What the chat was taken for since it was last asked: over, or gone. */
  takeEnd(): 'idle' | 'gone' | null;
  /** True when the chat is over at the server, or on the screen. */
  isOver(): boolean;
  isIdleAtServer(): boolean;
  /** What the parts found worth an error line, and what they tried to do to frozen things. */
  readonly errors: readonly string[];
  /** How much computing the last exchange took, from the arrival of its last byte to the end of all work with it. */
  readonly workMs: () => number;
  /** The last readings, frozen. */
  readonly readings: { transcript: TranscriptReading | null; chat: ChatReading | null };
  close(): Promise<void>;
}

/** All that a bad answer must leave as it is. */
export interface Look {
  readonly items: readonly ConversationItem[];
  readonly agents: readonly string[];
  readonly typing: string | null;
  readonly abilities: ChatAbilities;
  readonly outgoing: readonly OutgoingMessage[];
  readonly address: ChatAddress;
}

/** Spoils the answer to a request, or leaves it alone. */
export type Spoiler = (request: ApiRequest, answer: ApiAnswer) => Arrival | null;

function toResponse(arrival: Exclude<Arrival, { thrown: unknown }>): Response {
  const { status, headers, body, breaksAfter } = arrival;
  if (isBodyless(status)) return new Response(null, { status, headers });
  if (breaksAfter === undefined) return new Response(body, { status, headers });
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(body.slice(0, breaksAfter));
      controller.error(new Error('net::ERR_CONTENT_LENGTH_MISMATCH'));
    },
  });
  return new Response(broken, { status, headers });
}

export interface SubjectOptions {
  readonly random: Random;
  readonly spoil: Spoiler;
}

export async function createSubject({ random, spoil }: SubjectOptions): Promise<Subject> {
  const center = createContactCenter({ silenceLimitMs: null }, createFakeClock(), createIds());
  const clock = createPromptClock();
  const errors: string[] = [];
  let arrivedMs = 0;
  let workMs = 0;
  let isOver = false;
  let end: 'idle' | 'gone' | null = null;
  const log: Log = {
    debug() {},
    info() {},
    warn() {},
    error: (event, fields) => errors.push(`${event}: ${String(fields?.['error'])}`),
  };
  const transport = openTransport(center, clock, log, spoil, () => (arrivedMs = getCpuMs()));
  const plain = createGwsClient(transport, 'auto');
  const readings: Subject['readings'] = { transcript: null, chat: null };
  const client: GwsClient = {
    ...plain,
    requestChat: (...parts) => timed(plain.requestChat(...parts)),
    sendMessage: (...parts) => timed(plain.sendMessage(...parts)),
    complete: (...parts) => timed(plain.complete(...parts)),
    startTyping: (...parts) => timed(plain.startTyping(...parts)),
    getTranscript: async (...parts) =>
      (readings.transcript = freezeDeeply(await plain.getTranscript(...parts))),
    getChat: async (...parts) => (readings.chat = freezeDeeply(await plain.getChat(...parts))),
  };

  async function timed<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work;
    } finally {
      workMs = getCpuMs() - arrivedMs;
    }
  }

  const chat = center.model.customer.requestChat({ nickname: 'Chris', subject: 'A late parcel' });
  const address: ChatAddress = { id: chat.id, form: 'chats', formIsGuess: false };
  const outbox = createTestOutbox(clock, log);
  const live = createLiveChat({
    chat: address,
    client,
    outbox,
    getIntervalMs: () => 1000,
    isOnline: () => true,
    clock,
    log,
    onChange: () => undefined,
    onAgentSeen: () => undefined,
    onSendAllowed: () => outbox.open(),
    onIdle: () => noteEnd('idle'),
    onGone: () => noteEnd('gone'),
    readAgainSoon: () => undefined,
  });
  if (random() < 0.8) center.agent('Kim').accept(chat.id);

  function isIdleAtServer(): boolean {
    return center.model.findChat(chat.id)?.state === 'Idle';
  }

  function noteEnd(taken: 'idle' | 'gone'): void {
    isOver = true;
    end = taken;
  }

  async function send(text: string): Promise<SendOutcome> {
    try {
      await client.sendMessage(address, text);
      return { name: 'accepted' };
    } catch (error) {
      if (!(error instanceof GwsError)) throw error;
      toStartFailure(error);
      return toSendOutcome(error, 1, random);
    }
  }

  return {
    client,
    address,
    async poll(chatToo) {
      clock.advance(200);
      if (chatToo) live.readChatSoon();
      return timed(live.poll(new AbortController().signal));
    },
    send,
    goOn: (choice) => goOn(center, chat.id, outbox, choice),
    look: () => lookAt(live, outbox),
    takeEnd() {
      const taken = end;
      end = null;
      return taken;
    },
    isOver: () => isOver || isIdleAtServer(),
    isIdleAtServer,
    errors,
    workMs: () => workMs,
    readings,
    async close() {
      live.stop();
      center.stop();
      await transport.close();
    },
  };
}

function openTransport(
  center: ContactCenter,
  clock: Clock,
  log: Log,
  spoil: Spoiler,
  onArrival: () => void,
): GwsTransport {
  return createTransport({
    serverUrl: 'http://center.test',
    contactCenterId: center.contactCenterId,
    extraHeaders: {},
    userAgent: 'Counterline/torture',
    openSession: () => ({
      async fetch(url, { method, headers, body }) {
        const { pathname, search } = new URL(url);
        const lowerCased = headers.map(([name, value]) => [name.toLowerCase(), value]);
        const request: ApiRequest = {
          method,
          path: `${pathname}${search}`,
          headers: Object.fromEntries(lowerCased) as Record<string, string>,
          body: body ?? '',
        };
        const answer = center.api(request);
        const spoilt = spoil(request, answer);
        onArrival();
        if (spoilt === null) return new Response(answer.body, answer);
        if ('thrown' in spoilt) throw spoilt.thrown;
        return toResponse(spoilt);
      },
      close: () => Promise.resolve(),
    }),
    clock,
    log,
  });
}

function lookAt(live: LiveChat, outbox: Outbox): Look {
  return {
    items: live.getItems(),
    agents: live.getAgents(),
    typing: live.getAgentTyping(),
    abilities: live.getAbilities(),
    outgoing: outbox.getMessages(),
    address: live.getAddress(),
  };
}

/** Messages in every state; those that leave are settled by what the transcript says, not by an answer. */
function createTestOutbox(clock: Clock, log: Log): Outbox {
  let lastId = 0;
  return createOutbox({
    send: () => Promise.resolve({ name: 'unknown' }),
    readSoon: () => undefined,
    onChange: () => undefined,
    persist: (state) => {
      freezeDeeply(state);
      return Promise.resolve();
    },
    newId: () => `m${(lastId += 1)}`,
    clock,
    log,
  });
}

const SAYINGS = ['ok', 'ok', 'A question', 'caf\u00e9', 'a < b & c', 'two\nlines'] as const;

function goOn(center: ContactCenter, chatId: string, outbox: Outbox, random: Random): void {
  const kim = center.agent('Kim');
  const isKimThere = center.model.findChat(chatId)?.participants.some(({ nickname }) => nickname === 'Kim');
  const saying = SAYINGS[Math.floor(random() * SAYINGS.length)] ?? 'ok';
  const kind = random();
  if (kind < 0.3) {
    if (outbox.count() < 100) outbox.add(saying);
  } else if (kind < 0.6) center.model.customer.sendMessage(chatId, saying);
  else if (isKimThere !== true) center.agent('Kim').accept(chatId);
  else if (kind < 0.8) kim.say(chatId, saying);
  else if (kind < 0.95) kim.startTyping(chatId);
  else kim.leave(chatId);
}

/** Computing time: on a busy machine the clock on the wall says little about the work done. */
function getCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Short waits are over at once; deadlines never come. */
function createPromptClock(): Clock & { advance(ms: number): void } {
  let elapsedMs = 0;
  return {
    now: () => 1_700_000_000_000 + elapsedMs,
    monotonic: () => elapsedMs,
    after(delayMs, callback) {
      if (delayMs > 1000) return () => undefined;
      const turn = setImmediate(callback);
      return () => clearImmediate(turn);
    },
    advance(ms) {
      elapsedMs += ms;
    },
  };
}

function createIds(): () => string {
  let last = 0;
  return () => `00000000-0000-4000-8000-${String((last += 1)).padStart(12, '0')}`;
}
