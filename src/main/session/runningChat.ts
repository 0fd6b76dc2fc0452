import type { ChatAddress, GwsClient } from '../gws/client';
import type { Log } from '../lib/log';
import { SECOND, type CancelTimer, type Clock } from '../lib/time';
import type { Outbox, OutboxOptions } from '../outbox/outbox';
import type { OutboxState } from '../outbox/outboxTable';
import type { Poller, PollerOptions } from '../polling/poller';
import type { PollingPhase } from '../polling/schedule';
import { createLiveChat, type LiveChat, type LiveChatOptions } from './liveChat';
import { createSending } from './sending';

/** How the parts of a chat are made; the session hands these on from whoever built it. */
export interface ChatPartsOptions {
  readonly createPoller: (options: Pick<PollerOptions, 'ask' | 'getIntervalMs'>) => Poller;
  readonly createOutbox: (
    options: Pick<OutboxOptions, 'send' | 'readSoon' | 'onChange' | 'persist' | 'restored'>,
  ) => Outbox;
  readonly getIntervalMs: (phase: PollingPhase) => number;
  /** See `FreshnessOptions`. */
  readonly isOnline: () => boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onChange: () => void;
}

export interface RunningChatOptions
  extends ChatPartsOptions, Pick<LiveChatOptions, 'onAgentSeen' | 'onIdle' | 'onGone'> {
  readonly chat: ChatAddress;
  readonly client: GwsClient;
  readonly restored: OutboxState;
  readonly persist: (state: OutboxState) => Promise<void>;
}

/** The moving parts of one chat: polls, messages, typing. They start together and stop together. */
export interface RunningChat {
  readonly live: LiveChat;
  readonly outbox: Outbox;
  start(): void;
  /** True while so many messages wait that no further one is taken. */
  isFull(): boolean;
  /** Answers the local id of the message. */
  send(text: string): string;
  setTyping(typing: boolean): boolean;
  /** No poll until `wake`; messages stay as they are. */
  suspend(): void;
  /** What was under way before a sleep is called off, and the transcript is read anew. */
  wake(): void;
  /** The app is about to quit, and the chat goes on in its next run. */
  rest(): void;
  /** For good: from now on nothing is asked or sent, since Complete is on its way or the chat is over. */
  fallSilent(): void;
  /** Ends what is left of it: timers, and answers that may still come. */
  stop(): void;
}

const WAKE_MIN_MS = 0.5 * SECOND;
const WAKE_MAX_MS = 3 * SECOND;
/** A sleep that was announced and never came, or whose end nobody told, must not be the end of the polls. */
const AWAKE_AFTER_ALL_MS = 5 * SECOND;
/** Bounds what a page could pile up; no person has this many messages waiting. */
const MAX_WAITING_MESSAGES = 200;

export function createRunningChat(options: RunningChatOptions): RunningChat {
  const { chat, client, createOutbox, createPoller, getIntervalMs, clock, random, log, onChange } = options;
  let isSilent = false;
  let cancelWake: CancelTimer = () => undefined;
  const outbox = createOutbox({
    send: (text) => sending.send(text),
    readSoon: () => poller.nudge(),
    onChange,
    persist: options.persist,
    restored: options.restored,
  });
  const live = createLiveChat({
    chat,
    client,
    outbox,
    getIntervalMs,
    isOnline: options.isOnline,
    clock,
    log,
    onChange,
    onAgentSeen: options.onAgentSeen,
    onSendAllowed: () => {
      if (!isSilent) outbox.open();
    },
    onIdle: options.onIdle,
    onGone: options.onGone,
    readAgainSoon: () => poller.nudge(),
  });
  const sending = createSending({ client, live, clock, random, log });
  const poller = createPoller({
    ask: (signal) => live.poll(signal),
    getIntervalMs: () => getIntervalMs(live.getPhase()),
  });

  function rest(): void {
    cancelWake();
    poller.stop();
  }

  /** Spread: a building full of computers wakes in the same second. */
  function wake(): void {
    rest();
    if (isSilent) return;
    live.noteAway();
    cancelWake = clock.after(WAKE_MIN_MS + random() * (WAKE_MAX_MS - WAKE_MIN_MS), poller.start);
  }

  return {
    live,
    outbox,
    start: poller.start,
    isFull: () => outbox.count() >= MAX_WAITING_MESSAGES,
    send(text) {
      sending.typing.set(false);
      return outbox.add(text);
    },
    setTyping(isTyping) {
      if (!live.getAbilities().typing) return false;
      sending.typing.set(isTyping);
      return true;
    },
    suspend() {
      rest();
      cancelWake = clock.after(AWAKE_AFTER_ALL_MS, wake);
    },
    wake,
    rest,
    fallSilent() {
      isSilent = true;
      rest();
      sending.typing.stop();
      outbox.close();
    },
    stop: live.stop,
  };
}
