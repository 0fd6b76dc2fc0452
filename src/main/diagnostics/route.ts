/** The way to a server: straight there, or by a proxy. */
export interface Route {
  /** As it is shown: `direct`, or what kind of proxy at which address. */
  readonly text: string;
  readonly isProxy: boolean;
  /** Where the first connection goes. */
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
const PROXY_PORTS: Readonly<Record<string, number>> = { PROXY: 80, HTTPS: 443 };
const SOCKS_PORT = 1080;

function parseProxy(entry: string): Route | null {
  const [kind = '', address = ''] = entry.trim().split(/\s+/);
  const found = /^(.+?)(?::(\d+))?$/.exec(address);
  if (found === null || kind === '') return null;
  const host = (found[1] ?? '').replace(/^\[|\]$/g, '');
  const port = found[2] === undefined ? (PROXY_PORTS[kind] ?? SOCKS_PORT) : Number(found[2]);
  return { text: `${kind} ${address}`, isProxy: true, host, port };
}

/**
 * The ways that the system's proxy settings name for this address, the preferred one first.
 * `answer` is that of a PAC script: `DIRECT`, or `PROXY host:port; DIRECT`.
 */
export function parseRoutes(answer: string, url: URL): Route[] {
  const direct: Route = {
    text: 'direct',
    isProxy: false,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port),
  };
  const routes = answer
    .split(';')
    .filter((entry) => entry.trim() !== '')
    .map((entry) => (entry.trim().toUpperCase() === 'DIRECT' ? direct : parseProxy(entry)));
  const readable = routes.filter((route) => route !== null);
  return readable.length === 0 ? [direct] : readable;
}
