import { app, session } from 'electron';
import type { NetSession, SessionPurpose } from '../gws/guardedFetch';

let opened = 0;

/** Must run before the app is ready: over HTTP/2 and QUIC the stack repeats a POST whatever its headers say. */
export function configureNetworkStack(): void {
  app.commandLine.appendSwitch('disable-http2');
  app.commandLine.appendSwitch('disable-quic');
}

/** A network session in memory, shared with nobody. Without `persist:` nothing of it is written to the disk. */
export function openNetSession(purpose: SessionPurpose): NetSession {
  opened += 1;
  const partition = session.fromPartition(`gws-${purpose}-${opened}`, { cache: false });
  return {
    fetch: (url, request) => partition.fetch(url, request),
    async close() {
      await partition.closeAllConnections();
      await partition.clearStorageData();
    },
  };
}
