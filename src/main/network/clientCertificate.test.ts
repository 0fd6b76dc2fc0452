import { expect, test } from 'vitest';
import { chooseClientCertificate, findCertificateName } from './clientCertificate';

const NOW_MS = Date.UTC(2026, 0, 15);
const inDays = (days: number) => NOW_MS / 1000 + days * 24 * 60 * 60;

function certificate(subjectName: string, issuerName: string, days = 100) {
  return { subjectName, issuerName, fingerprint: `sha256/${subjectName}+Ab=`, validExpiry: inDays(days) };
}

const COUNTER = certificate('counter-7', 'Example Device CA');
const RENEWED = certificate('counter-7', 'Example Device CA', 300);
const PERSON = certificate('Kim', 'Example People CA');
const OLD = certificate('counter-6', 'Example Device CA', -1);
const OFFERED = [PERSON, OLD, COUNTER];

test.each([
  ['by its subject', 'Counter-7', COUNTER],
  ['by its issuer', ' Example Device CA ', COUNTER],
  ['by its fingerprint', COUNTER.fingerprint, COUNTER],
  ['none, where none is named', '', null],
  ['none, where the one that is named is not there', 'counter-8', null],
  ['none, where only a part of the name fits', 'Example', null],
  ['none, where the one that is named has run out', 'counter-6', null],
  ['none, for a fingerprint in other letters', COUNTER.fingerprint.toUpperCase(), null],
])('what is shown is named %s', (_how, named, expected) => {
  expect(chooseClientCertificate(OFFERED, named, NOW_MS)).toBe(expected);
});

test('of several that fit, the one that is valid longest', () => {
  expect(chooseClientCertificate([COUNTER, RENEWED], 'counter-7', NOW_MS)).toBe(RENEWED);
});

const LINES = [
  { serverUrl: 'http://test.example.com', clientCertificate: 'test' },
  { serverUrl: 'https://chat.example.com/api', clientCertificate: '' },
  { serverUrl: 'https://chat.example.com/api', clientCertificate: 'counter-7' },
  { serverUrl: 'https://Other.example.com:8443', clientCertificate: 'counter-8' },
  { serverUrl: 'https://[2001:db8::1]', clientCertificate: 'counter-9' },
  { serverUrl: 'no address', clientCertificate: 'counter-10' },
];

test.each([
  ['the contact center', 'chat.example.com:443', 'counter-7'],
  ['the contact center, named by its address', 'https://chat.example.com/', 'counter-7'],
  ['a second contact center, on its own port', 'other.example.com:8443', 'counter-8'],
  ['one that has a number for a name', '[2001:db8::1]:443', 'counter-9'],
  ['another port of that host', 'chat.example.com:8443', ''],
  ['another host', 'updates.example.com:443', ''],
  ['a host whose name ends alike', 'evil-chat.example.com:443', ''],
  ['a host below it', 'a.chat.example.com:443', ''],
  ['a host with the name in front', 'chat.example.com.example.net:443', ''],
  ['a contact center without encryption', 'test.example.com:80', ''],
  ['the same in an address', 'http://test.example.com', ''],
  ['nobody', '', ''],
])('who gets to see the certificate: %s', (_who, asking, name) => {
  expect(findCertificateName(LINES, asking)).toBe(name);
});

test('where there is no line, nobody sees a certificate', () => {
  expect(findCertificateName([], 'chat.example.com:443')).toBe('');
});
