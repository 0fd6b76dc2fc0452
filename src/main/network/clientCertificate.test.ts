import { expect, test } from 'vitest';
import { chooseClientCertificate } from './clientCertificate';

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
