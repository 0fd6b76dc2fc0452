import type { TestFinding, TestStepName } from '@shared/connectionTest';
import { assertNever } from '@shared/result';
import { findNetError } from '../gws/classify';
import type { GwsError } from '../gws/errors';

/** What was found, and at which step of the way. */
export interface Finding {
  readonly step: TestStepName;
  readonly reason: TestFinding;
}

/** The network stack's own words for what goes wrong before anybody answers. */
const NET_ERRORS: readonly (readonly [RegExp, Finding])[] = [
  [/^ERR_NAME_/, { step: 'dns', reason: 'nameUnknown' }],
  [/^ERR_PROXY_CONNECTION_FAILED/, { step: 'proxy', reason: 'proxyUnreachable' }],
  [/^ERR_PROXY_|_PROXY_AUTH|^ERR_TUNNEL_|^ERR_SOCKS_/, { step: 'proxy', reason: 'proxyRefused' }],
  [/^ERR_(MANDATORY_PROXY|PAC_)/, { step: 'proxy', reason: 'proxyUnreachable' }],
  [/CLIENT_AUTH/, { step: 'tls', reason: 'clientCertificate' }],
  [/^ERR_CERT_AUTHORITY_INVALID/, { step: 'tls', reason: 'certificateIssuer' }],
  [/^ERR_CERT_DATE_INVALID/, { step: 'tls', reason: 'certificateDate' }],
  [/^ERR_CERT_COMMON_NAME_INVALID/, { step: 'tls', reason: 'certificateName' }],
  [/^ERR_CONNECTION_TIMED_OUT/, { step: 'tcp', reason: 'timeout' }],
  [
    /^ERR_(CONNECTION_REFUSED|ADDRESS_|INTERNET_DISCONNECTED|NETWORK_ACCESS_DENIED)/,
    { step: 'tcp', reason: 'unreachable' },
  ],
];

/** Null when the error proves that the connection works: the chat that was asked for does not exist. */
export function findFinding(error: GwsError): Finding | null {
  if (error.hint === 'proxyLogin') return { step: 'proxy', reason: 'proxyLogin' };
  if (error.hint === 'redirected') return { step: 'http', reason: 'networkSignIn' };
  const netError = findNetError(error);
  const known = NET_ERRORS.find(([pattern]) => netError !== null && pattern.test(netError));
  if (known !== undefined) return known[1];
  if (error.hint === 'certificate') return { step: 'tls', reason: 'certificate' };
  switch (error.kind) {
    case 'notFound':
    case 'conflict':
    case 'rejected':
      return error.hint === 'notJson' ? { step: 'http', reason: 'notAChatServer' } : null;
    case 'offline':
      return { step: 'http', reason: 'unreachable' };
    case 'timeout':
    case 'cancelled':
      return { step: 'http', reason: 'timeout' };
    case 'forbidden':
      return { step: 'header', reason: 'refused' };
    case 'badReply':
      return { step: 'http', reason: error.hint === 'notJson' ? 'webPage' : 'notAChatServer' };
    case 'tooLarge':
      return { step: 'http', reason: 'notAChatServer' };
    case 'rateLimited':
      return { step: 'http', reason: 'busy' };
    case 'server':
      return { step: 'http', reason: 'serverTrouble' };
    default:
      return assertNever(error.kind);
  }
}
