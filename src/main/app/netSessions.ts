import { app, session } from 'electron';
import type { NetSession, SessionPurpose } from '../gws/guardedFetch';
import { NO_PROXY_LOGINS, type ProxyLogins } from '../network/proxySignIn';
import { netFetch } from './netFetch';

let opened = 0;

/** Sessions that are in no use: the runtime keeps every partition for the life of the app, at nearly 1 MB each. */
const resting: Readonly<Record<SessionPurpose, string[]>> = { read: [], write: [] };

/** Must run before the app is ready: over HTTP/2 and QUIC the stack repeats a POST whatever its headers say. */
export function configureNetworkStack(): void {
  app.commandLine.appendSwitch('disable-http2');
  app.commandLine.appendSwitch('disable-quic');
}

function nameNewSession(purpose: SessionPurpose): string {
  opened += 1;
  return `gws-${purpose}-${opened}`;
}

/** Once more for all that are in no use now: closing them has cleared them already. */
export async function clearRestingNetSessions(): Promise<void> {
  for (const name of [...resting.read, ...resting.write]) {
    const partition = session.fromPartition(name, { cache: false });
    await partition.clearStorageData();
    await partition.clearAuthCache();
    await partition.clearHostResolverCache();
  }
}

/**
 * A network session in memory, shared with nobody while it is open. Without `persist:` nothing of it is written to
 * the disk. The one that has rested longest is used again, so that a session given up for its troubles comes last.
 */
export function openNetSession(purpose: SessionPurpose, logins: ProxyLogins = NO_PROXY_LOGINS): NetSession {
  const name = resting[purpose].shift() ?? nameNewSession(purpose);
  const partition = session.fromPartition(name, { cache: false });
  return {
    fetch: (url, request) => netFetch(partition, logins, url, request),
    async close() {
      await partition.closeAllConnections();
      await partition.clearStorageData();
      await partition.clearAuthCache();
      resting[purpose].push(name);
    },
  };
}
