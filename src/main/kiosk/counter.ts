import type { ChatView } from '@shared/chat';
import type { CounterView } from '@shared/counter';
import type { Log } from '../lib/log';
import type { CancelTimer, Clock } from '../lib/time';
import type { Session } from '../session/session';
import { getDueMs, next, type IdleEvent, type IdleLimits, type IdleState, type InputKind } from './idle';
import { createMarkers } from './markers';
import type { WipeReceipt, WipeReceipts } from './receipts';
import type { Verify } from './verifier';
import { wipe, type WipeStep } from './wipe';

/**
 * A counter belongs to nobody: it waits for a customer, notices when one has gone, and removes what that one has left
 * before the next one comes. Each rule has a file of its own; here they are connected.
 */
export interface Counter {
  /** Null on a desk. */
  getView(): CounterView | null;
  /** Reads how the last wipe went: a counter that was out of service stays so. To be called before the window opens. */
  load(): Promise<void>;
  /** To be called whenever the chat has changed. */
  noteChatChange(view: ChatView): void;
  noteInput(kind: InputKind): void;
  /** The session as the page may use it: not while nobody is there, and not during a wipe. */
  guard(session: Session): Session;
  /** The attract screen was touched. These four answer whether it made sense now. */
  begin(): boolean;
  /** *I need more time*. */
  giveMoreTime(): boolean;
  /** The customer is done. */
  finish(): boolean;
  /** For staff. A customer who is there loses the chat. */
  takeOutOfService(): boolean;
  /** For staff, who have looked at it: wipes once more, and goes back into service when that is clean. */
  putInService(): boolean;
  /** The latest first, also those of earlier runs. */
  getWipes(): readonly WipeReceipt[];
  /** Resolves when the last receipt is on the disk. */
  whenSaved(): Promise<void>;
}

