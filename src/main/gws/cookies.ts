import { Cookie, CookieJar } from 'tough-cookie';

/**
 * The cookies of one chat. Deployments behind a load balancer keep a chat on one node with a cookie
 * (docs/protocol.md, Identity). They live in memory, are shared by reads and writes, and are dropped with the chat.
 */
export interface ChatCookies {
  /** Value of the `Cookie` header for this address; empty when there is none. */
  getHeader(url: string): string;
  /** Takes what an answer sets. A cookie that the rules do not allow is left out. */
  store(url: string, setCookieHeaders: readonly string[]): void;
  clear(): void;
}

const MAX_COOKIES_PER_ANSWER = 20;
const MAX_COOKIE_LENGTH = 4096;
/** Anything else could make a `Cookie` header that no request may carry, and so stop all requests. */
const PLAIN_ASCII = /^[\x20-\x7e]*$/;
/** A server that sets a new name with every answer would make each request longer than the last. */
const MAX_COOKIES = 50;

/** Electron joins several Set-Cookie headers with commas. A date holds a comma too, but no name and `=` after it. */
function splitJoined(header: string): string[] {
  return header.split(/,\s*(?=[^;,=\s]+=)/);
}

export function createChatCookies(): ChatCookies {
  const jar = new CookieJar();

  function hasRoomFor(header: string, url: string): boolean {
    const kept = jar.getCookiesSync(url, { allPaths: true });
    return kept.length < MAX_COOKIES || kept.some(({ key }) => key === Cookie.parse(header)?.key);
  }

  return {
    getHeader: (url) => jar.getCookieStringSync(url),
    store(url, setCookieHeaders) {
      for (const header of setCookieHeaders.flatMap(splitJoined).slice(0, MAX_COOKIES_PER_ANSWER)) {
        if (header.length > MAX_COOKIE_LENGTH || !PLAIN_ASCII.test(header)) continue;
        if (hasRoomFor(header, url)) jar.setCookieSync(header, url, { ignoreError: true });
      }
    },
    clear: () => jar.removeAllCookiesSync(),
  };
}
