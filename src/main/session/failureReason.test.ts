import { describe, expect, test } from 'vitest';
import { GwsError, type GwsErrorDetails, type GwsErrorHint, type GwsErrorKind } from '../gws/errors';
import { isWebPage, toSendOutcome, toStartFailure } from './failureReason';

const error = (kind: GwsErrorKind, applied: 'no' | 'unknown', rest: Omit<GwsErrorDetails, 'applied'> = {}) =>
  new GwsError(kind, 'for the test', { applied, ...rest });

const KINDS: readonly GwsErrorKind[] = [
  'offline',
  'timeout',
  'forbidden',
  'notFound',
  'conflict',
  'rateLimited',
  'rejected',
  'server',
  'badReply',
  'tooLarge',
  'cancelled',
];

function tell<Reason>(
  translate: (error: GwsError) => Reason,
  applied: 'no' | 'unknown',
  hint?: GwsErrorHint,
): Record<string, Reason> {
  return Object.fromEntries(
    KINDS.map((kind) => [kind, translate(error(kind, applied, hint === undefined ? {} : { hint }))]),
  );
}

describe('a chat that did not start', () => {
  const common = {
    timeout: 'unclear',
    forbidden: 'refused',
    notFound: 'notAChatServer',
    conflict: 'rejected',
    rateLimited: 'busy',
    rejected: 'rejected',
    server: 'serverTrouble',
    badReply: 'unclear',
    tooLarge: 'rejected',
    cancelled: 'unclear',
  };

  test('every kind has its reason; a cut line is unclear unless surely nothing left', () => {
    expect(tell(toStartFailure, 'no')).toEqual({ ...common, offline: 'unreachable' });
    expect(tell(toStartFailure, 'unknown')).toEqual({ ...common, offline: 'unclear' });
  });

  test('a page of another kind is no chat server; a success that cannot be read may have started a chat', () => {
    expect([
      toStartFailure(error('badReply', 'unknown', { hint: 'notJson' })),
      toStartFailure(error('badReply', 'unknown')),
    ]).toEqual(['notAChatServer', 'unclear']);
  });

  test('a proxy that wants a login is named: nothing reached the server', () => {
    expect(toStartFailure(error('offline', 'no', { hint: 'proxyLogin' }))).toBe('proxyLogin');
  });

  test('certificates and sign-in pages are named, whatever the kind', () => {
    expect(new Set(Object.values(tell(toStartFailure, 'unknown', 'certificate')))).toEqual(
      new Set(['certificate']),
    );
    expect(new Set(Object.values(tell(toStartFailure, 'unknown', 'redirected')))).toEqual(
      new Set(['networkSignIn']),
    );
  });
});

test('a web page in place of the contact center is told from a server in trouble', () => {
  expect(isWebPage(error('badReply', 'unknown', { hint: 'redirected' }))).toBe(true);
  expect(isWebPage(error('badReply', 'unknown', { hint: 'notJson' }))).toBe(true);
  expect(isWebPage(error('server', 'unknown', { hint: 'notJson' }))).toBe(false);
  expect(isWebPage(error('badReply', 'unknown', {}))).toBe(false);
  expect(isWebPage(new Error('no error of the wire'))).toBe(false);
});

describe('a message that was not accepted', () => {
  const outcome = (failed: GwsError) => toSendOutcome(failed, 3, () => 0.5);

  test('whatever may have been applied is unknown, of every kind: never "not sent"', () => {
    expect(new Set(Object.values(tell((failed) => outcome(failed).name, 'unknown')))).toEqual(
      new Set(['unknown']),
    );
  });

  test('what surely was not applied is tried again, or refused with its reason', () => {
    const again = { name: 'notApplied', retryInMs: 2000 };
    const refused = (reason: string) => ({ name: 'rejected', reason });
    expect(tell(outcome, 'no')).toEqual({
      offline: again,
      timeout: again,
      server: again,
      rateLimited: again,
      forbidden: refused('refused'),
      rejected: refused('refused'),
      badReply: refused('refused'),
      cancelled: refused('refused'),
      notFound: refused('chatOver'),
      conflict: refused('notAllowed'),
      tooLarge: refused('tooLong'),
    });
  });

  test('a server that asks for a pause before the next attempt gets it', () => {
    expect(outcome(error('rateLimited', 'no', { retryAfterMs: 7000 }))).toEqual({
      name: 'notApplied',
      retryInMs: 7000,
    });
  });
});
