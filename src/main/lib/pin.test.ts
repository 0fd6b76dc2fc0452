import { expect, test } from 'vitest';
import { isPin, PIN_HASH_FORM } from '@shared/pin';
import { hashPin, verifyPin } from './pin';

test('a PIN fits its own hash and no other PIN does', async () => {
  const kept = await hashPin('314159');
  expect(kept).toMatch(PIN_HASH_FORM);
  expect(kept).not.toContain('314159');
  const tried = ['314159', '314158', '31415', '3141590', '', ' 314159'];
  expect(await Promise.all(tried.map((pin) => verifyPin(pin, kept)))).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('the same PIN is kept differently each time', async () => {
  const [one, other] = await Promise.all([hashPin('271828'), hashPin('271828')]);
  expect(one).not.toBe(other);
});

test('a hash with other parameters is checked with those', async () => {
  // Made by OpenSSL 3: openssl kdf -kdfopt pass:123456 -kdfopt salt:counterline-salt -kdfopt n:16384 -kdfopt r:8 -kdfopt p:2 SCRYPT
  const kept = 'scrypt$16384$8$2$Y291bnRlcmxpbmUtc2FsdA$Tkz9L3qoMJ9t4CAakqucG-72wspBM80KA7R8rNCAwZc';
  expect([await verifyPin('123456', kept), await verifyPin('123457', kept)]).toEqual([true, false]);
});

test.each([
  '',
  '123456',
  'scrypt$1$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'scrypt$1073741824$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'scrypt$32768$8$1$$',
])('no PIN fits the malformed hash %j, and none costs anything', async (kept) => {
  expect(await verifyPin('123456', kept)).toBe(false);
});

test.each([
  ['123456', true],
  ['123456789012', true],
  ['12345', false],
  ['1234567890123', false],
  ['12345a', false],
  ['１２３４５６', false],
  ['', false],
])('%j is a PIN: %s', (text, expected) => {
  expect(isPin(text)).toBe(expected);
});
