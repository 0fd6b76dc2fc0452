import { isIP } from 'node:net';
import { session } from 'electron';
import type { NetworkTools } from '../diagnostics/connectionTest';
import { tryConnection } from '../diagnostics/plainSocket';

/** The name service and the proxy settings that the network stack itself uses. */
export function createNetworkTools(): NetworkTools {
  const getSession = () => session.fromPartition('gws-test', { cache: false });
  return {
    resolveProxy: (url) => getSession().resolveProxy(url),
    async resolveHost(host) {
      if (isIP(host) !== 0) return [host];
      const { endpoints } = await getSession().resolveHost(host);
      return endpoints.map(({ address }) => address);
    },
    connect: tryConnection,
  };
}
