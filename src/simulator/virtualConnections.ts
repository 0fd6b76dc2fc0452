/** One connection as the wire log counts it. */
export interface VirtualConnection {
  readonly id: number;
  /** How many requests it has carried, the present one included. */
  requests: number;
  /** Ends with its one request. */
  readonly isOwn: boolean;
}

export interface VirtualConnections {
  /** An idle one where there is one; a new one for a request that asks for its own. */
  take(headers: Readonly<Record<string, string>>): VirtualConnection;
  /** After a proper answer it can carry the next request. */
  giveBack(connection: VirtualConnection): void;
  clear(): void;
}

/** Keeps connections alive the way HTTP clients do, so that faults can tell fresh ones from reused ones. */
export function createVirtualConnections(): VirtualConnections {
  let idle: VirtualConnection[] = [];
  let lastId = 0;

  return {
    take(headers) {
      const isOwn = headers['connection']?.toLowerCase() === 'close';
      const connection = (isOwn ? undefined : idle.pop()) ?? { id: ++lastId, requests: 0, isOwn };
      connection.requests += 1;
      return connection;
    },
    giveBack(connection) {
      if (!connection.isOwn) idle.push(connection);
    },
    clear() {
      idle = [];
    },
  };
}
