import type { IncomingMessage } from 'node:http';

const MAX_BODY_BYTES = 1024 * 1024;

/** The whole body as text. It is read to its end even when it is too long, so that the client hears why. */
export function readBody(request: IncomingMessage): Promise<{ text: string } | 'clientGone' | 'tooLong'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    request.on('end', () => {
      resolve(length > MAX_BODY_BYTES ? 'tooLong' : { text: Buffer.concat(chunks).toString('utf8') });
    });
    request.on('close', () => resolve('clientGone'));
    // An error is followed by `close`; without a listener it would end the process.
    request.on('error', () => undefined);
  });
}
