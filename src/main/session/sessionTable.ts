import { assertNever } from '@shared/result';
import type { ChatForm, EndReason, StartFailure } from '@shared/chat';
import type { ChatAddress } from '../gws/client';

/** The life of a chat as a table: `next(state, event) -> { state, effects }`. Nothing here waits, asks or sends. */

export type SessionState =
  /** No chat. */
  | { readonly name: 'idle' }
  /** RequestChat is on its way. */
  | { readonly name: 'requesting'; readonly form: ChatForm }
  /** In the queue; no agent has joined yet. */
  | {
      readonly name: 'waiting';
      readonly form: ChatForm;
      readonly chat: ChatAddress;
      readonly sinceMs: number;
    }
  /** An agent has joined at least once. */
  | { readonly name: 'chatting'; readonly form: ChatForm; readonly chat: ChatAddress }
  /** The customer asked for the end, which the server has not confirmed yet. */
  | {
      readonly name: 'ending';
      readonly form: ChatForm;
      readonly chat: ChatAddress;
      /** How many times Complete has failed. */
      readonly failures: number;
      readonly hadAgent: boolean;
    }
  /** Over; the transcript stays to be read. */
  | { readonly name: 'ended'; readonly form: ChatForm; readonly reason: EndReason; readonly atMs: number }
  /** No chat came to be; the form is kept. */
  | { readonly name: 'failed'; readonly form: ChatForm; readonly reason: StartFailure };

export type SessionEvent =
  | { readonly name: 'startAsked'; readonly form: ChatForm }
  /** An earlier run of the app left a chat that may still live. */
  | {
      readonly name: 'resumed';
      readonly form: ChatForm;
      readonly chat: ChatAddress;
      readonly sinceMs: number;
      readonly hadAgent: boolean;
    }
  /** An earlier run of the app left a chat that is over, with something unsent in it. */
  | { readonly name: 'foundOver'; readonly form: ChatForm; readonly reason: EndReason; readonly atMs: number }
  /** An earlier run of the app ended while its request for a chat was on its way. */
  | { readonly name: 'foundUnclear'; readonly form: ChatForm }
  | { readonly name: 'chatCreated'; readonly chat: ChatAddress; readonly atMs: number }
  | { readonly name: 'startFailed'; readonly reason: StartFailure }
  | { readonly name: 'agentSeen' }
  /** The server says that the chat is over. */
  | { readonly name: 'foundIdle'; readonly atMs: number }
  /** The server does not know the chat any more. */
  | { readonly name: 'foundGone'; readonly atMs: number }
  | { readonly name: 'endAsked' }
  | { readonly name: 'completed'; readonly atMs: number }
  | { readonly name: 'completeFailed'; readonly atMs: number }
  | { readonly name: 'resetAsked' }
  /** At a counter: the customer has gone, whatever was going on. */
  | { readonly name: 'abandoned' };

export type SessionEffect =
  | { readonly name: 'requestChat'; readonly form: ChatForm }
  /** Nobody waits for the chat that was asked for; should it still come, it is ended. */
  | { readonly name: 'abandonRequest' }
  | { readonly name: 'startPolling'; readonly chat: ChatAddress }
  | { readonly name: 'stopPolling' }
  /** Complete without anybody who waits for it; what fails goes on in the background. */
  | { readonly name: 'completeUnseen' }
  /** `failures` sets how long to wait first. */
  | { readonly name: 'complete'; readonly chat: ChatAddress; readonly failures: number }
  /** Cookies, connections and timers of the chat go; the outbox closes. */
  | { readonly name: 'leaveChat' }
  /** The transcript and the outbox are emptied. */
  | { readonly name: 'forgetConversation' };

