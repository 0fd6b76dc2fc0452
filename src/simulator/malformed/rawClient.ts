import { connect } from 'node:net';
import type { OperationName } from '../operations';
import type { Simulator } from '../index';

/** All that came back on one connection, byte by byte. */
export interface RawReply {
  readonly head: string;
  readonly body: Buffer;
  readonly bytes: Buffer;
  readonly wasReset: boolean;
}

/** Asks by hand, so that no HTTP client's opinion comes between: the bytes are what they are. */
export function askRaw(simulator: Simulator, operation: OperationName, chatId: string): Promise<RawReply> {
  const { hostname, port } = new URL(simulator.url);
  const isRead = operation === 'GetChat' || operation === 'GetTranscript';
  const path =
    operation === 'RequestChat'
      ? '/api/v2/chats'
      : `/api/v2/chats/${chatId}${operation === 'GetTranscript' ? '/messages?index=1' : ''}`;
  const fields = { operationName: operation, nickname: 'Bea', subject: '', text: 'hello' };
  const body = isRead ? '' : JSON.stringify(fields);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let wasReset = false;
    const socket = connect(Number(port), hostname);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => (wasReset = true));
    socket.on('close', () => {
      const bytes = Buffer.concat(chunks);
      const end = bytes.indexOf('\r\n\r\n');
      const [head, rest] = end < 0 ? [bytes.length, bytes.length] : [end, end + 4];
      resolve({ head: bytes.toString('latin1', 0, head), body: bytes.subarray(rest), bytes, wasReset });
    });
    socket.write(
      `${isRead ? 'GET' : 'POST'} ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n` +
        `ContactCenterId: ${simulator.contactCenterId}\r\n` +
        (isRead ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`) +
        `\r\n${body}`,
    );
  });
}
