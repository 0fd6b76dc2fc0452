import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { PIN_HASH_FORM } from '@shared/pin';

/** About 60 ms and 32 MiB on the computer of a counter. Each hash says its own, so that they can grow later. */
const COST = 32_768;
const BLOCK_SIZE = 8;
const PARALLELIZATION = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

interface Parameters {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/** On a thread of its own: main goes on with its chats meanwhile. */
function derive(pin: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  const { cost, blockSize, parallelization } = parameters;
  // Twice what scrypt needs; Node's own bound is just too small for the default cost.
  const maxmem = 256 * cost * blockSize;
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, { cost, blockSize, parallelization, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** What is kept of a PIN: `scrypt$N$r$p$salt$hash`, with a new salt each time. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const parameters = { cost: COST, blockSize: BLOCK_SIZE, parallelization: PARALLELIZATION };
  const hash = await derive(pin, salt, parameters);
  const encoded = [salt, hash].map((bytes) => bytes.toString('base64url'));
  return ['scrypt', COST, BLOCK_SIZE, PARALLELIZATION, ...encoded].join('$');
}

/** Whether `pin` is the one of `kept`; the time it takes does not say how much of it fits. False for a malformed `kept`. */
export async function verifyPin(pin: string, kept: string): Promise<boolean> {
  const match = PIN_HASH_FORM.exec(kept);
  if (match === null) return false;
  const [, cost, blockSize, parallelization, salt = '', hash = ''] = match;
  const derived = await derive(pin, Buffer.from(salt, 'base64url'), {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallelization: Number(parallelization),
  });
  const expected = Buffer.from(hash, 'base64url');
  return expected.length === derived.length && timingSafeEqual(derived, expected);
}
