import type { Arrival } from './malformedAnswer';

/** What an answer proves, read by the plainest rules of the API and by nobody's parser but the platform's own. */
export type Proof =
  /** A success of this API. */
  | { readonly name: 'success'; readonly body: Readonly<Record<string, unknown>> }
  /** An error of this API. */
  | { readonly name: 'refusal' }
  /** Nothing at all. */
  | { readonly name: 'nothing' };

const NOTHING: Proof = { name: 'nothing' };
const MAX_BYTES = 8 * 2 ** 20;

export function judge(arrival: Arrival): Proof {
  if ('thrown' in arrival || arrival.breaksAfter !== undefined) return NOTHING;
  if (arrival.body.length > MAX_BYTES || isBodyless(arrival.status)) return NOTHING;
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(arrival.body));
  } catch {
    return NOTHING;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return NOTHING;
  const fields = body as Readonly<Record<string, unknown>>;
  const statusCode = readStatusCode(Object.hasOwn(fields, 'statusCode') ? fields['statusCode'] : undefined);
  if (statusCode === null) return NOTHING;
  if (statusCode !== 0) return { name: 'refusal' };
  return arrival.status >= 200 && arrival.status <= 299 ? { name: 'success', body: fields } : NOTHING;
}

export function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

function readStatusCode(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  return typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : null;
}
