import { expect, test } from 'vitest';
import type { DeskChat } from '../../consoleContract';
import { actionsOf, type ChatActions } from './actions';

const chat: DeskChat = {
  id: 'a',
  subject: '',
  endpoint: null,
  userData: {},
  customer: { id: '1', nickname: 'Anna', type: 'Customer' },
  state: 'WaitingForAgent',
  agents: [],
  agentsBefore: [],
  customerIsTyping: false,
  openedAtMs: 0,
  waitingSinceMs: 0,
  endedBy: null,
  drivenBy: 'person',
};

const nothing: ChatActions = {
  accept: false,
  rejoinAs: null,
  takeOver: false,
  giveBack: false,
  speakAs: null,
};

test.each<[situation: string, change: Partial<DeskChat>, autopilot: boolean, offered: Partial<ChatActions>]>([
  ['a new customer can be accepted', {}, false, { accept: true }],
  ['also while the autopilot is about to', { drivenBy: 'autopilot' }, true, { accept: true }],
  ['a chat I left can be rejoined', { agentsBefore: ['Sam'] }, false, { rejoinAs: 'Sam' }],
  [
    'a chat that another left can be rejoined as the other, or accepted by me',
    { agentsBefore: ['Maya'] },
    false,
    { accept: true, rejoinAs: 'Maya' },
  ],
  [
    'a chat that I took and left can be given back',
    { agentsBefore: ['Sam'] },
    true,
    { rejoinAs: 'Sam', giveBack: true },
  ],
  ['in my chat I speak as myself', { state: 'Chatting', agents: ['Lee', 'Sam'] }, false, { speakAs: 'Sam' }],
  [
    'in a chat I took over I go on under the name that the customer knows',
    { state: 'Chatting', agents: ['Maya'] },
    true,
    { speakAs: 'Maya', giveBack: true },
  ],
  [
    'where the autopilot talks I can only take over',
    { state: 'Chatting', agents: ['Maya'], drivenBy: 'autopilot' },
    true,
    { takeOver: true },
  ],
  ['in a chat that is over there is nothing to do', { state: 'Idle', agentsBefore: ['Sam'] }, true, {}],
])('%s', (_situation, change, autopilotEnabled, offered) => {
  expect(actionsOf({ ...chat, ...change }, 'Sam', autopilotEnabled)).toEqual({ ...nothing, ...offered });
});
