import { describe, expect, test } from 'vitest';
import { createApiError, createForeignReplyError, parseRetryAfter, toGwsError } from './classify';
import { GwsError } from './errors';
import { FetchFault, type FetchFaultKind } from './guardedFetch';

const NOW_MS = Date.UTC(2026, 0, 15, 9, 0, 0);

const inShort = ({ kind, applied, hint }: GwsError) => ({
  kind,
  applied,
  ...(hint === undefined ? {} : { hint }),
});

describe('Retry-After', () => {
  test.each([
    ['5', 5000],
    [' 5 ', 5000],
    ['0', 1000],
    ['3600', 120_000],
    ['9999999999', 120_000],
    ['Thu, 15 Jan 2026 09:00:30 GMT', 30_000],
    ['Thu, 15 Jan 1970 09:00:30 GMT', 1000],
    ['Thu, 15 Jan 2099 09:00:30 GMT', 120_000],
  ])('%j is brought within bounds', (value, expected) => {
    expect(parseRetryAfter(value, NOW_MS)).toBe(expected);
  });

  test.each([null, '', 'soon', '99999999999', '\u0000'])('%j asks for nothing', (value) => {
    expect(parseRetryAfter(value, NOW_MS)).toBeUndefined();
  });

  test.each(['-5', '1e9', '1.5', 'Infinity', 'NaN', '5; 10'])('%j never leads out of the bounds', (value) => {
    const ms = parseRetryAfter(value, NOW_MS) ?? 1000;
    expect(ms >= 1000 && ms <= 120_000).toBe(true);
  });
});

describe("the API's own errors", () => {
  const api = (statusCode: number, status: number) =>
    inShort(createApiError(statusCode, undefined, { status, retryAfterMs: undefined }));

  test.each([
    [1, 'rejected', 'no'],
    [2, 'conflict', 'no'],
    [3, 'forbidden', 'no'],
    [4, 'server', 'unknown'],
    [5, 'forbidden', 'no'],
    [6, 'notFound', 'no'],
    [7, 'server', 'unknown'],
    [9, 'server', 'unknown'],
    [10, 'rejected', 'no'],
    [12, 'notFound', 'no'],
    [20, 'forbidden', 'no'],
    [99, 'server', 'unknown'],
    [-1, 'server', 'unknown'],
  ])('status code %i is %s, applied: %s, whatever the HTTP status', (statusCode, kind, applied) => {
    expect([api(statusCode, 200), api(statusCode, 400)]).toEqual([
      { kind, applied },
      { kind, applied },
    ]);
  });

  test('too many requests were surely not carried out; of a service that is away nobody knows', () => {
    expect([api(4, 429), api(4, 503)]).toEqual([
      { kind: 'rateLimited', applied: 'no' },
      { kind: 'rateLimited', applied: 'unknown' },
    ]);
  });

  test('what the server asks for and says is kept, but not at any length', () => {
    const error = createApiError(10, 'x'.repeat(10_000), { status: 400, retryAfterMs: 5000 });
    expect([error.message, error.retryAfterMs]).toEqual([
      `statusCode 10 with HTTP 400: ${'x'.repeat(200)}`,
      5000,
    ]);
  });
});

test.each([
  [200, { kind: 'badReply', hint: 'notJson' }],
  [204, { kind: 'badReply', hint: 'notJson' }],
  [302, { kind: 'badReply', hint: 'redirected' }],
  [304, { kind: 'badReply', hint: 'redirected' }],
  [400, { kind: 'rejected', hint: 'notJson' }],
  [401, { kind: 'forbidden', hint: 'notJson' }],
  [403, { kind: 'forbidden', hint: 'notJson' }],
  [404, { kind: 'notFound', hint: 'notJson' }],
  [407, { kind: 'forbidden', hint: 'notJson' }],
  [408, { kind: 'timeout', hint: 'notJson' }],
  [409, { kind: 'conflict', hint: 'notJson' }],
  [410, { kind: 'notFound', hint: 'notJson' }],
  [413, { kind: 'tooLarge', hint: 'notJson' }],
  [429, { kind: 'rateLimited', hint: 'notJson' }],
  [500, { kind: 'server', hint: 'notJson' }],
  [502, { kind: 'server', hint: 'notJson' }],
  [503, { kind: 'rateLimited', hint: 'notJson' }],
  [504, { kind: 'server', hint: 'notJson' }],
])('a foreign answer with HTTP %i proves nothing about what was done', (status, expected) => {
  expect(inShort(createForeignReplyError({ status, retryAfterMs: undefined }))).toEqual({
    ...expected,
    applied: 'unknown',
  });
});

