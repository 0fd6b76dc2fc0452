import { expect, test } from 'vitest';
import { toGwsError } from '../gws/classify';
import { GwsError, type GwsErrorHint, type GwsErrorKind } from '../gws/errors';
import { findFinding } from './findings';

const error = (kind: GwsErrorKind, hint?: GwsErrorHint) =>
  new GwsError(kind, 'for the test', { applied: 'unknown', ...(hint === undefined ? {} : { hint }) });

test.each(['notFound', 'conflict', 'rejected'] as const)(
  'an error of the API about the chat that does not exist (%s) proves that the connection works',
  (kind) => {
    expect(findFinding(error(kind))).toBeNull();
  },
);

test.each([
  ['offline', undefined, 'http', 'unreachable'],
  ['offline', 'certificate', 'tls', 'certificate'],
  ['offline', 'proxyLogin', 'proxy', 'proxyLogin'],
  ['timeout', undefined, 'http', 'timeout'],
  ['cancelled', undefined, 'http', 'timeout'],
  ['forbidden', undefined, 'header', 'refused'],
  ['forbidden', 'notJson', 'header', 'refused'],
  ['notFound', 'notJson', 'http', 'notAChatServer'],
  ['badReply', 'redirected', 'http', 'networkSignIn'],
  ['badReply', 'notJson', 'http', 'webPage'],
  ['badReply', undefined, 'http', 'notAChatServer'],
  ['tooLarge', undefined, 'http', 'notAChatServer'],
  ['rateLimited', undefined, 'http', 'busy'],
  ['server', undefined, 'http', 'serverTrouble'],
] as const)('%s (%s) is found at the step %s: %s', (kind, hint, step, reason) => {
  expect(findFinding(error(kind, hint))).toEqual({ step, reason });
});

test.each([
  ['ERR_NAME_NOT_RESOLVED', 'dns', 'nameUnknown'],
  ['ERR_CONNECTION_REFUSED', 'tcp', 'unreachable'],
  ['ERR_CONNECTION_TIMED_OUT', 'tcp', 'timeout'],
  ['ERR_CERT_AUTHORITY_INVALID', 'tls', 'certificateIssuer'],
  ['ERR_CERT_DATE_INVALID', 'tls', 'certificateDate'],
  ['ERR_CERT_COMMON_NAME_INVALID', 'tls', 'certificateName'],
  ['ERR_CERT_REVOKED', 'tls', 'certificate'],
  ['ERR_SSL_PROTOCOL_ERROR', 'tls', 'certificate'],
  ['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'tls', 'clientCertificate'],
  ['ERR_BAD_SSL_CLIENT_AUTH_CERT', 'tls', 'clientCertificate'],
  ['ERR_PROXY_CONNECTION_FAILED', 'proxy', 'proxyUnreachable'],
  ['ERR_TUNNEL_CONNECTION_FAILED', 'proxy', 'proxyRefused'],
  ['ERR_PROXY_LOGIN_WANTED', 'proxy', 'proxyLogin'],
])('%s of the network stack is found at the step %s: %s', (code, step, reason) => {
  expect(findFinding(toGwsError(new Error(`net::${code}`)))).toEqual({ step, reason });
});
