import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { findSignatureFault } from './policySignature';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const CONTENT = Buffer.from('{"kiosk": true}');
const SIGNATURE = sign(null, CONTENT, privateKey).toString('base64');
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({
  type: 'spki',
  format: 'pem',
});
const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });

test('the signature of the key belongs to the content, also in lines', () => {
  expect(findSignatureFault(CONTENT, SIGNATURE, PEM)).toBeNull();
  expect(
    findSignatureFault(CONTENT, `${SIGNATURE.slice(0, 40)}\r\n${SIGNATURE.slice(40)}\n`, PEM),
  ).toBeNull();
});

const NOT_ITS_OWN = 'its signature does not belong to it';
const NO_SIGNATURE = 'its signature is not 64 bytes in base64';
const NO_KEY = 'the key beside it is no Ed25519 public key in PEM form';

test.each([
  ['another content', '{"kiosk": true} ', SIGNATURE, PEM, NOT_ITS_OWN],
  ['another key', CONTENT.toString(), SIGNATURE, other.toString(), NOT_ITS_OWN],
  ['another signature', CONTENT.toString(), Buffer.alloc(64).toString('base64'), PEM, NOT_ITS_OWN],
  ['no signature', CONTENT.toString(), '', PEM, NO_SIGNATURE],
  ['a signature that is cut off', CONTENT.toString(), SIGNATURE.slice(0, 80), PEM, NO_SIGNATURE],
  ['a signature with something behind it', CONTENT.toString(), `${SIGNATURE}AAAA`, PEM, NO_SIGNATURE],
  ['no base64', CONTENT.toString(), `${SIGNATURE}!`, PEM, NO_SIGNATURE],
  ['an empty key', CONTENT.toString(), SIGNATURE, '', NO_KEY],
  ['no key', CONTENT.toString(), SIGNATURE, 'hello', NO_KEY],
  ['a key of another kind', CONTENT.toString(), SIGNATURE, rsa.toString(), NO_KEY],
  [
    'the private key',
    CONTENT.toString(),
    SIGNATURE,
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'the key beside it is a private key: install only the public one',
  ],
])('%s is refused', (_name, content, signature, key, fault) => {
  expect(findSignatureFault(Buffer.from(content), signature, key)).toBe(fault);
});
