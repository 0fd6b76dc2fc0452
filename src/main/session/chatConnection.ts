import type { GwsClient } from '../gws/client';
import type { Log } from '../lib/log';

/** The line to the server for one chat: its own cookies and connections, which go with the chat. */
export interface ChatConnection {
  /** Tells the chats of one server from those of another. */
  readonly serverUrl: string;
  readonly client: GwsClient;
  close(): Promise<void>;
}

/** What a line leaves behind when it cannot be closed in order is for the log, and for nobody to wait for. */
export async function closeConnection(connection: ChatConnection, log: Log): Promise<void> {
  try {
    await connection.close();
  } catch (error) {
    log.warn('connection did not close', { error });
  }
}
