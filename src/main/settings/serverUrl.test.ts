import { expect, test } from 'vitest';
import { findServerUrlFault } from './serverUrl';

test.each([
  'https://chat.example.com',
  'https://chat.example.com:8443/gateway',
  'HTTPS://Chat.Example.com',
  'http://localhost:8080',
  'http://127.0.0.1:8080',
  'http://[::1]:8080',
  'http://center.localhost',
  'https://bücher.example',
])('%s can be used', (url) => {
  expect(findServerUrlFault(url, false)).toBeNull();
});

test.each([
  ['', 'empty'],
  ['chat.example.com', 'notAnAddress'],
  ['//chat.example.com', 'notAnAddress'],
  ['https://', 'notAnAddress'],
  ['https://exa mple.com', 'notAnAddress'],
  ['https://example.com:99999', 'notAnAddress'],
  ['ftp://chat.example.com', 'notAnAddress'],
  ['file:///etc/passwd', 'notAnAddress'],
  ['javascript:alert(1)', 'notAnAddress'],
  ['https://user:secret@chat.example.com', 'hasCredentials'],
  ['https://user@chat.example.com', 'hasCredentials'],
  ['https://:secret@chat.example.com', 'hasCredentials'],
  ['https://good.example.com@evil.example.com', 'hasCredentials'],
  ['https://chat.example.com/?x=1', 'hasQuery'],
  ['https://chat.example.com/?', 'hasQuery'],
  ['https://chat.example.com/#x', 'hasQuery'],
  ['https://chat.example.com#', 'hasQuery'],
  ['http://chat.example.com', 'needsHttps'],
  ['http://127.0.0.1.example.com', 'needsHttps'],
  ['http://localhost.example.com', 'needsHttps'],
  ['http://0.0.0.0', 'needsHttps'],
])('%s cannot be used: %s', (url, fault) => {
  expect(findServerUrlFault(url, false)).toBe(fault);
});

test('plain http to another machine is for those who allowed it, and allows nothing else', () => {
  expect([
    findServerUrlFault('http://chat.example.com', true),
    findServerUrlFault('http://user@chat.example.com', true),
    findServerUrlFault('ftp://chat.example.com', true),
  ]).toEqual([null, 'hasCredentials', 'notAnAddress']);
});
