import type { GwsClient } from '../gws/client';
import type { Log } from '../lib/log';

/** Where a chat lives, so that a later run and the journal of ends go back to the same place. */
export interface ChatServer {
  /** Tells the chats of one server from those of another. */
  readonly serverUrl: string;
  /** The id of the named contact center; absent for the one of the settings `serverUrl` and `contactCenterId`. */
  readonly contactCenter?: string;
}

/** The line to the server for one chat: its own cookies and connections, which go with the chat. */
export interface ChatConnection extends ChatServer {
  readonly client: GwsClient;
  close(): Promise<void>;
}

/** No more of it than what is kept. */
export function toChatServer({ serverUrl, contactCenter }: ChatServer): ChatServer {
  return { serverUrl, ...(contactCenter === undefined ? {} : { contactCenter }) };
}

export function isSameServer(one: ChatServer, other: ChatServer): boolean {
  return one.serverUrl === other.serverUrl && one.contactCenter === other.contactCenter;
}

/** What a line leaves behind when it cannot be closed in order is for the log, and for nobody to wait for. */
export async function closeConnection(connection: ChatConnection, log: Log): Promise<void> {
  try {
    await connection.close();
  } catch (error) {
    log.warn('connection did not close', { error });
  }
}
