import { assertNever, refuse, succeed, type Result } from '@shared/result';
import { IDLE_CHAT, type ChatForm, type ChatPhase, type ChatView, type StartFailure } from '@shared/chat';
import type { ChatAddress, ChatRequest, GwsClient } from '../gws/client';
import { GwsError } from '../gws/errors';
import { getBackoffMs } from '../lib/backoff';
import type { Log } from '../lib/log';
import { SECOND, type CancelTimer, type Clock } from '../lib/time';
import type { Outbox, OutboxOptions } from '../outbox/outbox';
import { restoreOutbox, type OutboxState, type SendOutcome } from '../outbox/outboxTable';
import type { Poller, PollerOptions } from '../polling/poller';
import type { PollingPhase } from '../polling/schedule';
import {
  EMPTY_STORED_OUTBOX,
  fromStoredOutbox,
  toStoredOutbox,
  type ChatRecord,
  type StoredOutbox,
} from './chatRecord';
import type { ChatStore } from './chatStore';
import { isEndedAlready, toSendOutcome, toStartFailure } from './failureReason';
import { createLiveChat, type LiveChat } from './liveChat';
import { next, type SessionEffect, type SessionEvent, type SessionState } from './sessionTable';
import { createTypingNotifier, type TypingNotifier } from './typing';
import type { UnfinishedEnds } from './unfinishedEnds';

/** The line to the server for one chat: its own cookies and connections, which go with the chat. */
export interface ChatConnection {
  /** Tells the chats of one server from those of another. */
  readonly serverUrl: string;
  readonly client: GwsClient;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Null while no server is configured. */
  readonly connect: () => ChatConnection | null;
  /** What goes along with RequestChat besides the form. */
  readonly getRequestExtras: () => Pick<ChatRequest, 'endpoint' | 'userData'>;
  readonly createPoller: (options: Pick<PollerOptions, 'ask' | 'getIntervalMs'>) => Poller;
  readonly createOutbox: (
    options: Pick<OutboxOptions, 'send' | 'readSoon' | 'onChange' | 'persist' | 'restored'>,
  ) => Outbox;
  readonly getIntervalMs: (phase: PollingPhase) => number;
  /** Where the running chat is kept over a crash or a restart; a counter keeps it in memory only. */
  readonly store: ChatStore;
  readonly ends: Pick<UnfinishedEnds, 'note' | 'confirm' | 'handOver'>;
  /** True at a counter: whoever leaves the app leaves the chat. Elsewhere it goes on after a restart. */
  readonly endsOnLeave: boolean;
  /** See `FreshnessOptions`. */
  readonly isOnline: () => boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Called after anything that `getView` shows has changed. */
  readonly onChange: () => void;
}

/** The chat of this app: at most one at a time. Each command answers whether it made sense now. */
export interface Session {
  getView(): ChatView;
  start(form: ChatForm): boolean;
  end(): boolean;
  reset(): boolean;
  /** Answers the message's local id, or null where there is no chat to send it in. */
  send(text: string): string | null;
  resend(localId: string): boolean;
  discard(localId: string): boolean;
  setTyping(typing: boolean): boolean;
  /** What is being typed, kept so that it survives the page and the app. */
  setDraft(text: string): void;
  getDraft(): string;
  /** Resolves when everything so far is on the disk. */
  whenSaved(): Promise<void>;
  /** Goes on with what an earlier run of the app left. */
  resume(): Promise<void>;
  /** The computer goes to sleep: no request is begun that it would cut. */
  suspend(): void;
  /** The computer is awake again, or the network is back. */
  wake(): void;
  /** For leaving the app: keeps the chat, or ends it as far as the server can be reached within `withinMs`. */
  leave(withinMs: number): Promise<void>;
}