export interface CounterOptions {
  readonly getChat: () => ChatView;
  readonly getDraft: () => string;
  readonly getLimits: () => Pick<IdleLimits, 'idleMs' | 'countdownMs'>;
  readonly steps: readonly WipeStep[];
  readonly verify: Verify;
  readonly receipts: WipeReceipts;
  readonly onChange: (view: CounterView) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** On a desk. */
export const NO_COUNTER: Counter = {
  getView: () => null,
  load: () => Promise.resolve(),
  noteChatChange: () => undefined,
  noteInput: () => undefined,
  guard: (session) => session,
  begin: () => false,
  giveMoreTime: () => false,
  finish: () => false,
  takeOutOfService: () => false,
  putInService: () => false,
  getWipes: () => [],
  whenSaved: () => Promise.resolve(),
};

/** While the customer waits for us, waiting is no sign of having left. */
function isHeldBy({ phase, agentTyping }: ChatView): boolean {
  return phase.name === 'requesting' || phase.name === 'waiting' || agentTyping !== null;
}

/** Changes whenever there is something new to see that the customer has not done. */
function getNews({ phase, items, agents, agentTyping }: ChatView): string {
  const last = items.findLast((item) => item.kind !== 'message' || item.author !== 'customer');
  return JSON.stringify([phase.name, last?.key, agents.length, agentTyping !== null]);
}

export function createCounter(options: CounterOptions): Counter {
  const { getChat, steps, verify, receipts, onChange, clock, log } = options;
  const markers = createMarkers();
  let state: IdleState = { name: 'attract' };
  let cancelTimer: CancelTimer = () => undefined;
  let news = '';
  let wasInChat = false;
  /** Null for a customer who began in an earlier run of the app, which a crash cut off. */
  let began: { readonly atMs: number; readonly monotonicMs: number } | null = null;

  function getLimits(): IdleLimits {
    return { ...options.getLimits(), nowMs: clock.monotonic(), isHeld: isHeldBy(getChat()) };
  }

  function getView(): CounterView {
    if (state.name !== 'countdown') return { name: state.name };
    const leftMs = state.endsAtMs - clock.monotonic();
    return { name: 'countdown', endsAtMs: Math.round(clock.now() + leftMs), hasNews: state.hasNews };
  }

  function dispatch(event: IdleEvent): boolean {
    const before = state;
    const step = next(state, event, getLimits());
    ({ state } = step);
    if (before.name !== state.name)
      log.info('counter', { from: before.name, cause: event.name, to: state.name });
    if (before !== state && (before.name !== state.name || state.name === 'countdown')) onChange(getView());
    // There is no other effect.
    if (step.effects.length > 0) void wipeAll();
    setTimer();
    return before !== state;
  }

  function setTimer(): void {
    cancelTimer();
    const dueMs = getDueMs(state, getLimits());
    if (dueMs === null) return;
    cancelTimer = clock.after(Math.max(0, dueMs - clock.monotonic()), () => dispatch({ name: 'timePassed' }));
  }

  function begin(): boolean {
    const isBegun = dispatch({ name: 'begun' });
    if (isBegun) began = { atMs: clock.now(), monotonicMs: clock.monotonic() };
    return isBegun;
  }

  /** Nobody has touched the attract screen: the chat is that of an earlier run, and so is all that it left. */
  function goOn(): void {
    began = null;
    markers.noteDraft(options.getDraft());
    dispatch({ name: 'begun' });
  }

  /** On the wall clock, also when that was set back meanwhile. */
  function getBeganAtMs(): number {
    if (began !== null) return Math.min(began.atMs, clock.now() - (clock.monotonic() - began.monotonicMs));
    // All that was written since the wipe before may be of this customer.
    const lastMs = receipts.getLast()?.atMs ?? 0;
    return lastMs <= clock.now() ? lastMs : 0;
  }

  async function wipeAll(): Promise<void> {
    const pieces = markers.getPieces();
    const receipt = await wipe({ steps, verify: () => verify(pieces, getBeganAtMs()), clock, log });
    // Staff will look again: for the same words, or the second look would find nothing whatever is there.
    if (receipt.result === 'clean') markers.forget();
    news = '';
    wasInChat = false;
    receipts.add(receipt);
    dispatch({ name: 'wiped', isClean: receipt.result === 'clean' });
  }

  function noteChatChange(view: ChatView): void {
    markers.noteView(view);
    const isInChat = view.phase.name !== 'idle';
    const hasLeft = wasInChat && !isInChat;
    wasInChat = isInChat;
    const nowNew = getNews(view);
    const hasNews = nowNew !== news;
    news = nowNew;
    if (hasLeft) dispatch({ name: 'finished' });
    else if (isInChat && state.name === 'attract') goOn();
    else if (hasNews) dispatch({ name: 'newsShown' });
  }

  const isOpen = () => state.name === 'inUse' || state.name === 'countdown';

  return {
    getView,
    async load() {
      await receipts.load();
      if (receipts.getLast()?.result === 'failed') state = { name: 'outOfService' };
    },
    noteChatChange,
    noteInput: (kind) => void dispatch({ name: 'input', kind }),
    guard: (session) => ({
      ...session,
      start: (form) => isOpen() && session.start(form),
      send: (text) => (isOpen() ? session.send(text) : null),
      setDraft(text) {
        if (!isOpen()) return;
        markers.noteDraft(text);
        session.setDraft(text);
        // Dictation and some input methods write without a key.
        if (state.name === 'inUse') dispatch({ name: 'input', kind: 'look' });
      },
    }),
    begin,
    giveMoreTime: () => dispatch({ name: 'moreTimeAsked' }),
    finish: () => dispatch({ name: 'finished' }),
    takeOutOfService: () => dispatch({ name: 'takenOutOfService' }),
    putInService: () => dispatch({ name: 'putInService' }),
    getWipes: receipts.getAll,
    whenSaved: receipts.whenSaved,
  };
}
