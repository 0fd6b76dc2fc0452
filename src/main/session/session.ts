import { assertNever } from '@shared/result';
import type { ChatForm, ChatView } from '@shared/chat';
import type { ChatAddress } from '../gws/client';
import { within } from '../lib/time';
import type { Outbox } from '../outbox/outbox';
import type { OutboxState } from '../outbox/outboxTable';
import { closeConnection, type ChatConnection } from './chatConnection';
import { createChatKeeper } from './chatKeeper';
import type { ChatStore } from './chatStore';
import { createClosedOutbox } from './earlierRun';
import { createEnding } from './ending';
import { createRequesting, type RequestingOptions } from './requesting';
import { createRunningChat, type ChatPartsOptions, type RunningChat } from './runningChat';
import { next, type SessionEffect, type SessionEvent, type SessionState } from './sessionTable';
import { createTakingUp } from './takingUp';
import type { UnfinishedEnds } from './unfinishedEnds';
import { createView } from './view';
import type { WaitHistory } from './waitHistory';
import { createWaitMeter } from './waitMeter';

export type { ChatConnection } from './chatConnection';

export interface SessionOptions
  extends ChatPartsOptions, Pick<RequestingOptions, 'connect' | 'getRequestExtras'> {
  /** Where the running chat is kept over a crash or a restart; a counter keeps it in memory only. */
  readonly store: ChatStore;
  readonly ends: Pick<UnfinishedEnds, 'note' | 'confirm' | 'handOver'>;
  /** Without it, waits are neither remembered nor estimated. */
  readonly waits?: Pick<WaitHistory, 'note' | 'getUsualMinutes'>;
  /** True at a counter: whoever leaves the app leaves the chat. Elsewhere it goes on after a restart. */
  readonly endsOnLeave: boolean;
  /** Called after anything that `getView` shows has changed. */
  readonly onChange: () => void;
}

