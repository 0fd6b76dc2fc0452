import { describe, expect, it } from 'vitest';
import { agentCame, agentSays, at, customerSays, outgoing, systemSays } from '../testing/builders';
import type { ConversationItem, OutgoingMessage } from '@shared/chat';
import {
  conversationRows,
  createConversationRows,
  withUnreadLine,
  type ConversationRow,
} from './conversationRows';

/** How the rows look from afar: ┌ and └ where a group starts and ends. */
function sketch(rows: readonly ConversationRow[]): string[] {
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
    const showsState = (rows: readonly ConversationRow[]) =>
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

describe('a transfer', () => {
  const moment = (seconds: number) => at('14:02') + seconds * 1_000;

  it.each([
    ['joins before the other leaves', [agentCame('joined', 'Robin'), agentCame('left', 'Kim', moment(5))]],
    ['joins after the other left', [agentCame('left', 'Kim'), agentCame('joined', 'Robin', moment(5))]],
  ])('is one line, when who takes over %s', (_name, items) => {
    expect(conversationRows(items, [])).toEqual([
      expect.objectContaining({ kind: 'transferred', nickname: 'Kim', successor: 'Robin' }),
    ]);
  });

  it('is not assumed of somebody who comes much later, comes back, or of a third', () => {
    const kinds = (items: ConversationItem[]) => conversationRows(items, []).map(({ kind }) => kind);
    expect(kinds([agentCame('left'), agentCame('joined', 'Robin', moment(90))])).toEqual(['left', 'joined']);
    expect(kinds([agentCame('joined'), agentCame('left')])).toEqual(['joined', 'left']);
    expect(kinds([agentCame('left'), agentCame('joined', 'Robin'), agentCame('left', 'Sam')])).toEqual([
      'transferred',
      'left',
    ]);
  });
});

describe('the line above what is new', () => {
  const rows = conversationRows([agentSays('a'), agentSays('b', { key: 'b' }), agentSays('c')], []);

  it('begins a group of its own', () => {
    expect(sketch(withUnreadLine(rows, 'b'))).toEqual([
      '┌└ agent: a',
      'unread',
      '┌  agent: b',
      ' └ agent: c',
    ]);
  });

  it('is not there for nothing', () => {
    expect([withUnreadLine(rows, null), withUnreadLine(rows, 'gone')]).toEqual([rows, rows]);
  });
});

describe('rows with a memory', () => {
  let seed = 11;
  function random(below: number): number {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  }

  function randomItem(atMs: number): ConversationItem {
    const name = ['Kim', 'Robin', 'Sam'][random(3)] ?? '';
    const kind = (['joined', 'left', 'rejoined'] as const)[random(3)] ?? 'joined';
    return [
      () => agentSays('a', { nickname: name, atMs }),
      () => customerSays('c', { atMs }),
      () => systemSays('s', { atMs }),
      () => agentCame(kind, name, atMs),
    ][random(4)]?.() as ConversationItem;
  }

  it('are the rows from scratch, whatever comes', () => {
    const toRows = createConversationRows();
    let items: ConversationItem[] = [];
    let waiting: OutgoingMessage[] = [];
    let atMs = at('09:00');
    for (let step = 0; step < 400; step += 1) {
      atMs += random(20) === 0 ? 20 * 3_600_000 : random(120_000);
      const what = random(40);
      if (what === 0 || items.length > 150) items = [];
      else if (what === 1) items = items.map((item) => ({ ...item }));
      else if (what < 6) waiting = [...waiting, outgoing('w', { name: 'sending' }, atMs)];
      else if (what < 9 && waiting[0]) {
        items = [...items, customerSays('w', { key: waiting[0].localId, atMs })];
        if (random(2) === 0) waiting = waiting.slice(1);
      } else items = [...items, ...Array.from({ length: 1 + random(4) }, () => randomItem(atMs))];
      expect(toRows(items, waiting)).toEqual(conversationRows(items, waiting));
    }
  });

  it('keep the rows that are settled as the same objects', () => {
    const toRows = createConversationRows();
    const items = Array.from({ length: 50 }, () => agentSays('a'));
    const before = toRows(items, []);
    const after = toRows([...items, agentSays('b')], []);
    expect(after.slice(0, 49).every((row, index) => row === before[index])).toBe(true);
  });
});
