import { expect, it } from 'vitest';
import { agentCame, agentSays, at, customerSays, outgoing } from '../testing/builders';
import { createConversationRows } from './conversationRows';
import { conversationText } from './conversationText';

const text = (key: string, values = {}) => [key, ...Object.values(values)].join(' ');
const times = { time: (atMs: number) => new Date(atMs).toTimeString().slice(0, 5), day: () => 'Friday' };

it('a copy of everything has each day, who came, each message with its time, and what did not arrive', () => {
  const items = [
    agentCame('joined', 'Kim', at('14:00')),
    agentSays('Hello', { atMs: at('14:01') }),
    customerSays('two\nlines', { atMs: at('14:02') }),
    agentSays('no name', { nickname: '\u3164', atMs: at('14:03') }),
    agentSays('the next day', { atMs: at('09:00', 1) }),
  ];
  const lost = { ...outgoing('lost', { name: 'notSent', reason: 'refused' }), createdAtMs: at('09:01', 1) };
  expect(conversationText(createConversationRows()(items, [lost]), text, times).split('\n')).toEqual([
    '[14:00] conversation.joined Kim',
    '[14:01] Kim: Hello',
    '[14:02] conversation.you: two',
    'lines',
    '[14:03] conversation.agent: no name',
    'Friday',
    '[09:00] Kim: the next day',
    '[09:01] conversation.you (delivery.notSent): lost',
  ]);
});
