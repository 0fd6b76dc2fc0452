import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { verifyPin } from '../lib/pin';
import { printPinHash } from './hashPinCommand';

async function run(input: Readable): Promise<string> {
  const output = new PassThrough();
  await printPinHash(input, output);
  return String(output.read());
}

test.each(['314159\n', '314159\r\n', '314159'])('the PIN of %j is hashed', async (text) => {
  const line = await run(Readable.from([text]));
  expect(line).toMatch(/^scrypt\$\S+\n$/);
  expect(await verifyPin('314159', line.trim())).toBe(true);
});

test('a person at a terminal need not close the input', async () => {
  const input = new PassThrough();
  input.write('3141');
  input.write('59\n');
  expect(await verifyPin('314159', (await run(input)).trim())).toBe(true);
});

test.each(['', '\n', '12345\n', 'secret\n', '1'.repeat(5000)])(
  '%j is no PIN, and is not repeated',
  async (text) => {
    await expect(run(Readable.from([text]))).rejects.toThrow(
      '--hash-pin needs a PIN of 6 to 12 digits as its input',
    );
  },
);
