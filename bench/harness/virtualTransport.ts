import {
  createApiError,
  createForeignReplyError,
  parseRetryAfter,
  toGwsError,
} from '../../src/main/gws/classify';
import { GwsError } from '../../src/main/gws/errors';
import { buildHeaders } from '../../src/main/gws/headers';
import { READ_DEADLINE_MS, WRITE_DEADLINE_MS, type GwsTransport } from '../../src/main/gws/transport';
import { envelopeSchema } from '../../src/main/gws/wire';
import type { CancelTimer, Clock } from '../../src/main/lib/time';
import type { Breakage, VirtualAnswer, VirtualRequest, VirtualServer } from '../../src/simulator/virtual';

/** What the network stack reports of each breakage (docs/reliability.md, 4.1); of what is absent, nothing is known. */
const REPORTED: Readonly<Partial<Record<Breakage, string>>> = {
  refused: 'net::ERR_CONNECTION_REFUSED',
  reset: 'net::ERR_CONNECTION_RESET',
  closed: 'net::ERR_EMPTY_RESPONSE',
  truncated: 'net::ERR_CONTENT_LENGTH_MISMATCH',
  invalid: 'net::ERR_INVALID_HTTP_RESPONSE',
};

export interface VirtualTransportOptions {
  readonly server: Pick<VirtualServer, 'exchange' | 'contactCenterId'>;
  readonly clock: Clock;
  /** Called for every request that is made. */
  readonly onRequest?: (request: VirtualRequest) => void;
}

/**
 * The app's transport without a network: the app's headers, deadlines and reading of answers, over the virtual
 * server. As in the app, each write has a connection of its own.
 */
export function createVirtualTransport({ server, clock, onRequest }: VirtualTransportOptions): GwsTransport {
  const settings = { contactCenterId: server.contactCenterId, extraHeaders: {} };

  async function exchange(request: VirtualRequest, deadlineMs: number, signal?: AbortSignal) {
    onRequest?.(request);
    const controller = new AbortController();
    const abort = () => controller.abort();
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
    let isLate = false;
    const cancelDeadline: CancelTimer = clock.after(deadlineMs, () => {
      isLate = true;
      abort();
    });
    try {
      const result = await server.exchange(request, { signal: controller.signal });
      if (!('broken' in result)) return parseReply(result, request.method === 'GET', clock.now());
      if (isLate)
        throw new GwsError('timeout', `No whole answer within ${deadlineMs} ms`, { applied: 'unknown' });
      throw toGwsError(new Error(REPORTED[result.broken] ?? 'ERR_CANCELED'));
    } finally {
      cancelDeadline();
      signal?.removeEventListener('abort', abort);
    }
  }

  return {
    read(path, query = {}, { signal } = {}) {
      const search = new URLSearchParams(
        Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
      );
      const request = {
        method: 'GET',
        path: search.size === 0 ? path : `${path}?${search.toString()}`,
        headers: buildHeaders(settings, false, 'Counterline/bench'),
      };
      return exchange(request, READ_DEADLINE_MS, signal);
    },
    write(path, body, { signal } = {}) {
      const headers = { ...buildHeaders(settings, true, 'Counterline/bench'), Connection: 'close' };
      const request = { method: 'POST', path, headers, body: JSON.stringify(body) };
      return exchange(request, WRITE_DEADLINE_MS, signal);
    },
    noteStrayError: () => undefined,
    close: () => Promise.resolve(),
  };
}

/** As the app's own transport reads an answer (src/main/gws/transport.ts). */
function parseReply(answer: VirtualAnswer, isRead: boolean, nowMs: number): unknown {
  const reply = {
    status: answer.status,
    retryAfterMs: parseRetryAfter(answer.headers['retry-after'] ?? null, nowMs),
  };
  let body: unknown;
  try {
    body = JSON.parse(answer.body);
  } catch (error) {
    throw createForeignReplyError(reply, error);
  }
  const envelope = envelopeSchema().safeParse(body);
  if (!envelope.success) throw createForeignReplyError(reply, envelope.error);
  const { statusCode, statusMessage } = envelope.data;
  if (statusCode !== 0) throw createApiError(statusCode, isRead ? statusMessage : undefined, reply);
  if (answer.status < 200 || answer.status > 299) throw createForeignReplyError(reply);
  return body;
}
