import { createPublicKey, verify, type KeyObject } from 'node:crypto';

const SIGNATURE_BYTES = 64;

function readKey(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    // Not a key: the caller says so.
    return null;
  }
}

/** What is wrong with the detached signature (base64) of this content under this public key (PEM), or null. */
export function findSignatureFault(content: Uint8Array, signature: string, publicKey: string): string | null {
  // A private key would do as well, and must not lie about on 500 machines.
  if (publicKey.includes('PRIVATE KEY'))
    return 'the key beside it is a private key: install only the public one';
  const key = readKey(publicKey);
  if (key === null) return 'the key beside it is no Ed25519 public key in PEM form';
  const text = signature.replace(/\s/g, '');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== SIGNATURE_BYTES || bytes.toString('base64') !== text)
    return 'its signature is not 64 bytes in base64';
  return verify(null, content, key, bytes) ? null : 'its signature does not belong to it';
}
