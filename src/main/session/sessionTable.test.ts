import { describe, expect, test } from 'vitest';
import type { ChatAddress } from '../gws/client';
import {
  COMPLETE_ATTEMPTS,
  next,
  type SessionEvent,
  type SessionState,
  type SessionStep,
} from './sessionTable';

const form = { nickname: 'Chris', subject: 'A late parcel' };
const otherForm = { nickname: 'Robin', subject: 'Another' };
const chat: ChatAddress = { id: 'c1', form: 'chats', formIsGuess: false };
const otherChat: ChatAddress = { ...chat, id: 'c2' };

const STATES = {
  idle: { name: 'idle' },
  requesting: { name: 'requesting', form },
  waiting: { name: 'waiting', form, chat, sinceMs: 1 },
  chatting: { name: 'chatting', form, chat },
  ending: { name: 'ending', form, chat, failures: 0, hadAgent: true },
  ended: { name: 'ended', form, reason: 'agent', atMs: 2 },
  failed: { name: 'failed', form, reason: 'unreachable' },
} as const satisfies Record<SessionState['name'], SessionState>;

const EVENTS = {
  startAsked: { name: 'startAsked', form: otherForm },
  resumed: { name: 'resumed', form: otherForm, chat: otherChat, sinceMs: 9, hadAgent: false },
  foundOver: { name: 'foundOver', form: otherForm, reason: 'gone', atMs: 9 },
  foundUnclear: { name: 'foundUnclear', form: otherForm },
  chatCreated: { name: 'chatCreated', chat: otherChat, atMs: 9 },
  startFailed: { name: 'startFailed', reason: 'busy' },
  agentSeen: { name: 'agentSeen' },
  foundIdle: { name: 'foundIdle', atMs: 9 },
  foundGone: { name: 'foundGone', atMs: 9 },
  endAsked: { name: 'endAsked' },
  completed: { name: 'completed', atMs: 9 },
  completeFailed: { name: 'completeFailed', atMs: 9 },
  resetAsked: { name: 'resetAsked' },
  abandoned: { name: 'abandoned' },
} as const satisfies Record<SessionEvent['name'], SessionEvent>;

const LEAVING = [{ name: 'stopPolling' }, { name: 'leaveChat' }] as const;
const ENDING = [{ name: 'stopPolling' }, { name: 'complete', chat, failures: 0 }] as const;
const startOver: SessionStep = {
  state: { name: 'requesting', form: otherForm },
  effects: [{ name: 'forgetConversation' }, { name: 'requestChat', form: otherForm }],
};
const forget: SessionStep = { state: { name: 'idle' }, effects: [{ name: 'forgetConversation' }] };
const walkAway: SessionStep = {
  state: { name: 'idle' },
  effects: [{ name: 'stopPolling' }, { name: 'completeUnseen' }, { name: 'forgetConversation' }],
};

/** Every pair that means something. All others leave the state as it is. */
const TABLE: Partial<Record<SessionState['name'], Partial<Record<SessionEvent['name'], SessionStep>>>> = {
  idle: {
    startAsked: startOver,
    resumed: {
      state: { name: 'waiting', form: otherForm, chat: otherChat, sinceMs: 9 },
      effects: [{ name: 'startPolling', chat: otherChat }],
    },
    foundOver: { state: { name: 'ended', form: otherForm, reason: 'gone', atMs: 9 }, effects: [] },
    foundUnclear: { state: { name: 'failed', form: otherForm, reason: 'unclear' }, effects: [] },
  },
  requesting: {
    chatCreated: {
      state: { name: 'waiting', form, chat: otherChat, sinceMs: 9 },
      effects: [{ name: 'startPolling', chat: otherChat }],
    },
    startFailed: { state: { name: 'failed', form, reason: 'busy' }, effects: [{ name: 'leaveChat' }] },
    endAsked: { state: { name: 'idle' }, effects: [{ name: 'abandonRequest' }] },
    abandoned: {
      state: { name: 'idle' },
      effects: [{ name: 'abandonRequest' }, { name: 'forgetConversation' }],
    },
  },
  waiting: {
    agentSeen: { state: { name: 'chatting', form, chat }, effects: [] },
    foundIdle: { state: { name: 'ended', form, reason: 'agent', atMs: 9 }, effects: LEAVING },
    foundGone: { state: { name: 'ended', form, reason: 'gone', atMs: 9 }, effects: LEAVING },
    endAsked: { state: { name: 'ending', form, chat, failures: 0, hadAgent: false }, effects: ENDING },
    abandoned: walkAway,
  },
  chatting: {
    foundIdle: { state: { name: 'ended', form, reason: 'agent', atMs: 9 }, effects: LEAVING },
    foundGone: { state: { name: 'ended', form, reason: 'gone', atMs: 9 }, effects: LEAVING },
    endAsked: { state: { name: 'ending', form, chat, failures: 0, hadAgent: true }, effects: ENDING },
    abandoned: walkAway,
  },
  ending: {
    completed: { state: { name: 'ended', form, reason: 'customer', atMs: 9 }, effects: LEAVING },
    completeFailed: {
      state: { name: 'ending', form, chat, failures: 1, hadAgent: true },
      effects: [{ name: 'complete', chat, failures: 1 }],
    },
    abandoned: walkAway,
  },
  ended: { resetAsked: forget, abandoned: forget },
  failed: { startAsked: startOver, resetAsked: forget, abandoned: forget },
};

const names = <Name extends string>(table: Record<Name, unknown>) => Object.keys(table) as Name[];

describe.each(names(STATES))('%s', (stateName) => {
  const state = STATES[stateName];
  test.each(names(EVENTS))('%s', (eventName) => {
    const expected = TABLE[stateName]?.[eventName];
    const step = next(state, EVENTS[eventName]);
    expect(step).toEqual(expected ?? { state, effects: [] });
    // The runner takes the same object for "nothing changed".
    if (expected === undefined) expect(step.state).toBe(state);
  });
});

test('a chat that was ended in the queue says so', () => {
  expect(next({ ...STATES.ending, hadAgent: false }, EVENTS.completed).state).toMatchObject({
    reason: 'leftQueue',
  });
});

test('Complete is tried a few times, then the customer is told that it is not confirmed', () => {
  let step: SessionStep = { state: STATES.ending, effects: [] };
  const effects: string[] = [];
  for (let attempt = 1; attempt <= COMPLETE_ATTEMPTS; attempt += 1) {
    step = next(step.state, EVENTS.completeFailed);
    effects.push(...step.effects.map(({ name }) => name));
  }
  expect({ state: step.state, effects }).toEqual({
    state: { name: 'ended', form, reason: 'customerUnconfirmed', atMs: 9 },
    effects: ['complete', 'complete', 'complete', 'stopPolling', 'leaveChat'],
  });
});
