import { describe, expect, it } from 'vitest';
import { agentCame, agentSays, at, customerSays, outgoing, systemSays } from '../testing/builders';
import { conversationRows, type ConversationRow } from './conversationRows';

/** How the rows look from afar: ┌ and └ where a group starts and ends. */
function sketch(rows: ConversationRow[]): string[] {
  return rows.map((row) => {
    if (row.kind !== 'message') return row.kind;
    return `${row.startsGroup ? '┌' : ' '}${row.endsGroup ? '└' : ' '} ${row.author}: ${row.text}`;
  });
}

describe('the rows of a conversation', () => {
  it('group what one person writes in a row', () => {
    const rows = conversationRows([agentSays('hi'), agentSays('how can I help?'), customerSays('hello')], []);
    expect(sketch(rows)).toEqual(['┌  agent: hi', ' └ agent: how can I help?', '┌└ customer: hello']);
  });

  it('start a new group for another agent, and for the contact center itself', () => {
    const rows = conversationRows(
      [agentSays('a'), agentSays('b', { nickname: 'Robin' }), systemSays('c')],
      [],
    );
    expect(sketch(rows)).toEqual(['┌└ agent: a', '┌└ agent: b', '┌└ system: c']);
  });

  it('start a new group after a pause of five minutes', () => {
    const rows = conversationRows(
      [agentSays('a'), agentSays('b', { atMs: at('14:06:59') }), agentSays('c', { atMs: at('14:12') })],
      [],
    );
    expect(sketch(rows)).toEqual(['┌  agent: a', ' └ agent: b', '┌└ agent: c']);
  });

  it('start a new group after somebody came or went', () => {
    const rows = conversationRows([agentSays('a'), agentCame('left'), agentSays('b')], []);
    expect(sketch(rows)).toEqual(['┌└ agent: a', 'left', '┌└ agent: b']);
  });

  it('separate the days, and never begin with a separator', () => {
    const rows = conversationRows([agentSays('a'), agentSays('b', { atMs: at('00:01', 1) })], []);
    expect(sketch(rows)).toEqual(['┌└ agent: a', 'day', '┌└ agent: b']);
  });

  it('put what is on its way after the transcript, in one group with it', () => {
    const rows = conversationRows([customerSays('a')], [outgoing('b', { name: 'sending' })]);
    expect(sketch(rows)).toEqual(['┌  customer: a', ' └ customer: b']);
  });

  it('say of every message how far it has come', () => {
    const rows = conversationRows(
      [agentSays('a'), customerSays('b')],
      [outgoing('c', { name: 'notSent', reason: 'tooLong' })],
    );
    expect(rows.map((row) => row.kind === 'message' && row.delivery)).toEqual([
      { name: 'received' },
      { name: 'sent' },
      { name: 'notSent', reason: 'tooLong' },
    ]);
  });

  it('write the state below the last of a group, and below each around one that has not arrived', () => {
    const arrived = [customerSays('a'), customerSays('b')];
    const showsState = (rows: ConversationRow[]) =>
      rows.map((row) => row.kind === 'message' && row.showsState);
    expect(showsState(conversationRows(arrived, []))).toEqual([false, true]);
    expect(showsState(conversationRows(arrived, [outgoing('c', { name: 'sending' })]))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('show a message once, even while main has it in both lists', () => {
    const message = outgoing('a', { name: 'accepted' });
    const rows = conversationRows([customerSays('a', { key: message.localId })], [message]);
    expect(sketch(rows)).toEqual(['┌└ customer: a']);
  });

  it('keep two messages with the same text as two', () => {
    const rows = conversationRows(
      [customerSays('ok'), customerSays('ok')],
      [outgoing('ok', { name: 'sending' })],
    );
    expect(rows).toHaveLength(3);
  });
});
