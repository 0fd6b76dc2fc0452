import { expect, it } from 'vitest';
import { agentCame, agentSays, at, customerSays, outgoing, systemSays } from '../testing/builders';
import { announcements } from './announcement';
import { conversationRows } from './conversationRows';
import { addedRows, rowChanges } from './rowChanges';

const text = (key: string, values = {}) => [key, ...Object.values(values)].join(' ');
const rowsOf = (...items: Parameters<typeof conversationRows>[0]) => conversationRows(items, []);
const spoken = (...items: Parameters<typeof conversationRows>[0]) =>
  announcements(addedRows(rowsOf(...items)), text);

it('each message of others is said with its author, own ones are not', () => {
  expect(spoken(agentSays('a'), customerSays('b'), systemSays('c'))).toEqual([
    'Kim: a',
    'conversation.contactCenter: c',
  ]);
});

it('who came and who went is said', () => {
  expect(spoken(agentCame(), agentCame('left', 'Kim'))).toEqual([
    'conversation.joined Kim',
    'conversation.left Kim',
  ]);
  expect(spoken(agentCame('left'), agentCame('joined', 'Robin'))).toEqual([
    'conversation.left Kim',
    'conversation.takenOver Robin',
  ]);
});

it('many messages are summed up, and the last one is said', () => {
  expect(spoken(agentCame(), ...['a', 'b', 'c', 'd'].map((word) => agentSays(word)))).toEqual([
    'conversation.joined Kim',
    'conversation.unreadCount 4',
    'Kim: d',
  ]);
});

it('a message of a megabyte is not read to its end', () => {
  expect(spoken(agentSays('x'.repeat(1_000_000)))[0]?.length).toBeLessThan(600);
});

it('what changes is what was not there before, and an own message that has arrived', () => {
  const own = outgoing('own', { name: 'sending' });
  const before = conversationRows([agentSays('a', { key: 'a' })], [own]);
  const items = [
    agentSays('a', { key: 'a' }),
    customerSays('own', { key: own.localId }),
    agentSays('b', { key: 'b', atMs: at('14:05') }),
  ];
  const { added, delivered } = rowChanges(before, conversationRows(items, []));
  expect([added.map(({ key }) => key), delivered]).toEqual([['b'], 1]);
});

it('each message that fails is said, also while an earlier one stands; what is found failed is no news', () => {
  const failed = (name: string) => ({
    ...outgoing(name, { name: 'notSent', reason: 'refused' }),
    localId: name,
  });
  const sending = (name: string) => ({ ...outgoing(name, { name: 'sending' }), localId: name });
  const rows = (...messages: ReturnType<typeof outgoing>[]) => conversationRows([], messages);
  const said = (before: ReturnType<typeof rows>, after: ReturnType<typeof rows>) =>
    announcements(rowChanges(before, after), text);
  const first = rows(failed('a'), sending('b'));
  expect(said(rows(sending('a'), sending('b')), first)).toEqual(['delivery.problemNotSent']);
  expect(said(first, rows(failed('a'), failed('b')))).toEqual(['delivery.problemNotSent']);
  expect(said(first, rows(failed('a'), { ...sending('b'), state: { name: 'notConfirmed' } }))).toEqual([
    'delivery.problemNotConfirmed',
  ]);
  expect(said([], first)).toEqual([]);
});
