import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Socket } from 'node:net';
import type { ApiAnswer } from './api';
import { NOTHING_APPLIED } from './carryOut';
import type { Ending, Fault, Reply } from './faults';
import type { Outcome } from './wireLog';

const MEBIBYTE = 2 ** 20;

/** Sends the answer the way the fault wants it, and tells how that went. Resolves when nothing more will be sent. */
export function sendReply(
  fault: Fault,
  answer: ApiAnswer | null,
  response: ServerResponse,
): Promise<Outcome> {
  const socket = response.socket;
  if (!socket || socket.destroyed) return Promise.resolve({ kind: 'broken', how: 'clientGone' });
  return replyTo(fault.reply, answer ?? NOTHING_APPLIED, response, socket, fault.name);
}

async function replyTo(
  reply: Reply,
  answer: ApiAnswer,
  response: ServerResponse,
  socket: Socket,
  how: string,
): Promise<Outcome> {
  switch (reply.kind) {
    case 'genuine':
      return sendAnswer(response, { ...answer, headers: { ...answer.headers, ...reply.headers } });
    case 'rewritten':
      return sendAnswer(response, {
        ...answer,
        body: JSON.stringify(reply.rewrite(JSON.parse(answer.body))) ?? '',
      });
    case 'canned':
      return sendAnswer(response, { headers: {}, body: '', ...reply.answer });
    case 'raw':
      return writeRaw(socket, reply.bytes, reply.then, how);
    case 'truncated':
      return writeRaw(socket, cutAnswer(answer, reply.keepBodyBytes), reply.then, how);
    case 'oversize':
      return sendOversize(response, answer, reply.mebibytes * MEBIBYTE, how);
    case 'drop':
      endConnection(socket, reply.how);
      return { kind: 'broken', how };
    case 'hang':
      return { kind: 'broken', how };
  }
}

/** A whole, regular answer. */
export function sendAnswer(
  response: ServerResponse,
  answer: {
    status: number;
    headers: Readonly<Record<string, string | readonly string[]>>;
    body: string | Buffer;
  },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const clientGone = (): void => resolve({ kind: 'broken', how: 'clientGone' });
    if (response.destroyed) return clientGone();
    response.once('close', clientGone);
    for (const [name, value] of Object.entries(answer.headers)) {
      response.setHeader(name, typeof value === 'string' ? value : [...value]);
    }
    const length = Buffer.byteLength(answer.body);
    if (length > 0 && !response.hasHeader('Content-Length')) response.setHeader('Content-Length', length);
    response.writeHead(answer.status);
    response.end(answer.body, () => resolve({ kind: 'answered', status: answer.status }));
  });
}

function writeRaw(socket: Socket, bytes: Buffer, then: Ending | 'stayOpen', how: string): Promise<Outcome> {
  return new Promise((resolve) => {
    socket.write(bytes, () => {
      if (then !== 'stayOpen') endConnection(socket, then);
      resolve({ kind: 'broken', how });
    });
  });
}

function endConnection(socket: Socket, how: Ending): void {
  if (how === 'reset') socket.resetAndDestroy();
  else socket.destroySoon();
}

function cutAnswer({ status, headers, body }: ApiAnswer, keepBodyBytes: number | 'half'): Buffer {
  const content = Buffer.from(body);
  const keep = keepBodyBytes === 'half' ? Math.floor(content.length / 2) : keepBodyBytes;
  const lines = Object.entries({ ...headers, 'Content-Length': String(content.length) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const head = Buffer.from(`HTTP/1.1 ${status} OK\r\n${lines.join('')}\r\n`);
  return Buffer.concat([head, content.subarray(0, keep)]);
}

/** Valid JSON all the way, so that only its size is wrong. Stops as soon as the client does not want more. */
async function sendOversize(
  response: ServerResponse,
  answer: ApiAnswer,
  paddingBytes: number,
  how: string,
): Promise<Outcome> {
  response.writeHead(answer.status, answer.headers);
  try {
    await pipeline(Readable.from(padded(answer.body, paddingBytes)), response);
    return { kind: 'answered', status: answer.status };
  } catch {
    // The client hung up in the middle, which is what this fault is there to provoke.
    return { kind: 'broken', how };
  }
}

function* padded(json: string, paddingBytes: number): Generator<string> {
  const block = 'x'.repeat(64 * 1024);
  yield `${json.slice(0, -1)},"padding":"`;
  for (let left = paddingBytes; left > 0; left -= block.length) yield block.slice(0, left);
  yield '"}';
}
