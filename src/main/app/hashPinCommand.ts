import type { Readable, Writable } from 'node:stream';
import { isPin, MAX_PIN_LENGTH, MIN_PIN_LENGTH } from '@shared/pin';
import { hashPin } from '../lib/pin';

/** Far more than a PIN with its line break has. */
const MAX_INPUT_LENGTH = 1024;

/**
 * Reads a PIN as one line and writes its hash as one line. The PIN comes by the standard input, since others can see
 * the command line of a running program. Throws a sentence where there is no PIN.
 */
export async function printPinHash(input: Readable, output: Writable): Promise<void> {
  let text = '';
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    text += chunk.toString();
    if (text.includes('\n') || text.length > MAX_INPUT_LENGTH) break;
  }
  const pin = text.split('\n', 1)[0]?.replace(/\r$/, '') ?? '';
  if (!isPin(pin))
    throw new Error(`--hash-pin needs a PIN of ${MIN_PIN_LENGTH} to ${MAX_PIN_LENGTH} digits as its input`);
  output.write(`${await hashPin(pin)}\n`);
}