export interface SessionStep {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

/** Complete is tried this often before the customer is told that the server could not be reached. */
export const COMPLETE_ATTEMPTS = 4;

/** An event that means nothing in a state leaves it as it is: answers may come late. */
export function next(state: SessionState, event: SessionEvent): SessionStep {
  switch (event.name) {
    case 'startAsked':
      return start(state, event.form);
    case 'resumed':
      return resume(state, event);
    case 'foundOver':
      return state.name === 'idle'
        ? step({ name: 'ended', form: event.form, reason: event.reason, atMs: event.atMs })
        : stay(state);
    case 'foundUnclear':
      return state.name === 'idle'
        ? step({ name: 'failed', form: event.form, reason: 'unclear' })
        : stay(state);
    case 'chatCreated':
      return enterQueue(state, event.chat, event.atMs);
    case 'startFailed':
      return state.name === 'requesting'
        ? step({ name: 'failed', form: state.form, reason: event.reason }, { name: 'leaveChat' })
        : stay(state);
    case 'agentSeen':
      return state.name === 'waiting'
        ? step({ name: 'chatting', form: state.form, chat: state.chat })
        : stay(state);
    case 'foundIdle':
      return endByServer(state, 'agent', event.atMs);
    case 'foundGone':
      return endByServer(state, 'gone', event.atMs);
    case 'endAsked':
      return askForEnd(state);
    case 'completed':
      return state.name === 'ending'
        ? end(state.form, state.hadAgent ? 'customer' : 'leftQueue', event.atMs)
        : stay(state);
    case 'completeFailed':
      return retryComplete(state, event.atMs);
    case 'resetAsked':
      return reset(state);
    case 'abandoned':
      return abandon(state);
    default:
      return assertNever(event);
  }
}

function step(state: SessionState, ...effects: SessionEffect[]): SessionStep {
  return { state, effects };
}

function stay(state: SessionState): SessionStep {
  return { state, effects: [] };
}

function end(form: ChatForm, reason: EndReason, atMs: number): SessionStep {
  return step({ name: 'ended', form, reason, atMs }, { name: 'stopPolling' }, { name: 'leaveChat' });
}

function start(state: SessionState, form: ChatForm): SessionStep {
  const mayStart = state.name === 'idle' || state.name === 'failed';
  return mayStart
    ? step({ name: 'requesting', form }, { name: 'forgetConversation' }, { name: 'requestChat', form })
    : stay(state);
}

function resume(state: SessionState, event: Extract<SessionEvent, { name: 'resumed' }>): SessionStep {
  if (state.name !== 'idle') return stay(state);
  const { form, chat, sinceMs, hadAgent } = event;
  return step(hadAgent ? { name: 'chatting', form, chat } : { name: 'waiting', form, chat, sinceMs }, {
    name: 'startPolling',
    chat,
  });
}

function enterQueue(state: SessionState, chat: ChatAddress, atMs: number): SessionStep {
  return state.name === 'requesting'
    ? step({ name: 'waiting', form: state.form, chat, sinceMs: atMs }, { name: 'startPolling', chat })
    : stay(state);
}

function endByServer(state: SessionState, reason: EndReason, atMs: number): SessionStep {
  return state.name === 'waiting' || state.name === 'chatting' ? end(state.form, reason, atMs) : stay(state);
}

function askForEnd(state: SessionState): SessionStep {
  if (state.name === 'requesting') return step({ name: 'idle' }, { name: 'abandonRequest' });
  if (state.name !== 'waiting' && state.name !== 'chatting') return stay(state);
  const { form, chat } = state;
  return step(
    { name: 'ending', form, chat, failures: 0, hadAgent: state.name === 'chatting' },
    { name: 'stopPolling' },
    { name: 'complete', chat, failures: 0 },
  );
}

function retryComplete(state: SessionState, atMs: number): SessionStep {
  if (state.name !== 'ending') return stay(state);
  const failures = state.failures + 1;
  if (failures >= COMPLETE_ATTEMPTS) return end(state.form, 'customerUnconfirmed', atMs);
  return step({ ...state, failures }, { name: 'complete', chat: state.chat, failures });
}

function reset(state: SessionState): SessionStep {
  return state.name === 'ended' || state.name === 'failed'
    ? step({ name: 'idle' }, { name: 'forgetConversation' })
    : stay(state);
}

function abandon(state: SessionState): SessionStep {
  const gone: SessionState = { name: 'idle' };
  switch (state.name) {
    case 'idle':
      return stay(state);
    case 'requesting':
      return step(gone, { name: 'abandonRequest' }, { name: 'forgetConversation' });
    case 'waiting':
    case 'chatting':
    case 'ending':
      return step(gone, { name: 'stopPolling' }, { name: 'completeUnseen' }, { name: 'forgetConversation' });
    case 'ended':
    case 'failed':
      return step(gone, { name: 'forgetConversation' });
    default:
      return assertNever(state);
  }
}