/** How long the last read before the end may take, so that leaving stays quick. */
const LAST_READ_MS = 3 * SECOND;
/** Complete is harmless to repeat, so that one without an answer is not waited for as long as any other write. */
const COMPLETE_WITHIN_MS = 5 * SECOND;
const WAKE_MIN_MS = 0.5 * SECOND;
const WAKE_MAX_MS = 3 * SECOND;
/** Bounds what a page could pile up; no person has this many messages waiting. */
const MAX_WAITING_MESSAGES = 200;

export function createSession(options: SessionOptions): Session {
  const { clock, random, log, onChange } = options;
  let state: SessionState = { name: 'idle' };
  let connection: ChatConnection | null = null;
  let live: LiveChat | null = null;
  let poller: Poller | null = null;
  let outbox: Outbox | null = null;
  let typing: TypingNotifier | null = null;
  let cancelComplete: CancelTimer = () => undefined;
  let sendFailures = 0;
  /** Changes with every request for a chat, so that a late answer is known for what it is. */
  let requestNumber = 0;
  /** Settles when the last request for a chat has, and, if nobody waited for its chat, when that has been ended. */
  let requestSettled: Promise<void> = Promise.resolve();
  /** The server of the chat that is shown. */
  let serverUrl = '';
  let storedOutbox: StoredOutbox = EMPTY_STORED_OUTBOX;
  let draft = '';
  let saved: Promise<void> = Promise.resolve();

  function handle(event: SessionEvent): boolean {
    const step = next(state, event);
    const changed = step.state !== state;
    if (changed) log.info('session', { from: state.name, cause: event.name, to: step.state.name });
    state = step.state;
    for (const effect of step.effects) run(effect);
    if (changed) {
      void save();
      onChange();
    }
    return changed;
  }

  /** What has to outlive a crash in the present state; null for nothing. */
  function createRecord(): ChatRecord | null {
    const kept = { serverUrl, outbox: storedOutbox, draft };
    const isUnsent = storedOutbox.entries.length > 0 || draft.trim() !== '';
    switch (state.name) {
      case 'idle':
      case 'failed':
        return null;
      case 'requesting':
        return { ...kept, form: state.form, chat: null, sinceMs: clock.now(), hadAgent: false, ended: null };
      case 'waiting':
      case 'chatting': {
        const hadAgent = state.name === 'chatting';
        const sinceMs = state.name === 'waiting' ? state.sinceMs : clock.now();
        const chat = live?.getAddress() ?? state.chat;
        return { ...kept, form: state.form, chat: { ...chat }, sinceMs, hadAgent, ended: null };
      }
      // Its end is in the journal of ends; here only what was not sent is kept.
      case 'ending':
      case 'ended': {
        if (!isUnsent) return null;
        const ended = state.name === 'ended' ? state.reason : 'customerUnconfirmed';
        return { ...kept, form: state.form, chat: null, sinceMs: clock.now(), hadAgent: true, ended };
      }
      default:
        return assertNever(state);
    }
  }

  function save(): Promise<void> {
    saved = options.store.save(createRecord());
    return saved;
  }

  function persistOutbox(changed: OutboxState): Promise<void> {
    storedOutbox = toStoredOutbox(changed);
    return save();
  }

  function run(effect: SessionEffect): void {
    switch (effect.name) {
      case 'requestChat':
        requestSettled = requestChat(effect.form);
        return;
      case 'abandonRequest':
        requestNumber += 1;
        connection = null;
        return;
      case 'startPolling':
        startPolling(effect.chat);
        return;
      case 'stopPolling':
        poller?.stop();
        typing?.stop();
        // Nothing may be sent once Complete is on its way.
        outbox?.close();
        return;
      case 'complete':
        cancelComplete = clock.after(
          effect.failures === 0 ? 0 : getBackoffMs(effect.failures, random),
          () => void complete(effect.chat, effect.failures === 0),
        );
        return;
      case 'leaveChat':
        leaveChat();
        return;
      case 'forgetConversation':
        live = null;
        outbox = null;
        storedOutbox = EMPTY_STORED_OUTBOX;
        draft = '';
        return;
      default:
        assertNever(effect);
    }
  }

  function closeConnection(closing: ChatConnection): void {
    closing.close().catch((error: unknown) => log.warn('connection did not close', { error }));
  }

  function leaveChat(): void {
    cancelComplete();
    live?.stop();
    poller = null;
    typing = null;
    if (connection !== null) closeConnection(connection);
    connection = null;
  }

  function connect(): Result<ChatConnection, StartFailure> {
    try {
      const connected = options.connect();
      return connected === null ? refuse('notConfigured') : succeed(connected);
    } catch (error) {
      log.error('no connection could be made', { error });
      return refuse('unreachable');
    }
  }

  async function requestChat(form: ChatForm): Promise<void> {
    requestNumber += 1;
    const number = requestNumber;
    const connected = connect();
    if (!connected.ok) {
      handle({ name: 'startFailed', reason: connected.error });
      return;
    }
    const requesting = connected.value;
    connection = requesting;
    serverUrl = requesting.serverUrl;
    try {
      // Should the app die now, the next run must know that a chat may have been started.
      await save();
      const chat = await requesting.client.requestChat({ ...form, ...options.getRequestExtras() });
      if (number === requestNumber) handle({ name: 'chatCreated', chat, atMs: clock.now() });
      else await endAbandoned(requesting, chat);
    } catch (error) {
      log.warn('chat could not be started', { error });
      if (number === requestNumber) {
        handle({
          name: 'startFailed',
          reason: error instanceof GwsError ? toStartFailure(error) : 'serverTrouble',
        });
      } else closeConnection(requesting);
    }
  }

  /** Nobody waits for this chat any more. No agent should wait for somebody who has left. */
  async function endAbandoned(abandoned: ChatConnection, chat: ChatAddress): Promise<void> {
    await options.ends.note(abandoned.serverUrl, chat);
    try {
      await abandoned.client.complete(chat);
      await options.ends.confirm(chat.id);
    } catch (error) {
      log.warn('abandoned chat could not be ended yet', { error });
      options.ends.handOver(chat.id);
    } finally {
      closeConnection(abandoned);
    }
  }

  function startPolling(chat: ChatAddress): void {
    if (connection === null) return;
    const { client } = connection;
    sendFailures = 0;
    const sending = options.createOutbox({
      send: (text) => sendMessage(client, text),
      readSoon: () => poller?.nudge(),
      onChange,
      persist: persistOutbox,
      restored: restoreOutbox(fromStoredOutbox(storedOutbox), clock.monotonic()),
    });
    const started = createLiveChat({
      chat,
      client,
      outbox: sending,
      getIntervalMs: options.getIntervalMs,
      isOnline: options.isOnline,
      clock,
      log,
      onChange,
      onAgentSeen: () => handle({ name: 'agentSeen' }),
      onSendAllowed: () => {
        if (isRunning()) sending.open();
      },
      onIdle: () => handle({ name: 'foundIdle', atMs: clock.now() }),
      onGone: () => handle({ name: 'foundGone', atMs: clock.now() }),
      readAgainSoon: () => poller?.nudge(),
    });
    outbox = sending;
    live = started;
    typing = createTypingNotifier({
      sendStart: () => void tellTyping(() => client.startTyping(started.getAddress())),
      sendStop: () => void tellTyping(() => client.stopTyping(started.getAddress())),
      clock,
    });
    poller = options.createPoller({
      ask: (signal) => started.poll(signal),
      getIntervalMs: () => options.getIntervalMs(started.getPhase()),
    });
    poller.start();
  }

  async function sendMessage(client: GwsClient, text: string): Promise<SendOutcome> {
    const current = live;
    if (current === null) return { name: 'rejected', reason: 'chatOver' };
    try {
      await client.sendMessage(current.getAddress(), text);
      sendFailures = 0;
      current.noteActivity();
      return { name: 'accepted' };
    } catch (error) {
      if (!(error instanceof GwsError)) throw error;
      log.warn('message not confirmed', { error });
      sendFailures += 1;
      const outcome = toSendOutcome(error, sendFailures, random);
      if (outcome.name === 'rejected') current.readChatSoon();
      return outcome;
    }
  }

  /** Typing is told once and never again: late news of it would be wrong. */
  async function tellTyping(tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      log.debug('typing not told', { error });
    }
  }

  async function pollBriefly(ending: LiveChat): Promise<void> {
    const controller = new AbortController();
    const cancelDeadline = clock.after(LAST_READ_MS, () => controller.abort());
    await ending.poll(controller.signal);
    cancelDeadline();
  }

  async function completeInTime(client: GwsClient, chat: ChatAddress): Promise<void> {
    let cancelDeadline: CancelTimer = () => undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      cancelDeadline = clock.after(COMPLETE_WITHIN_MS, () =>
        reject(new GwsError('timeout', 'Complete was not answered in time', { applied: 'unknown' })),
      );
    });
    try {
      await Promise.race([client.complete(chat), deadline]);
    } finally {
      cancelDeadline();
    }
  }

  async function complete(chat: ChatAddress, readFirst: boolean): Promise<void> {
    if (connection === null || live === null) return;
    const { client, serverUrl: endingAt } = connection;
    const ending = live;
    // Noted before the first attempt: should the app die now, the next run ends the chat.
    if (readFirst) await options.ends.note(endingAt, ending.getAddress());
    // What the agent wrote since the last poll can be read now, or never.
    if (readFirst && ending.getLink().name === 'live') await pollBriefly(ending);
    try {
      await completeInTime(client, { ...chat, form: ending.getAddress().form });
      confirmEnd(chat);
    } catch (error) {
      log.warn('chat could not be ended', { error });
      if (isEndedAlready(error)) confirmEnd(chat);
      else noteCompleteFailed(chat);
    }
  }

  function confirmEnd(chat: ChatAddress): void {
    void options.ends.confirm(chat.id);
    handle({ name: 'completed', atMs: clock.now() });
  }

  function noteCompleteFailed(chat: ChatAddress): void {
    handle({ name: 'completeFailed', atMs: clock.now() });
    // The customer is not kept waiting any longer; the end itself is.
    if (state.name === 'ended') options.ends.handOver(chat.id);
  }

  async function completeLeaving(): Promise<void> {
    if (connection === null || live === null || (!isRunning() && state.name !== 'ending')) return;
    const { client, serverUrl: endingAt } = connection;
    const chat = live.getAddress();
    run({ name: 'stopPolling' });
    await options.ends.note(endingAt, chat);
    try {
      await client.complete(chat);
      await options.ends.confirm(chat.id);
    } catch (error) {
      log.warn('chat could not be ended while leaving', { error });
    }
  }

  /** What an earlier run left may be a chat that goes on, one that is over, or a request without an answer. */
  function takeUp(record: ChatRecord): void {
    const { form, chat, sinceMs, hadAgent } = record;
    storedOutbox = record.outbox;
    ({ draft, serverUrl } = record);
    const connected = connect();
    const isSameServer = connected.ok && connected.value.serverUrl === record.serverUrl;
    if (chat !== null && isSameServer) {
      connection = connected.value;
      handle({ name: 'resumed', form, chat, sinceMs, hadAgent });
      live?.noteAway();
      return;
    }
    if (connected.ok) closeConnection(connected.value);
    if (chat === null && record.ended === null) handle({ name: 'foundUnclear', form });
    else foundOver(record);
  }

  function foundOver({ form, ended, outbox: left, draft: unsent }: ChatRecord): void {
    if (left.entries.length === 0 && unsent.trim() === '') return;
    const over = options.createOutbox({
      send: () => Promise.resolve({ name: 'rejected', reason: 'chatOver' }),
      readSoon: () => undefined,
      onChange,
      persist: persistOutbox,
      restored: restoreOutbox(fromStoredOutbox(left), clock.monotonic()),
    });
    over.close();
    outbox = over;
    handle({ name: 'foundOver', form, reason: ended ?? 'gone', atMs: clock.now() });
  }

  function isRunning(): boolean {
    return state.name === 'waiting' || state.name === 'chatting';
  }

  function getPhase(): ChatPhase {
    switch (state.name) {
      case 'waiting':
        return { name: 'waiting', sinceMs: state.sinceMs };
      case 'ended':
        return { name: 'ended', reason: state.reason, atMs: state.atMs };
      case 'failed':
        return { name: 'failed', reason: state.reason };
      case 'idle':
      case 'requesting':
      case 'chatting':
      case 'ending':
        return { name: state.name };
      default:
        return assertNever(state);
    }
  }

  return {
    getView() {
      const running = isRunning() && live !== null ? live : null;
      return {
        phase: getPhase(),
        form: state.name === 'idle' ? null : state.form,
        items: live?.getItems() ?? [],
        outgoing: outbox?.getMessages() ?? [],
        agents: running?.getAgents() ?? [],
        agentTyping: running?.getAgentTyping() ?? null,
        abilities: running?.getAbilities() ?? IDLE_CHAT.abilities,
        link: running?.getLink() ?? IDLE_CHAT.link,
        isKept: options.store.isSaved(),
      };
    },
    start: (form) => handle({ name: 'startAsked', form }),
    end: () => handle({ name: 'endAsked' }),
    reset: () => handle({ name: 'resetAsked' }),
    send(text) {
      if (!isRunning() || outbox === null) return null;
      if (outbox.count() >= MAX_WAITING_MESSAGES) return null;
      typing?.set(false);
      // What is in the outbox is no draft any more, also if the page dies before it can say so.
      if (draft.startsWith(text)) draft = draft.slice(text.length);
      return outbox.add(text);
    },
    resend(localId) {
      if (!isRunning() || outbox === null) return false;
      outbox.resend(localId);
      return true;
    },
    discard(localId) {
      if (outbox === null) return false;
      outbox.discard(localId);
      return true;
    },
    setTyping(isTyping) {
      if (!isRunning() || typing === null || live?.getAbilities().typing !== true) return false;
      typing.set(isTyping);
      return true;
    },
    setDraft(text) {
      if (text === draft) return;
      draft = text;
      if (state.name !== 'idle') void save();
    },
    getDraft: () => draft,
    whenSaved: () => saved,
    async resume() {
      const record = await options.store.load();
      if (record === null || state.name !== 'idle') return;
      takeUp(record);
      await save();
    },
    suspend() {
      if (isRunning()) poller?.stop();
    },
    wake() {
      if (!isRunning()) return;
      live?.noteAway();
      // Spread: a building full of computers wakes in the same second.
      clock.after(WAKE_MIN_MS + random() * (WAKE_MAX_MS - WAKE_MIN_MS), () => {
        if (!isRunning()) return;
        poller?.start();
        poller?.nudge();
      });
    },
    async leave(withinMs) {
      if (!options.endsOnLeave && state.name !== 'requesting' && state.name !== 'ending') {
        poller?.stop();
        await saved;
        return;
      }
      // A chat that is only being asked for is ended as soon as it comes.
      if (state.name === 'requesting') handle({ name: 'endAsked' });
      let cancelDeadline: CancelTimer = () => undefined;
      const deadline = new Promise<void>((resolve) => {
        cancelDeadline = clock.after(withinMs, resolve);
      });
      await Promise.race([Promise.all([requestSettled, completeLeaving()]), deadline]);
      cancelDeadline();
    },
  };
}
