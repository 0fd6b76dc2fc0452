import { expect, test } from 'vitest';
import { findPathForm, getChatPath, isChatId } from './endpoints';

test('a chat has its address in either of the two forms', () => {
  expect([getChatPath('chats', 'a-1_B'), getChatPath('me/chat', 'a-1_B')]).toEqual([
    '/api/v2/chats/a-1_B',
    '/api/v2/me/chat/a-1_B',
  ]);
});

const BAD_IDS = [
  '',
  '../admin',
  'a/b',
  'a?x',
  'a#b',
  'a%2e',
  'a\\b',
  'a b',
  'a\n',
  '\u0000',
  'é',
  'x'.repeat(129),
];

test.each(BAD_IDS)('no request is ever made for the id %j', (id) => {
  expect(isChatId(id)).toBe(false);
  expect(() => getChatPath('chats', id)).toThrow('The chat id is not valid');
});

test.each([
  ['/api/v2/chats/7', 'chats'],
  ['/api/v2/me/chat/7', 'me/chat'],
  ['/api/v2/me/chats/7', 'me/chat'],
  ['https://evil.example.com/api/v2/chats/7', 'chats'],
  ['/somewhere/else', null],
  ['', null],
  [undefined, null],
])('of the path %j only the form is taken: %s', (path, form) => {
  expect(findPathForm(path)).toBe(form);
});
