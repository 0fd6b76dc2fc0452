import type { Clock } from '../lib/time';
import type { Log } from '../lib/log';
import { assertHeaderPolicy } from './headers';

/**
 * One exchange over Electron's network stack, made safe. The stack's teeth, all measured (docs/reliability.md):
 * some answers throw outside the promise and leave it unsettled for ever, an answer that is too long leaks its
 * socket, and a POST on a reused connection may silently be sent twice. So every call races a deadline of ours,
 * the body is read here under a cap, the exchange is aborted in `finally`, and writes never share a connection.
 */

export type FetchFaultKind = 'deadline' | 'tooLarge' | 'stray' | 'cancelled';

/** A fault of the exchange that the guard itself found. */
export class FetchFault extends Error {
  override readonly name = 'FetchFault';
  constructor(
    readonly kind: FetchFaultKind,
    message: string,
  ) {
    super(message);
  }
}

export interface NetRequest {
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: string | null;
  readonly signal: AbortSignal;
  readonly cache: 'no-store';
  readonly redirect: 'error';
  readonly credentials: 'omit';
}

/** The part of a network session that is needed. Electron's `Session` fits it; so does Node's fetch in tests. */
export interface NetSession {
  fetch(url: string, request: NetRequest): Promise<Response>;
  /** Drops its connections and all that it remembers. Called once, and the session is not used afterwards. */
  close(): Promise<void>;
}

export type SessionPurpose = 'read' | 'write';

export interface GuardedFetchOptions {
  readonly purpose: SessionPurpose;
  readonly openSession: (purpose: SessionPurpose) => NetSession;
  readonly deadlineMs: number;
  /** Largest answer read, in bytes after decompression. */
  readonly maxAnswerBytes: number;
  readonly clock: Clock;
  readonly log: Log;
}

export interface GuardedFetch {
  fetch(request: Request): Promise<Response>;
  /**
   * Tells of an error that surfaced outside every promise. If exactly one exchange is open it is the one that will
   * never settle, and it fails at once instead of at its deadline.
   */
  noteStrayError(error: unknown): void;
  countOpen(): number;
  close(): Promise<void>;
}

const DEADLINES_UNTIL_NEW_SESSION = 3;
/** What the stack says when its own process has died: a session from before then fails like this for ever. */
const STACK_LOST = 'net::ERR_FAILED';
const BODYLESS_STATUS = new Set([204, 205, 304]);

/** All that is ever read of an answer's head, besides its cookies. */
const READ_HEADERS = ['content-type', 'retry-after'];
const MAX_COOKIE_LINES = 50;

/** The HTTP library looks through all headers for each of them: ten thousand would stop the app for half a minute. */
function keepReadHeaders(headers: Headers): Headers {
  const kept = new Headers();
  for (const name of READ_HEADERS) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  for (const line of headers.getSetCookie().slice(0, MAX_COOKIE_LINES)) kept.append('Set-Cookie', line);
  return kept;
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    const chunk = part.value as Uint8Array;
    length += chunk.byteLength;
    if (length > maxBytes) throw new FetchFault('tooLarge', `The answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const { purpose, openSession, deadlineMs, maxAnswerBytes, clock, log } = options;
  let session = openSession(purpose);
  let deadlinesInARow = 0;
  const open = new Set<(fault: FetchFault) => void>();
  let isClosed = false;

  /** Does nothing where another request of that session has had it renewed: one on its way over the new one must not be cut. */
  function renewSession(failed: NetSession): void {
    if (failed !== session || isClosed) return;
    log.warn('network session renewed', { purpose, deadlinesInARow });
    const old = session;
    session = openSession(purpose);
    deadlinesInARow = 0;
    old.close().catch((error: unknown) => log.warn('old network session did not close', { error }));
  }

  async function exchange(used: NetSession, request: Request, signal: AbortSignal): Promise<Response> {
    const headers = new Headers(request.headers);
    // A connection of its own for every write: on a reused one the stack may send the same POST again.
    if (purpose === 'write') headers.set('Connection', 'close');
    assertHeaderPolicy(headers);
    const response = await used.fetch(request.url, {
      method: request.method,
      headers: [...headers],
      body: request.body === null ? null : await request.text(),
      signal,
      cache: 'no-store',
      // A redirect would carry the body and the contact center id to another host.
      redirect: 'error',
      // No cookie store and no login of the stack's: cookies are ours (cookies.ts), Authorization is never sent.
      credentials: 'omit',
    });
    const body = await readBody(response, maxAnswerBytes);
    return new Response(BODYLESS_STATUS.has(response.status) ? null : body, {
      status: response.status,
      headers: keepReadHeaders(response.headers),
    });
  }

  async function guardedFetch(request: Request): Promise<Response> {
    if (isClosed) throw new FetchFault('cancelled', 'The transport was closed');
    const controller = new AbortController();
    const used = session;
    let isStackLost = false;
    let fail: (fault: FetchFault) => void = () => undefined;
    const failure = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    const stopDeadline = clock.after(deadlineMs, () =>
      fail(new FetchFault('deadline', `No whole answer within ${deadlineMs} ms`)),
    );
    const onAbort = () => fail(new FetchFault('cancelled', 'The request was cancelled'));
    request.signal.addEventListener('abort', onAbort, { once: true });
    if (request.signal.aborted) onAbort();
    open.add(fail);
    const answer = exchange(used, request, controller.signal);
    // When the race is decided by the deadline, the late outcome of the exchange has nobody waiting for it.
    answer.catch((error: unknown) => log.debug('exchange ended', { purpose, error }));
    try {
      const response = await Promise.race([answer, failure]);
      deadlinesInARow = 0;
      return response;
    } catch (error) {
      if (error instanceof FetchFault && error.kind === 'deadline') deadlinesInARow += 1;
      if (error instanceof Error && error.message === STACK_LOST) isStackLost = true;
      throw error;
    } finally {
      open.delete(fail);
      stopDeadline();
      request.signal.removeEventListener('abort', onAbort);
      controller.abort();
      if (isStackLost || deadlinesInARow >= DEADLINES_UNTIL_NEW_SESSION) renewSession(used);
    }
  }

  return {
    fetch: guardedFetch,
    noteStrayError(error) {
      if (open.size !== 1) return;
      const message = error instanceof Error ? error.message : String(error);
      for (const fail of open)
        fail(new FetchFault('stray', `The network stack could not take the answer: ${message}`));
    },
    countOpen: () => open.size,
    async close() {
      isClosed = true;
      for (const fail of open) fail(new FetchFault('cancelled', 'The transport was closed'));
      await session.close();
    },
  };
}
