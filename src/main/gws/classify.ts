import { SECOND } from '../lib/time';
import { GwsError, type GwsErrorDetails, type GwsErrorKind } from './errors';
import { FetchFault } from './guardedFetch';

/** Turns what went wrong on the way, or what the server answered, into one `GwsError`. */

const MIN_RETRY_AFTER_MS = SECOND;
const MAX_RETRY_AFTER_MS = 120 * SECOND;
/** It goes into the log with every failed poll. */
const MAX_STATUS_MESSAGE_LENGTH = 200;

/** Seconds or an HTTP date, brought within 1 to 120 s; servers send nonsense here as well. */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d{1,10}$/.test(value.trim()) ? Number(value) * SECOND : Date.parse(value) - nowMs;
  if (Number.isNaN(ms)) return undefined;
  return Math.min(Math.max(ms, MIN_RETRY_AFTER_MS), MAX_RETRY_AFTER_MS);
}

/** Meaning of `statusCode` in an error body. Source: docs/protocol.md, Errors. */
const KIND_OF_STATUS_CODE: Readonly<Record<number, GwsErrorKind>> = {
  1: 'rejected',
  2: 'conflict',
  3: 'forbidden',
  4: 'server',
  5: 'forbidden',
  6: 'notFound',
  7: 'server',
  9: 'server',
  10: 'rejected',
  12: 'notFound',
  20: 'forbidden',
};

function getKindOfHttpStatus(status: number): GwsErrorKind {
  if (status === 401 || status === 403 || status === 407) return 'forbidden';
  if (status === 404 || status === 410) return 'notFound';
  if (status === 408) return 'timeout';
  if (status === 409) return 'conflict';
  if (status === 413) return 'tooLarge';
  if (status === 429 || status === 503) return 'rateLimited';
  if (status >= 500) return 'server';
  if (status >= 400) return 'rejected';
  return 'badReply';
}

interface Reply {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
}

function withRetryAfter(details: GwsErrorDetails, reply: Reply): GwsErrorDetails {
  return reply.retryAfterMs === undefined ? details : { ...details, retryAfterMs: reply.retryAfterMs };
}

/**
 * The server's own error: a body with a `statusCode` other than 0. `statusMessage` ends up in the log, so that it is
 * left out where it may quote what a person said.
 */
export function createApiError(
  statusCode: number,
  statusMessage: string | undefined,
  reply: Reply,
): GwsError {
  const busy = reply.status === 429 || reply.status === 503;
  const kind = busy ? 'rateLimited' : (KIND_OF_STATUS_CODE[statusCode] ?? 'server');
  // An internal error may have struck after the work was done, whatever the reference says of errors in general.
  const unclear = kind === 'server' || (kind === 'rateLimited' && reply.status !== 429);
  const applied = unclear ? 'unknown' : 'no';
  const said = statusMessage === undefined ? '' : `: ${statusMessage.slice(0, MAX_STATUS_MESSAGE_LENGTH)}`;
  const message = `statusCode ${statusCode} with HTTP ${reply.status}${said}`;
  return new GwsError(kind, message, withRetryAfter({ applied }, reply));
}

/** An answer that is not this API's: a proxy's page, an empty body, a broken document. Nothing can be concluded. */
export function createForeignReplyError(reply: Reply, cause?: unknown): GwsError {
  const kind = getKindOfHttpStatus(reply.status);
  const hint = reply.status >= 300 && reply.status < 400 ? 'redirected' : 'notJson';
  const details = { applied: 'unknown', hint, cause } as const;
  return new GwsError(kind, `HTTP ${reply.status} without a readable answer`, withRetryAfter(details, reply));
}

