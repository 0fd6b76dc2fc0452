import { expect, test } from 'vitest';
import { parseRoutes } from './route';

const SERVER = new URL('https://chat.example.com/gws');

test.each([
  ['DIRECT', [['direct', 'chat.example.com', 443]]],
  ['', [['direct', 'chat.example.com', 443]]],
  [
    'PROXY proxy.example.com:3128; DIRECT',
    [
      ['PROXY proxy.example.com:3128', 'proxy.example.com', 3128],
      ['direct', 'chat.example.com', 443],
    ],
  ],
  ['HTTPS secure.example.com', [['HTTPS secure.example.com', 'secure.example.com', 443]]],
  ['SOCKS5 [::1]:9050', [['SOCKS5 [::1]:9050', '::1', 9050]]],
  ['SOCKS socks.example.com', [['SOCKS socks.example.com', 'socks.example.com', 1080]]],
])('the way %j', (answer, expected) => {
  expect(parseRoutes(answer, SERVER).map(({ text, host, port }) => [text, host, port])).toEqual(expected);
});

test('a server has the port that its address names, or the usual one', () => {
  const portOf = (url: string) => parseRoutes('DIRECT', new URL(url))[0]?.port;
  expect([portOf('http://chat.example.com'), portOf('https://chat.example.com:8443')]).toEqual([80, 8443]);
});
