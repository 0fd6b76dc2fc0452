import { Readable } from 'node:stream';
import { net, type AuthInfo, type IncomingMessage, type Session } from 'electron';
import { FetchFault, type NetRequest } from '../gws/guardedFetch';
import type { ProxyLogin } from '../network/proxyLoginStore';
import type { ProxyLogins } from '../network/proxySignIn';

const BODYLESS_STATUS = new Set([204, 205, 304]);

function toResponse(message: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const line of Array.isArray(value) ? value : [value]) headers.append(name, line);
  }
  const { statusCode: status, statusMessage: statusText } = message;
  // Electron's own type of the message lacks what makes it a stream.
  const body = BODYLESS_STATUS.has(status) ? null : Readable.toWeb(message as unknown as Readable);
  return new Response(body as ReadableStream | null, { headers, status, statusText });
}

/**
 * One exchange over the network stack. `session.fetch` would do, but that it has no word for a proxy that wants a
 * login: it cancels, and only says that there was no way through. A server's own login is never answered.
 */
export function netFetch(
  session: Session,
  logins: ProxyLogins,
  url: string,
  { method, headers, body, signal, cache, redirect, credentials }: NetRequest,
): Promise<Response> {
  // Called off before it began: nothing may leave any more.
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  return new Promise((resolve, reject) => {
    const exchange = net.request({ session, url, method, cache, redirect, credentials });
    let given: ProxyLogin | null = null;
    let isLoginWanted = false;

    function fail(error: unknown): void {
      reject(isLoginWanted ? new Error('net::ERR_PROXY_LOGIN_WANTED') : (error as Error));
    }

    async function answerLogin(
      { isProxy, host, port }: AuthInfo,
      give: (username?: string, password?: string) => void,
    ): Promise<void> {
      const login = isProxy ? await logins.find(`${host}:${port}`, given) : null;
      given = login;
      if (isProxy) isLoginWanted = login === null;
      if (login === null) give();
      else give(login.username, login.password);
    }

    exchange.on('login', (challenge, give) => {
      answerLogin(challenge, give).catch((error: unknown) => {
        give();
        fail(error);
      });
    });
    exchange.on('response', (message) => {
      try {
        if (isLoginWanted) throw new Error('The answer is of the proxy');
        resolve(toResponse(message));
      } catch (error) {
        exchange.abort();
        // A status or a header that no `Response` can hold.
        fail(new FetchFault('stray', `The answer cannot be read: ${(error as Error).message}`));
      }
    });
    exchange.on('error', fail);
    signal.addEventListener(
      'abort',
      () => {
        exchange.abort();
        fail(signal.reason);
      },
      { once: true },
    );
    for (const [name, value] of headers) exchange.setHeader(name, value);
    if (body !== null) exchange.write(body);
    exchange.end();
  });
}