/** Failures in which surely no byte of the request reached the server. Holds only on a connection never used before. */
const NEVER_LEFT =
  /ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_CONNECTION_REFUSED|ERR_ADDRESS_UNREACHABLE|ERR_ADDRESS_INVALID|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_TIMED_OUT|ERR_PROXY_CONNECTION_FAILED|ERR_TUNNEL_CONNECTION_FAILED|ERR_NETWORK_ACCESS_DENIED|ERR_UNSAFE_PORT|ERR_CERT_|ERR_SSL_VERSION_OR_CIPHER_MISMATCH|ENOTFOUND|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/;
const CERTIFICATE = /ERR_CERT_|ERR_SSL_|CERT_HAS_EXPIRED|SELF_SIGNED_CERT|UNABLE_TO_VERIFY|ERR_TLS_/;
/** Ours (`src/main/app/netFetch.ts`): the stack's own codes do not tell it from a proxy that refuses. */
const PROXY_LOGIN = /ERR_PROXY_LOGIN_WANTED/;
const REDIRECT = /redirect/i;
/** How the HTTP library and the platform say that the caller called a request off. */
const CANCELLED = /ERR_CANCELED|AbortError/;
const BROKEN_ANSWER =
  /ERR_INVALID_HTTP_RESPONSE|ERR_CONTENT_|ERR_INCOMPLETE_CHUNKED|ERR_INVALID_CHUNKED|ERR_RESPONSE_HEADERS|ERR_INVALID_REDIRECT|ERR_UNEXPECTED|HPE_|RangeError/;

/** The messages and codes of an error and all its causes, since each library wraps the one below. */
function describeChain(error: unknown): string {
  const parts: string[] = [];
  for (let part = error; part instanceof Error && parts.length < 8; part = part.cause) {
    parts.push(part.name, part.message, (part as NodeJS.ErrnoException).code ?? '');
  }
  return parts.join(' ');
}

/** The network stack's own code, such as `ERR_CERT_DATE_INVALID`; null where it was not the stack that failed. */
export function findNetError(error: unknown): string | null {
  return /net::(ERR_[A-Z0-9_]+)/.exec(describeChain(error))?.[1] ?? null;
}

function findInChain<Found extends Error>(
  error: unknown,
  type: abstract new (...args: never[]) => Found,
): Found | undefined {
  for (let part = error, depth = 0; part instanceof Error && depth < 8; part = part.cause, depth += 1) {
    if (part instanceof type) return part;
  }
  return undefined;
}

function classifyFault(fault: FetchFault): GwsError {
  const kinds = {
    deadline: 'timeout',
    tooLarge: 'tooLarge',
    stray: 'badReply',
    cancelled: 'cancelled',
  } as const;
  return new GwsError(kinds[fault.kind], fault.message, { applied: 'unknown', cause: fault });
}

/** Whatever the exchange threw, as one `GwsError`. */
export function toGwsError(error: unknown): GwsError {
  const known = findInChain(error, GwsError);
  if (known !== undefined) return known;
  const fault = findInChain(error, FetchFault);
  if (fault !== undefined) return classifyFault(fault);
  const description = describeChain(error);
  if (CANCELLED.test(description)) {
    return new GwsError('cancelled', 'The request was cancelled', { applied: 'unknown', cause: error });
  }
  if (PROXY_LOGIN.test(description))
    return new GwsError('offline', 'The proxy wants a login', {
      applied: 'no',
      hint: 'proxyLogin',
      cause: error,
    });
  const applied = NEVER_LEFT.test(description) ? 'no' : 'unknown';
  const message = error instanceof Error ? error.message : String(error);
  if (REDIRECT.test(description))
    return new GwsError('badReply', message, { applied: 'unknown', hint: 'redirected', cause: error });
  if (CERTIFICATE.test(description))
    return new GwsError('offline', message, { applied, hint: 'certificate', cause: error });
  if (/maxBodyLength/.test(description))
    return new GwsError('tooLarge', message, { applied: 'no', cause: error });
  if (BROKEN_ANSWER.test(description))
    return new GwsError('badReply', message, { applied: 'unknown', cause: error });
  return new GwsError('offline', message, { applied, cause: error });
}
