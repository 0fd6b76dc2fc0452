import { expect, test } from 'vitest';
import { createModel, type Model } from '../../src/simulator/model';
import { addLosses, compareChat, NO_LOSSES, type Losses } from './compare';
import type { Fate } from './sender';

/** What the screen said of each message, and what stands in the transcript. */
function compare(said: readonly (readonly [text: string, fate: Fate])[], stands: readonly string[]): Losses {
  const model: Model = createModel({ now: () => 0, newId: () => 'a' });
  const chat = model.customer.requestChat({ nickname: 'Chris', subject: 's' });
  for (const text of stands) model.customer.sendMessage(chat.id, text);
  return compareChat({ subject: 's', messages: said.map(([text, fate]) => ({ text, fate })) }, chat);
}

test.each<[name: string, said: [string, Fate][], stands: string[], expected: Partial<Losses>]>([
  ['all is well', [['a', 'sent']], ['a'], { sent: 1 }],
  ['shown as sent and not there', [['a', 'sent']], [], { sent: 1, lost: 1 }],
  ['gone from the screen', [['a', 'vanished']], ['a'], { lost: 1, doubled: 1 }],
  ['there twice', [['a', 'sent']], ['a', 'a'], { sent: 1, doubled: 1 }],
  ['rightly not sent', [['a', 'notSent']], [], { notSent: 1 }],
  ['wrongly not sent', [['a', 'notSent']], ['a'], { notSent: 1, falselyNotSent: 1 }],
  ['not confirmed, and there', [['a', 'notConfirmed']], ['a'], { unknownArrived: 1 }],
  ['not confirmed, and not there', [['a', 'notConfirmed']], [], { unknownAbsent: 1 }],
  ['without a final word', [['a', 'stillOpen']], [], { stillOpen: 1 }],
])('%s', (_name, said, stands, expected) => {
  expect(compare(said, stands)).toEqual({ ...NO_LOSSES, messages: 1, ...expected });
});

test('the same text sent twice on purpose is no double', () => {
  const said: [string, Fate][] = [
    ['ok', 'sent'],
    ['ok', 'sent'],
  ];
  expect(compare(said, ['ok', 'ok'])).toMatchObject({ sent: 2, lost: 0, doubled: 0 });
  expect(compare(said, ['ok'])).toMatchObject({ lost: 1 });
  expect(compare(said, ['ok', 'ok', 'ok'])).toMatchObject({ doubled: 1 });
});

test('chats add up', () => {
  const one = compare([['a', 'sent']], []);
  expect(addLosses(one, one)).toEqual({ ...NO_LOSSES, messages: 2, sent: 2, lost: 2 });
});
