import type { NotSentReason, StartFailure } from '@shared/chat';
import { assertNever } from '@shared/result';
import { GwsError } from '../gws/errors';
import { getBackoffMs } from '../lib/backoff';
import type { SendOutcome } from '../outbox/outboxTable';

/** Translates errors of the wire to the reasons that a person is told, each with its sentence in the locale. */

/**
 * Whether a web page has answered instead of the contact center, as a network does that wants a sign-in first. The page of
 * an overloaded server has a status of its own, and is none.
 */
export function isWebPage(error: unknown): boolean {
  if (!(error instanceof GwsError)) return false;
  return error.hint === 'redirected' || (error.kind === 'badReply' && error.hint === 'notJson');
}

export function toStartFailure(error: GwsError): StartFailure {
  if (error.hint === 'certificate') return 'certificate';
  if (error.hint === 'redirected') return 'networkSignIn';
  if (error.hint === 'proxyLogin') return 'proxyLogin';
  switch (error.kind) {
    case 'offline':
      return error.applied === 'no' ? 'unreachable' : 'unclear';
    case 'timeout':
    case 'cancelled':
      return 'unclear';
    case 'forbidden':
      return 'refused';
    case 'notFound':
      return 'notAChatServer';
    case 'badReply':
      // Cut short, or a success without an id: there may be a chat. Only another kind of page proves that there is none.
      return error.hint === 'notJson' ? 'notAChatServer' : 'unclear';
    case 'rateLimited':
      return 'busy';
    case 'conflict':
    case 'rejected':
    case 'tooLarge':
      return 'rejected';
    case 'server':
      return 'serverTrouble';
    default:
      return assertNever(error.kind);
  }
}

function toNotSentReason(error: GwsError): NotSentReason {
  switch (error.kind) {
    case 'tooLarge':
      return 'tooLong';
    case 'conflict':
      return 'notAllowed';
    case 'notFound':
      return 'chatOver';
    default:
      return 'refused';
  }
}

const RETRIABLE: ReadonlySet<GwsError['kind']> = new Set(['offline', 'timeout', 'server', 'rateLimited']);

/** `failures`: attempts in a row, of this and earlier messages, that did not reach the server. */
export function toSendOutcome(error: GwsError, failures: number, random: () => number): SendOutcome {
  if (error.applied === 'unknown') return { name: 'unknown' };
  if (!RETRIABLE.has(error.kind)) return { name: 'rejected', reason: toNotSentReason(error) };
  return { name: 'notApplied', retryInMs: error.retryAfterMs ?? getBackoffMs(failures, random) };
}
