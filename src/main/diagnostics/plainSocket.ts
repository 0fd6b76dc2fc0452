import { connect } from 'node:net';
import { SECOND } from '../lib/time';

const GIVE_UP_AFTER_MS = 4 * SECOND;

/** Opens a connection, sends nothing and closes it. Rejects when nobody takes it. */
export function tryConnection(address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    socket.setTimeout(GIVE_UP_AFTER_MS, () => {
      socket.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' }));
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
