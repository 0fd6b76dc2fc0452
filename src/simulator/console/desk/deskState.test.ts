import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskChat, DeskEntry, News } from '../../consoleContract';
import {
  applyNews,
  countCalls,
  createDeskState,
  sectionsOf,
  select,
  watch,
  type DeskState,
} from './deskState';

const anna = { id: '1', nickname: 'Anna', type: 'Customer' };
const kim = { id: '2', nickname: 'Kim', type: 'Agent' };

function chat(id: string, change: Partial<DeskChat> = {}): DeskChat {
  return {
    id,
    subject: 'Help',
    endpoint: null,
    userData: {},
    customer: anna,
    state: 'Chatting',
    agents: ['Kim'],
    agentsBefore: [],
    customerIsTyping: false,
    openedAtMs: 0,
    waitingSinceMs: 0,
    endedBy: null,
    drivenBy: 'person',
    ...change,
  };
}

function says(index: number, from = anna): DeskEntry {
  return { index, type: 'Text', from, text: `text ${index}`, atMs: index };
}

let state: DeskState;

function apply(...news: News[]): void {
  for (const one of news) applyNews(state, one);
}

function changed(id: string, added: DeskEntry[] = [], change: Partial<DeskChat> = {}): News {
  return { type: 'chatChanged', chat: chat(id, change), added };
}

function unread(): Record<string, number> {
  return Object.fromEntries([...state.chats].map(([id, open]) => [id, open.unread]));
}

beforeEach(() => {
  state = createDeskState();
});

describe('the desk', () => {
  test('shows what the snapshot says, and what happens after it', () => {
    apply(
      {
        type: 'snapshot',
        autopilotEnabled: true,
        faultPreset: 'off',
        chats: [{ ...chat('a'), transcript: [says(1)] }],
      },
      changed('a', [says(2)]),
      changed('b', [says(1)]),
      { type: 'autopilotSwitched', enabled: false },
      { type: 'faultsSwitched', preset: 'slow' },
    );
    expect([state.autopilotEnabled, state.faultPreset]).toEqual([false, 'slow']);
    expect([...state.chats.values()].map((open) => [open.chat.id, open.transcript.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  test('shows nothing twice when an event repeats what it knows', () => {
    apply(changed('a', [says(1)]), changed('a', [says(1), says(2)]));
    expect(state.chats.get('a')?.transcript.map(({ index }) => index)).toEqual([1, 2]);
  });

  test('drops a chat that the server has forgotten, and the selection with it', () => {
    apply(changed('a'));
    select(state, 'a');
    apply({ type: 'chatForgotten', chatId: 'a' });
    expect([state.chats.size, state.selectedId]).toEqual([0, null]);
  });

  test('after a cut, keeps the selection and the counts of chats that are still there', () => {
    apply(changed('a', [says(1)]), changed('b', [says(1)]));
    select(state, 'a');
    apply({
      type: 'snapshot',
      autopilotEnabled: false,
      faultPreset: 'off',
      chats: [{ ...chat('b'), transcript: [says(1)] }],
    });
    expect([state.selectedId, unread()]).toEqual([null, { b: 1 }]);
  });

  test('lists who waits longest first, who talks in place, and who left last first', () => {
    apply(
      changed('late', [], { state: 'WaitingForAgent', waitingSinceMs: 20 }),
      changed('early', [], { state: 'WaitingForAgent', waitingSinceMs: 10 }),
      changed('first', [says(5)]),
      changed('second', [says(1)]),
      changed('gone', [says(1)], { state: 'Idle' }),
      changed('just gone', [says(9)], { state: 'Idle' }),
    );
    const { waiting, talking, ended } = sectionsOf(state);
    const ids = (chats: typeof waiting) => chats.map((open) => open.chat.id);
    expect([ids(waiting), ids(talking), ids(ended)]).toEqual([
      ['early', 'late'],
      ['first', 'second'],
      ['just gone', 'gone'],
    ]);
  });
});

describe('unread', () => {
  test('are the customer’s messages that nobody has looked at', () => {
    apply(
      changed('a', [says(1), says(2, kim), { ...says(3), type: 'TypingStarted' }]),
      changed('b', [says(1)]),
    );
    expect(unread()).toEqual({ a: 1, b: 1 });
    select(state, 'a');
    apply(changed('a', [says(4)]), changed('b', [says(2)]));
    expect(unread()).toEqual({ a: 0, b: 2 });
  });

  test('are also those of the open chat while nobody looks at the page', () => {
    apply(changed('a'));
    select(state, 'a');
    watch(state, false);
    apply(changed('a', [says(1)]));
    expect(unread()).toEqual({ a: 1 });
    watch(state, true);
    expect(unread()).toEqual({ a: 0 });
  });

  test('call for somebody, as waiting customers do, except where the autopilot serves', () => {
    apply(
      changed('a', [says(1)]),
      changed('b', [says(1)], { drivenBy: 'autopilot' }),
      changed('c', [], { state: 'WaitingForAgent' }),
      changed('d', [], { state: 'WaitingForAgent', drivenBy: 'autopilot' }),
      changed('e', [says(1)], { state: 'Idle' }),
    );
    expect(countCalls(state)).toBe(2);
  });
});
