import type { NetSession } from '../../src/main/gws/guardedFetch';
import type { Breakage, VirtualServer } from '../../src/simulator/virtual';

/** What the network stack of the app says in each case. */
const ERROR_OF: Readonly<Record<Exclude<Breakage, 'aborted'>, string>> = {
  refused: 'net::ERR_CONNECTION_REFUSED',
  reset: 'net::ERR_CONNECTION_RESET',
  closed: 'net::ERR_EMPTY_RESPONSE',
  truncated: 'net::ERR_CONTENT_LENGTH_MISMATCH',
  invalid: 'net::ERR_INVALID_HTTP_RESPONSE',
  timeout: 'net::ERR_TIMED_OUT',
};

/** A network session whose far end is a server in this process, under the clock of that server. */
export function openVirtualLine(server: Pick<VirtualServer, 'exchange'>): NetSession {
  return {
    async fetch(url, { method, headers, body, signal }) {
      const { pathname, search } = new URL(url);
      const request = { method, path: `${pathname}${search}`, headers: Object.fromEntries(headers) };
      const result = await server.exchange({ ...request, body: body ?? '' }, { signal });
      if ('status' in result) {
        const isBodyless = result.status === 204 || result.status === 205 || result.status === 304;
        return new Response(isBodyless ? null : result.body, result);
      }
      if (result.broken === 'aborted') throw new DOMException('The request was aborted', 'AbortError');
      throw new Error(ERROR_OF[result.broken]);
    },
    close: () => Promise.resolve(),
  };
}
