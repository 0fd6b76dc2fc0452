import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { SetupError } from '../process/setupError';

/**
 * Refuses a file that is not, byte for byte, the one that was pinned.
 *
 * @param what How the file is called in the message.
 * @throws {SetupError} when the file is another one.
 */
export async function verifyIntegrity(file: string, integrity: string, what: string): Promise<void> {
  const actual = await computeIntegrity(file);
  if (actual !== integrity) {
    throw new SetupError(
      `${what} is not the pinned one and was not used: expected ${integrity}, got ${actual}.`,
    );
  }
}

/** The subresource integrity (sha512) of a file, read as a stream. */
export async function computeIntegrity(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
