export type GwsErrorKind =
  | 'offline'
  | 'timeout'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'rateLimited'
  | 'rejected'
  | 'server'
  | 'badReply'
  | 'tooLarge'
  | 'cancelled';

/** What lies behind the kind, where it changes what a person should do. */
export type GwsErrorHint = 'certificate' | 'redirected' | 'notJson' | 'proxyLogin';

export interface GwsErrorDetails {
  /**
   * Whether the server may have carried the request out. `no` is said only of what surely never reached it, and of
   * what it answered with an error of its own ("an error means that nothing was changed", docs/protocol.md).
   */
  readonly applied: 'no' | 'unknown';
  readonly hint?: GwsErrorHint;
  /** Already brought within bounds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** The one error that an endpoint throws. No caller looks at an HTTP status. */
export class GwsError extends Error {
  override readonly name = 'GwsError';
  readonly applied: 'no' | 'unknown';
  readonly hint: GwsErrorHint | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly kind: GwsErrorKind,
    message: string,
    details: GwsErrorDetails,
  ) {
    super(message, { cause: details.cause });
    this.applied = details.applied;
    this.hint = details.hint;
    this.retryAfterMs = details.retryAfterMs;
  }
}