/** The chat of this app: at most one at a time. Each command answers whether it made sense now. */
export interface Session {
  getView(): ChatView;
  /** What was asked for; null while there is no chat. The view needs the answer itself, so it is not read from there. */
  getForm(): ChatForm | null;
  start(form: ChatForm): boolean;
  end(): boolean;
  reset(): boolean;
  /**
   * At a counter: the customer has gone. Everything of the chat is forgotten at once; its end is told to the server
   * in the background.
   */
  abandon(): void;
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

export function createSession(options: SessionOptions): Session {
  const { clock, log, onChange } = options;
  let state: SessionState = { name: 'idle' };
  let connection: ChatConnection | null = null;
  /** The chat that is shown, running or over. */
  let running: RunningChat | null = null;
  /** Its messages, or those of a chat that an earlier run left. */
  let outbox: Outbox | null = null;
  const waitMeter = createWaitMeter({ clock, onMeasured: (...wait) => void options.waits?.note(...wait) });
  const keeper = createChatKeeper({
    store: options.store,
    getState: () => state,
    getAddress: () => running?.live.getAddress() ?? null,
    clock,
    onChange,
  });
  const ending = createEnding({
    ...options,
    whenWishKept: keeper.whenSaved,
    onCompleted: () => handle({ name: 'completed', atMs: clock.now() }),
    onFailed() {
      handle({ name: 'completeFailed', atMs: clock.now() });
      return state.name === 'ended';
    },
  });
  const requesting = createRequesting({
    ...options,
    onConnected(connected) {
      connection = connected;
      keeper.setServer(connected);
      // Should the app die now, the next run must know that a chat may have been started.
      return keeper.save();
    },
    onCreated: (chat) => handle({ name: 'chatCreated', chat, atMs: clock.now() }),
    onFailed: (reason) => handle({ name: 'startFailed', reason }),
    // No agent should wait for somebody who has left.
    onUnwanted: ending.endUnseen,
  });
  const takeUp = createTakingUp({
    connect: requesting.connect,
    keeper,
    ending,
    forgetsDraft: options.endsOnLeave,
    clock,
    log,
    onGoesOn(connected, leftover, form) {
      connection = connected;
      handle({ ...leftover, name: 'resumed', form });
      running?.live.noteAway();
    },
    onUnclear: (form) => handle({ name: 'foundUnclear', form }),
    onOver(leftover, form) {
      if (handle({ ...leftover, name: 'foundOver', form })) showUnsent();
    },
  });

  function handle(event: SessionEvent): boolean {
    const step = next(state, event);
    const changed = step.state !== state;
    waitMeter.noteStep(state.name, step.state.name, event.name);
    if (changed) log.info('session', { from: state.name, cause: event.name, to: step.state.name });
    state = step.state;
    for (const effect of step.effects) run(effect);
    if (changed) {
      void keeper.save();
      onChange();
    }
    return changed;
  }

  function run(effect: SessionEffect): void {
    switch (effect.name) {
      case 'requestChat':
        requesting.request(effect.form);
        return;
      case 'abandonRequest':
        requesting.abandon();
        connection = null;
        return;
      case 'startPolling':
        startPolling(effect.chat);
        return;
      case 'stopPolling':
        running?.fallSilent();
        return;
      case 'complete':
        if (connection !== null && running !== null)
          ending.attempt(connection, running.live, effect.failures);
        return;
      case 'completeUnseen':
        ending.cancel();
        running?.stop();
        if (connection !== null && running !== null)
          void ending.endUnseen(connection, running.live.getAddress());
        connection = null;
        return;
      case 'leaveChat':
        ending.cancel();
        running?.stop();
        if (connection !== null) void closeConnection(connection, log);
        connection = null;
        return;
      case 'forgetConversation':
        running = null;
        outbox = null;
        keeper.forgetMessages();
        return;
      default:
        assertNever(effect);
    }
  }

  function startPolling(chat: ChatAddress): void {
    if (connection === null) return;
    const started = createRunningChat({
      ...options,
      chat,
      client: connection.client,
      restored: keeper.getOutbox(),
      persist: keepOutboxOf(() => started.outbox),
      onAgentSeen: () => handle({ name: 'agentSeen' }),
      onIdle: () => handle({ name: 'foundIdle', atMs: clock.now() }),
      onGone: () => handle({ name: 'foundGone', atMs: clock.now() }),
    });
    running = started;
    ({ outbox } = started);
    started.start();
  }

  /** Only the chat that is shown is kept: the last word of an earlier one must not take its place. */
  function keepOutboxOf(getOwner: () => Outbox): (changed: OutboxState) => Promise<void> {
    return (changed) => (getOwner() === outbox ? keeper.keepOutbox(changed) : Promise.resolve());
  }

  /** The messages of a chat that is over: to be read, copied and discarded. */
  function showUnsent(): void {
    const unsent = createClosedOutbox(
      options,
      keeper.getOutbox(),
      keepOutboxOf(() => unsent),
    );
    outbox = unsent;
    unsent.close();
  }

  /** The chat while it takes commands. */
  function getRunning(): RunningChat | null {
    return state.name === 'waiting' || state.name === 'chatting' ? running : null;
  }

  /** Resolves when the end has been told, or when there is none to tell. */
  function finish(): Promise<void> {
    if (state.name === 'ending') return ending.hurry();
    const left = getRunning();
    if (left === null || connection === null) return Promise.resolve();
    if (!options.endsOnLeave) {
      left.rest();
      return Promise.resolve();
    }
    left.fallSilent();
    return ending.endUnseen(connection, left.live.getAddress());
  }

  return {
    getView: () =>
      createView({
        state,
        running,
        outgoing: outbox?.getMessages() ?? [],
        isKept: keeper.isKept(),
        getUsualWaitMinutes: (atMs) => options.waits?.getUsualMinutes(atMs) ?? null,
      }),
    getForm: () => (state.name === 'idle' ? null : state.form),
    start: (form) => handle({ name: 'startAsked', form }),
    end: () => handle({ name: 'endAsked' }),
    reset() {
      const isReset = handle({ name: 'resetAsked' });
      // At a counter the next chat is somebody else's.
      if (isReset && options.endsOnLeave) keeper.setDraft('');
      return isReset;
    },
    abandon() {
      handle({ name: 'abandoned' });
      keeper.setDraft('');
    },
    send(text) {
      const chat = getRunning();
      if (chat === null || chat.isFull()) return null;
      keeper.takeSent(text);
      return chat.send(text);
    },
    resend(localId) {
      const chat = getRunning();
      chat?.outbox.resend(localId);
      return chat !== null;
    },
    discard(localId) {
      outbox?.discard(localId);
      return outbox !== null;
    },
    setTyping: (isTyping) => getRunning()?.setTyping(isTyping) ?? false,
    setDraft: keeper.setDraft,
    getDraft: keeper.getDraft,
    whenSaved: keeper.whenSaved,
    async resume() {
      const record = await keeper.load();
      if (record === null) return;
      if (state.name === 'idle') await takeUp(record);
      // Somebody was quicker, and has a new chat already.
      else if (record.chat !== null) await ending.endLater(record, record.chat);
      await keeper.save();
    },
    suspend() {
      waitMeter.drop();
      getRunning()?.suspend();
    },
    wake: () => getRunning()?.wake(),
    async leave(withinMs) {
      // A chat that is only being asked for is ended as soon as it comes.
      if (state.name === 'requesting') handle({ name: 'endAsked' });
      await within(clock, withinMs, Promise.all([requesting.whenSettled(), finish()]));
      await keeper.whenSaved();
    },
  };
}
