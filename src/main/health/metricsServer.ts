import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const HOST = '127.0.0.1';
const MAX_CONNECTIONS = 8;
const ANSWER_WITHIN_MS = 5000;

export interface MetricsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** A page in a browser may ask under a name of its own that it has pointed at this machine; it gets nothing. */
function isForUs(host: string | undefined, port: number): boolean {
  return host === `${HOST}:${port}` || host === `localhost:${port}`;
}

/**
 * Answers `GET /metrics` on this machine only, and nothing else. Rejects when the port is taken; 0 takes a free one.
 */
export function startMetricsServer(port: number, getMetrics: () => string): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const { port: own } = server.address() as AddressInfo;
    const isAllowed = isForUs(request.headers.host, own) && request.headers.origin === undefined;
    if (!isAllowed || request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(isAllowed ? 404 : 403, { 'Content-Type': 'text/plain', Connection: 'close' }).end();
      return;
    }
    response
      .writeHead(200, {
        'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        Connection: 'close',
      })
      .end(getMetrics());
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.headersTimeout = ANSWER_WITHIN_MS;
  server.requestTimeout = ANSWER_WITHIN_MS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            server.closeAllConnections();
          }),
      });
    });
  });
}
