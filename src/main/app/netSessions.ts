import { app, session } from 'electron';
import type { NetSession, SessionPurpose } from '../gws/guardedFetch';
import { NO_PROXY_LOGINS, type ProxyLogins } from '../network/proxySignIn';
import { netFetch } from './netFetch';

let opened = 0;

/** Sessions that are in no use: the runtime keeps every partition for the life of the app, at nearly 1 MB each. */
const resting: Readonly<Record<SessionPurpose, string[]>> = { read: [], write: [] };

/** Counts the network processes: a session serves only under the one it was opened with. */
let generation = 0;

function followNetworkProcess(): void {
  app.on('child-process-gone', (_event, { serviceName }) => {
    if (serviceName !== 'network.mojom.NetworkService') return;
    generation += 1;
    resting.read.length = 0;
    resting.write.length = 0;
  });
}

/** Must run before the app is ready: over HTTP/2 and QUIC the stack repeats a POST whatever its headers say. */
export function configureNetworkStack(): void {
  app.commandLine.appendSwitch('disable-http2');
  app.commandLine.appendSwitch('disable-quic');
  followNetworkProcess();
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
  const openedIn = generation;
  return {
    fetch: (url, request) => netFetch(partition, logins, url, request),
    async close() {
      await partition.closeAllConnections();
      await partition.clearStorageData();
      await partition.clearAuthCache();
      if (openedIn === generation) resting[purpose].push(name);
    },
  };
}
