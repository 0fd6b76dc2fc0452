import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Socket } from 'node:net';
import type { ApiAnswer } from './api';
import { NOTHING_APPLIED } from './carryOut';
import type { CannedAnswer, Ending, Fault, Reply } from './fault';
import { cutAnswer, writeAnswer } from './rawAnswer';
import type { Outcome, WireRecord } from './wireLog';

const MEBIBYTE = 2 ** 20;
const UNTIL_READ_MS = 20;

/** The request that is replied to. */
export interface Exchange {
  readonly record: WireRecord;
  readonly response: ServerResponse;
  /** False when the server was stopped meanwhile. */
  readonly pauseFor: (ms: number) => Promise<boolean>;
}

/** Sends the answer the way the fault wants it, and tells how that went. Resolves when nothing more will be sent. */
export function sendReply(fault: Fault, answer: ApiAnswer | null, exchange: Exchange): Promise<Outcome> {
  const { socket } = exchange.response;
  if (!socket || socket.destroyed) return Promise.resolve({ kind: 'broken', how: 'clientGone' });
  return replyTo(fault.reply, answer ?? NOTHING_APPLIED, exchange, socket, fault.name);
}

async function replyTo(
  reply: Reply,
  answer: ApiAnswer,
  exchange: Exchange,
  socket: Socket,
  how: string,
): Promise<Outcome> {
  const { response, record } = exchange;
  switch (reply.kind) {
    case 'genuine':
      return sendAnswer(response, { ...answer, headers: { ...answer.headers, ...reply.headers } });
    case 'rewritten':
      return sendAnswer(response, {
        ...answer,
        body: JSON.stringify(reply.rewrite(JSON.parse(answer.body))) ?? '',
      });
    case 'canned':
      return sendAnswer(response, reply.answer);
    case 'raw': {
      const bytes = typeof reply.bytes === 'function' ? reply.bytes(answer) : reply.bytes;
      return writeRaw(socket, bytes, reply.then, exchange, how);
    }
    case 'truncated':
      return writeRaw(socket, cutAnswer(answer, reply.keepBodyBytes), reply.then, exchange, how);
    case 'oversize':
      return sendOversize(response, answer, reply.mebibytes * MEBIBYTE, how);
    case 'paced':
      return sendPaced(reply, answer, exchange, socket, how);
    case 'glued':
      return sendGlued(response, answer, reply.extra, socket);
    case 'composed':
      return replyTo(reply.compose(record, answer), answer, exchange, socket, how);
    case 'drop':
      endConnection(socket, reply.how);
      return { kind: 'broken', how };
    case 'hang':
      return { kind: 'broken', how };
  }
}

/** A whole, regular answer. */
export function sendAnswer(response: ServerResponse, answer: CannedAnswer): Promise<Outcome> {
  const { status, headers = {}, body = '' } = answer;
  return new Promise((resolve) => {
    const clientGone = (): void => resolve({ kind: 'broken', how: 'clientGone' });
    if (response.destroyed) return clientGone();
    response.once('close', clientGone);
    for (const [name, value] of Object.entries(headers)) {
      response.setHeader(name, typeof value === 'string' ? value : [...value]);
    }
    const length = Buffer.byteLength(body);
    const isBodiless = status === 204 || status === 304;
    if (!isBodiless && !response.hasHeader('Content-Length')) response.setHeader('Content-Length', length);
    response.writeHead(status);
    response.end(body, () => resolve({ kind: 'answered', status }));
  });
}

/** In one packet, so that no client can close the connection before the second part is there. */
async function sendGlued(
  response: ServerResponse,
  answer: ApiAnswer,
  extra: Buffer,
  socket: Socket,
): Promise<Outcome> {
  socket.cork();
  const sent = sendAnswer(response, answer);
  socket.write(extra);
  socket.uncork();
  return sent;
}

async function writeRaw(
  socket: Socket,
  bytes: Buffer,
  then: Ending | 'stayOpen',
  { pauseFor }: Exchange,
  how: string,
): Promise<Outcome> {
  await new Promise((resolve) => socket.write(bytes, resolve));
  // A reset that comes together with the bytes is none to many clients: they read the bytes and a plain end.
  if (then === 'reset' && bytes.length > 0) await pauseFor(UNTIL_READ_MS);
  if (then !== 'stayOpen') endConnection(socket, then);
  return { kind: 'broken', how };
}

function endConnection(socket: Socket, how: Ending): void {
  if (how === 'reset') socket.resetAndDestroy();
  else socket.destroySoon();
}

/** The whole answer if the client has the patience; it is told beforehand that the connection ends with it. */
async function sendPaced(
  { part, chunkBytes, everyMs }: Extract<Reply, { kind: 'paced' }>,
  answer: ApiAnswer,
  { pauseFor }: Exchange,
  socket: Socket,
  how: string,
): Promise<Outcome> {
  socket.setNoDelay(true);
  const headers = { ...answer.headers, Connection: 'close' };
  const bytes = writeAnswer({ ...answer, headers });
  let sent = part === 'all' ? 0 : bytes.length - Buffer.byteLength(answer.body);
  if (sent > 0) socket.write(bytes.subarray(0, sent));
  while (sent < bytes.length) {
    if (!(await pauseFor(everyMs)) || socket.destroyed) return { kind: 'broken', how };
    await new Promise((resolve) => socket.write(bytes.subarray(sent, sent + chunkBytes), resolve));
    sent += chunkBytes;
  }
  endConnection(socket, 'close');
  return { kind: 'answered', status: answer.status };
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
