import { GwsError } from './errors';
import type { GwsTransport } from './transport';

/**
 * A transport that is made when the first request asks for it: the libraries behind it take longer to read than all
 * the rest of the app, and the first screen does without them.
 */
export function createLazyTransport(load: () => Promise<GwsTransport>): GwsTransport {
  let loading: Promise<GwsTransport> | null = null;

  async function get(): Promise<GwsTransport> {
    try {
      return await (loading ??= load());
    } catch (cause) {
      // The app's own files are gone or damaged. Nothing has left this machine, and the next request tries again.
      loading = null;
      throw new GwsError('offline', 'The network part of the app could not be read', {
        applied: 'no',
        cause,
      });
    }
  }

  return {
    read: async (...request) => (await get()).read(...request),
    write: async (...request) => (await get()).write(...request),
    noteStrayError(error) {
      // What could not be loaded has been told to whoever asked for it.
      loading?.then(
        (transport) => transport.noteStrayError(error),
        () => undefined,
      );
    },
    close: async () => loading?.then((transport) => transport.close()),
  };
}