describe('what goes wrong on the way', () => {
  const net = (code: string) => inShort(toGwsError(new Error(`net::${code}`)));

  test.each([
    'ERR_NAME_NOT_RESOLVED',
    'ERR_CONNECTION_REFUSED',
    'ERR_ADDRESS_UNREACHABLE',
    'ERR_INTERNET_DISCONNECTED',
    'ERR_CONNECTION_TIMED_OUT',
    'ERR_PROXY_CONNECTION_FAILED',
    'ERR_TUNNEL_CONNECTION_FAILED',
  ])('%s: surely nothing left', (code) => {
    expect(net(code)).toEqual({ kind: 'offline', applied: 'no' });
  });

  test.each([
    'ERR_CERT_DATE_INVALID',
    'ERR_CERT_COMMON_NAME_INVALID',
    'ERR_CERT_AUTHORITY_INVALID',
    'ERR_CERT_REVOKED',
  ])('%s: nothing left, and the certificate is why', (code) => {
    expect(net(code)).toEqual({ kind: 'offline', applied: 'no', hint: 'certificate' });
  });

  test('a failure within TLS may come late, so that nothing is concluded', () => {
    expect(net('ERR_SSL_PROTOCOL_ERROR')).toEqual({
      kind: 'offline',
      applied: 'unknown',
      hint: 'certificate',
    });
  });

  test.each([
    'ERR_EMPTY_RESPONSE',
    'ERR_CONNECTION_RESET',
    'ERR_CONNECTION_CLOSED',
    'ERR_CONNECTION_ABORTED',
    'ERR_NETWORK_CHANGED',
    'ERR_NETWORK_IO_SUSPENDED',
    'ERR_TIMED_OUT',
    'ERR_FAILED',
    'ERR_SOMETHING_NEW',
  ])('%s: the server may have it', (code) => {
    expect(net(code)).toEqual({ kind: 'offline', applied: 'unknown' });
  });

  test.each([
    'ERR_CONTENT_LENGTH_MISMATCH',
    'ERR_INCOMPLETE_CHUNKED_ENCODING',
    'ERR_INVALID_CHUNKED_ENCODING',
    'ERR_CONTENT_DECODING_FAILED',
    'ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH',
    'ERR_RESPONSE_HEADERS_TOO_BIG',
    'ERR_INVALID_HTTP_RESPONSE',
    'ERR_UNEXPECTED_PROXY_AUTH',
  ])('%s: an answer that cannot be read', (code) => {
    expect(net(code)).toEqual({ kind: 'badReply', applied: 'unknown' });
  });

  test('a status that the platform does not take is an answer that cannot be read', () => {
    expect(inShort(toGwsError(new RangeError('init["status"] must be in the range of 200 to 599')))).toEqual({
      kind: 'badReply',
      applied: 'unknown',
    });
  });

  test.each(['Redirect was cancelled', 'net::ERR_INVALID_REDIRECT', 'unexpected redirect'])(
    '%s: a sign-in page',
    (text) => {
      expect(inShort(toGwsError(new Error(text)))).toEqual({
        kind: 'badReply',
        applied: 'unknown',
        hint: 'redirected',
      });
    },
  );

  test.each<[FetchFaultKind, GwsError['kind']]>([
    ['deadline', 'timeout'],
    ['tooLarge', 'tooLarge'],
    ['stray', 'badReply'],
    ['cancelled', 'cancelled'],
  ])('the fault %s of the guard is %s, found under whatever wraps it', (fault, kind) => {
    const wrapped = new Error('Network Error', {
      cause: new TypeError('x', { cause: new FetchFault(fault, 'y') }),
    });
    expect(inShort(toGwsError(wrapped))).toEqual({ kind, applied: 'unknown' });
  });

  test.each(['CanceledError', 'AbortError'])('%s is what the caller called off', (name) => {
    const error = Object.assign(new Error('canceled'), { name, code: 'ERR_CANCELED' });
    expect(inShort(toGwsError(error))).toEqual({ kind: 'cancelled', applied: 'unknown' });
  });

  test('a cause in the depth counts: the connection was refused', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(
      inShort(
        toGwsError(new Error('Network Error', { cause: new TypeError('fetch failed', { cause: refused }) })),
      ),
    ).toEqual({
      kind: 'offline',
      applied: 'no',
    });
  });

  test('a request body that is too long never left', () => {
    expect(inShort(toGwsError(new Error('Request body larger than maxBodyLength limit')))).toEqual({
      kind: 'tooLarge',
      applied: 'no',
    });
  });

  test('an error that is one already stays what it is', () => {
    const known = new GwsError('rejected', 'stopped', { applied: 'no' });
    expect(toGwsError(new Error('wrapped', { cause: known }))).toBe(known);
  });

  test.each([undefined, null, 'text', 7, Symbol('x'), {}])(
    'a thrown %s is an error of ours too, and proves nothing',
    (thrown) => {
      expect(inShort(toGwsError(thrown))).toEqual({ kind: 'offline', applied: 'unknown' });
    },
  );

  test('causes that go in a circle come to an end', () => {
    const error = new Error('round');
    error.cause = error;
    expect(inShort(toGwsError(error))).toEqual({ kind: 'offline', applied: 'unknown' });
  });
});
