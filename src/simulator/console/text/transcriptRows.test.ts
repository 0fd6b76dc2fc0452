import { expect, test } from 'vitest';
import type { DeskChat, DeskEntry } from '../../consoleContract';
import { lastText, transcriptRows } from './transcriptRows';

const anna = { id: '1', nickname: 'Anna', type: 'Customer' };
const kim = { id: '2', nickname: 'Kim', type: 'Agent' };
const chat = { customer: anna } as DeskChat;

let lastIndex = 0;

function entry(type: string, from: DeskEntry['from'], text?: string, atMs = 0): DeskEntry {
  lastIndex += 1;
  return { index: lastIndex, type, from, atMs, ...(text !== undefined && { text }) };
}

function shown(...entries: DeskEntry[]): string[] {
  return transcriptRows(chat, entries).map((row) =>
    row.kind === 'event'
      ? `${row.name} ${row.what}`
      : `${row.side} ${row.name}: ${row.text}${row.continues ? ' …' : ''}`,
  );
}

test('messages stand on the side of who wrote them, arrivals between them', () => {
  const system = { id: '0', nickname: 'System', type: 'External' };
  expect(
    shown(
      entry('ParticipantJoined', anna),
      entry('ParticipantJoined', kim),
      entry('Text', kim, 'hi'),
      entry('Text', anna, 'hello'),
      entry('Notice', system, 'May be recorded'),
      entry('ParticipantLeft', kim),
      entry('ParticipantRejoined', kim),
      entry('SomethingNew', kim),
    ),
  ).toEqual([
    'Anna joined',
    'Kim joined',
    'agent Kim: hi',
    'customer Anna: hello',
    'System May be recorded',
    'Kim left',
    'Kim came back',
    'Kim SomethingNew',
  ]);
});

test('typing leaves no row and does not part what belongs together', () => {
  expect(
    shown(
      entry('Text', anna, 'one'),
      entry('TypingStarted', anna),
      entry('TypingStopped', anna),
      entry('Text', anna, 'two'),
    ),
  ).toEqual(['customer Anna: one', 'customer Anna: two …']);
});

test('the name comes again after a while, another person, or something that happened', () => {
  expect(
    shown(
      entry('Text', anna, 'one', 0),
      entry('Text', anna, 'two', 130_000),
      entry('Text', kim, 'three', 130_001),
      entry('ParticipantJoined', kim, undefined, 130_002),
      entry('Text', kim, 'four', 130_003),
    ),
  ).toEqual([
    'customer Anna: one',
    'customer Anna: two',
    'agent Kim: three',
    'Kim joined',
    'agent Kim: four',
  ]);
});

test('the list shows what was last said, whoever said it', () => {
  const talk = [entry('Text', anna, 'one'), entry('Text', kim, 'two'), entry('TypingStarted', anna)];
  expect(lastText(talk)).toBe('two');
  expect(lastText([])).toBeUndefined();
});
