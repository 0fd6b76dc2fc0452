import { GwsError } from './errors';

/**
 * The header policy, in this one place (docs/protocol.md, Identity): `ContactCenterId` on every request,
 * `Authorization` on none, whatever the settings hold.
 */

export interface HeaderSettings {
  readonly contactCenterId: string;
  /** Constant headers that a gateway in front of the API asks for. */
  readonly extraHeaders: Readonly<Record<string, string>>;
}

const OWN_HEADERS = new Set(['contactcenterid', 'accept', 'content-type', 'user-agent']);

export function buildHeaders(
  settings: HeaderSettings,
  hasBody: boolean,
  userAgent: string,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(settings.extraHeaders)) {
    if (!OWN_HEADERS.has(name.toLowerCase())) headers[name] = value;
  }
  headers['ContactCenterId'] = settings.contactCenterId;
  headers['Accept'] = 'application/json';
  // Without one of our own, the HTTP library would name itself and its version.
  headers['User-Agent'] = userAgent;
  if (hasBody) headers['Content-Type'] = 'application/json';
  return headers;
}

/** The last look before a request leaves. Throws rather than send what the policy forbids. */
export function assertHeaderPolicy(headers: Headers): void {
  if (headers.has('authorization') || headers.has('proxy-authorization')) {
    throw new GwsError('rejected', 'A request with an Authorization header was stopped', { applied: 'no' });
  }
  if ((headers.get('contactcenterid') ?? '') === '') {
    throw new GwsError('rejected', 'A request without a ContactCenterId header was stopped', {
      applied: 'no',
    });
  }
}
