import { expect, test } from 'vitest';
import { IDLE_CHAT, type ChatView } from '@shared/chat';
import type { NumberedEvent } from '@shared/ipc/contract';
import { createBroadcast } from './broadcast';
import { createChatPublisher } from './chatPublisher';

function setUp() {
  const sent: NumberedEvent[] = [];
  const due: (() => void)[] = [];
  const chat: { view: ChatView } = { view: IDLE_CHAT };
  const broadcast = createBroadcast((event) => sent.push(event));
  const publisher = createChatPublisher({
    getView: () => chat.view,
    broadcast,
    later: (callback) => due.push(callback),
  });
  return {
    sent,
    broadcast,
    publisher,
    change(changed: Partial<ChatView>) {
      chat.view = { ...chat.view, ...changed };
      publisher.noteChange();
    },
    endTurn: () => due.splice(0).forEach((callback) => callback()),
  };
}

test('all changes of one turn cross in one event', () => {
  const { sent, change, endTurn } = setUp();
  change({ agentTyping: 'Kim' });
  change({ agents: ['Kim'] });
  change({ agentTyping: null });
  expect(sent).toEqual([]);
  endTurn();
  change({ agentTyping: 'Kim' });
  endTurn();
  expect(sent).toEqual([
    { seq: 1, name: 'chat:changed', payload: { agents: ['Kim'] } },
    { seq: 2, name: 'chat:changed', payload: { agentTyping: 'Kim' } },
  ]);
});

test('a turn in which nothing changed after all sends nothing', () => {
  const { sent, publisher, endTurn } = setUp();
  publisher.noteChange();
  endTurn();
  expect(sent).toEqual([]);
});

test('a snapshot and its number include everything up to now, and nothing of it is told again', () => {
  const { sent, broadcast, publisher, change, endTurn } = setUp();
  change({ agentTyping: 'Kim' });
  const view = publisher.getPublishedView();
  expect({ typing: view.agentTyping, seq: broadcast.getSeq(), told: sent.length }).toEqual({
    typing: 'Kim',
    seq: 1,
    told: 1,
  });
  endTurn();
  expect(sent).toHaveLength(1);
});

test('what changes after a snapshot in the same turn is still told', () => {
  const { sent, publisher, change, endTurn } = setUp();
  change({ agentTyping: 'Kim' });
  publisher.getPublishedView();
  change({ agentTyping: null });
  endTurn();
  expect(sent.map(({ seq, payload }) => [seq, payload])).toEqual([
    [1, { agentTyping: 'Kim' }],
    [2, { agentTyping: null }],
  ]);
});
