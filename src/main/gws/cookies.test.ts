import { expect, test } from 'vitest';
import { createChatCookies } from './cookies';

const URL_OF_CHAT = 'https://chat.example.com/api/v2/chats/1';

function keep(...headers: string[]) {
  const cookies = createChatCookies();
  cookies.store(URL_OF_CHAT, headers);
  return cookies;
}

test('a cookie comes back to the server that set it, and to no other', () => {
  const cookies = keep('NODE=a1; Path=/; HttpOnly; Secure');
  expect([
    cookies.getHeader(URL_OF_CHAT),
    cookies.getHeader('https://other.example.org/'),
    cookies.getHeader('http://chat.example.com/'),
  ]).toEqual(['NODE=a1', '', '']);
});

test('several cookies that were joined into one header are told apart, dates and all', () => {
  const joined =
    'A=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT; Path=/, B=2; Path=/,C=3;Expires=Thu, 22-Oct-2099 07:28:00 GMT';
  expect(keep(joined).getHeader(URL_OF_CHAT).split('; ').sort()).toEqual(['A=1', 'B=2', 'C=3']);
});

test('a newer value takes the place of the old one, and an expired cookie goes', () => {
  const cookies = keep('A=1; Path=/', 'B=1; Path=/');
  cookies.store(URL_OF_CHAT, ['A=2; Path=/', 'B=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
  expect(cookies.getHeader(URL_OF_CHAT)).toBe('A=2');
});

test('the end of the chat forgets them all', () => {
  const cookies = keep('A=1; Path=/');
  cookies.clear();
  expect(cookies.getHeader(URL_OF_CHAT)).toBe('');
});

test.each([
  ['for a whole top-level domain', 'A=1; Domain=.com'],
  ['for another domain', 'A=1; Domain=other.example.org'],
  ['of enormous length', `A=${'x'.repeat(5000)}`],
  ['that is none', ';;;,=,'],
  ['that is empty', ''],
  ['with control characters', 'A=\u0000\u0007'],
  ['with letters that no header can carry', 'A=\u20ac'],
])('a cookie %s is left out, and nothing breaks', (_name, header) => {
  expect(keep(header, 'GOOD=1; Path=/').getHeader(URL_OF_CHAT)).toBe('GOOD=1');
});

test('a server that sets new names for ever does not make each request longer than the last', () => {
  const cookies = keep('NODE=first; Path=/');
  for (let answer = 0; answer < 40; answer += 1) {
    cookies.store(
      URL_OF_CHAT,
      Array.from({ length: 30 }, (_, n) => `N${answer}-${n}=1; Path=/`),
    );
  }
  cookies.store(URL_OF_CHAT, ['NODE=second; Path=/']);
  const kept = cookies.getHeader(URL_OF_CHAT).split('; ');
  expect({ count: kept.length, node: kept[0] }).toEqual({ count: 50, node: 'NODE=second' });
});
