import { expect, it } from 'vitest';
import { outgoing } from '../testing/builders';
import { carriedText } from './carriedText';

it('takes along what surely did not arrive, and what was being typed', () => {
  const messages = [
    outgoing('first', { name: 'notSent', reason: 'chatOver' }),
    outgoing('perhaps', { name: 'notConfirmed' }),
    outgoing('second', { name: 'notSent', reason: 'tooLong' }),
  ];
  expect(carriedText(messages, 'and th')).toBe('first\nsecond\nand th');
  expect(carriedText([], ' typed ')).toBe(' typed ');
  expect(carriedText([], ' \n')).toBe('');
});
