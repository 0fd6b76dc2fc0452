import type { IncomingHttpHeaders } from 'node:http';
import { CONSOLE_HEADER } from '../consoleContract';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why a request to the console is turned away, or null. Any web page that is open on this machine can send requests to
 * a loopback port. A page whose name was rebound to 127.0.0.1 betrays itself by its Host header; any other by
 * Origin, by Sec-Fetch-Site, or by lacking our own header on what changes something.
 */
export function refuseStranger(method: string, headers: IncomingHttpHeaders): string | null {
  const host = headers.host ?? '';
  if (!LOOPBACK_NAMES.includes(host.replace(/:\d*$/, '').toLowerCase()))
    return 'Host is not a loopback address';
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 'Origin is another one';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'The request comes from another site';
  if (method === 'GET' || method === 'HEAD') return null;
  if (headers[CONSOLE_HEADER] === undefined) return `The header ${CONSOLE_HEADER} is missing`;
  return null;
}
