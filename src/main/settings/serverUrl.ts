import type { ConnectionFault } from '@shared/ipc/contract';

export type ServerUrlFault = Exclude<ConnectionFault, 'badCharacters' | 'locked'>;

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for an address that never leaves this machine, where plain http is safe. */
function isLoopback(url: URL): boolean {
  return LOOPBACK_HOSTS.has(url.hostname) || url.hostname.endsWith('.localhost');
}

/**
 * What is wrong with a server address, or null. A user name in it would become an `Authorization` header
 * (docs/protocol.md, Identity), and plain http would show a customer's words to anybody on the way.
 */
export function findServerUrlFault(text: string, allowInsecureHttp: boolean): ServerUrlFault | null {
  if (text === '') return 'empty';
  if (!URL.canParse(text)) return 'notAnAddress';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'notAnAddress';
  if (url.username !== '' || url.password !== '') return 'hasCredentials';
  // An empty query is none to the parser, and would still swallow the path that is put behind it.
  if (/[?#]/.test(text)) return 'hasQuery';
  if (url.protocol === 'http:' && !isLoopback(url) && !allowInsecureHttp) return 'needsHttps';
  return null;
}

/** For administrators: the command line and the log. The form has its own sentences in the locale. */
export const SERVER_URL_FAULT_TEXT: Readonly<Record<ServerUrlFault, string>> = {
  empty: 'must not be empty',
  notAnAddress: 'must be a full address, such as https://chat.example.com',
  hasCredentials: 'must not hold a user name or password',
  hasQuery: 'must not hold a question mark or a hash sign',
  needsHttps: 'must begin with https:// (plain http is only for this computer)',
};
