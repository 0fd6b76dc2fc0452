import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { describeRequest, type Api } from './api';
import { carryOut } from './carryOut';
import { createTimerGroup, type Clock } from './clock';
import { fault as faultNamed } from './faultLibrary';
import type { FaultPlanner } from './faults';
import { sendAnswer, sendReply } from './faultReply';
import { readBody } from './requestBody';
import { STATUS_CODE } from './wire';
import type { OpenRecord, WireLogWriter } from './wireLog';

export const HOST = '127.0.0.1';

const UNTOUCHED = faultNamed.delay({});

export interface HttpOptions {
  readonly api: Api;
  readonly wireLog: WireLogWriter;
  readonly faults: FaultPlanner;
  readonly clock: Clock;
  /** Every answer of the API takes this long. */
  readonly latencyMs: number;
  /** How long an idle connection is kept for the next request. */
  readonly keepAliveMs: number;
  /** Everything that is not the API: the console. */
  readonly otherwise: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface HttpServer {
  /** Resolves to the port; 0 asks for a free one. Rejects when the port is taken. */
  listen(port: number): Promise<number>;
  /** Refuses connections and cuts the open ones; what was waiting to be carried out never will be. */
  close(): Promise<void>;
}

/** The network side: reads requests, writes them down, breaks them where a fault is planned, and asks the API. */
export function createHttpServer(options: HttpOptions): HttpServer {
  const { api, wireLog, faults, clock } = options;
  const connections = new Map<Socket, { id: number; requests: number }>();
  let lastConnectionId = 0;
  let timers = createTimerGroup(clock);

  const server = createServer({ keepAliveTimeout: options.keepAliveMs }, (request, response) => {
    if (!request.url?.startsWith('/api/')) return options.otherwise(request, response);
    const record = openRecord(request);
    serveApi(record, request, response).catch((error: unknown) => {
      // A mistake in a planned fault, most likely: the client sees a cut connection, the developer the reason.
      console.error('The simulator failed to answer', record.method, record.path, error);
      record.outcome = { kind: 'broken', how: 'internalError' };
      request.socket.destroy();
    });
  });
  server.on('connection', (socket) => {
    connections.set(socket, { id: ++lastConnectionId, requests: 0 });
    socket.on('close', () => connections.delete(socket));
  });
  // Whatever is not HTTP gets no conversation.
  server.on('clientError', (_error, socket) => socket.destroy());

  async function serveApi(
    record: OpenRecord,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readBody(request);
    if (body === 'clientGone') {
      record.outcome = { kind: 'broken', how: 'clientGone' };
      return;
    }
    if (body === 'tooLong') {
      record.outcome = await sendAnswer(response, TOO_LONG);
      return;
    }
    Object.assign(record, describeRequest(record.method, record.path, body.text));
    if (record.method === 'POST') record.body = { operationName: record.operation, text: body.text };
    await answerApi(record, body.text, response);
  }

  async function answerApi(record: OpenRecord, body: string, response: ServerResponse): Promise<void> {
    const planned = faults.take(record);
    if (planned) record.fault = planned.name;
    const { applies, waitBeforeMs = 0, waitAfterMs = 0 } = planned ?? UNTOUCHED;

    if (!(await pauseFor(options.latencyMs + waitBeforeMs))) return;
    const answer = carryOut(api, { ...record, body }, record, applies);
    if (!(await pauseFor(waitAfterMs))) return;
    record.outcome = await sendReply(planned ?? UNTOUCHED, answer, { record, response, pauseFor });
  }

  /** False when the server was stopped meanwhile: there is nobody left to answer. */
  async function pauseFor(ms: number): Promise<boolean> {
    return ms > 0 ? timers.wait(ms) : true;
  }

  function openRecord(request: IncomingMessage): OpenRecord {
    const connection = connections.get(request.socket) ?? { id: 0, requests: 0 };
    connection.requests += 1;
    const path = request.url ?? '';
    const method = request.method ?? '';
    return wireLog.open({
      atMs: clock.now(),
      method,
      path,
      headers: readHeaders(request),
      ...describeRequest(method, path, ''),
      connectionId: connection.id,
      requestOnConnection: connection.requests,
    });
  }

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        timers = createTimerGroup(clock);
        server.once('error', reject);
        server.listen(port, HOST, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        timers.stop();
        server.close(() => resolve());
        for (const socket of connections.keys()) socket.destroy();
      }),
  };
}

const TOO_LONG = {
  status: 413,
  headers: { 'Content-Type': 'application/json;charset=UTF-8', Connection: 'close' },
  body: JSON.stringify({ statusCode: STATUS_CODE.validation, statusMessage: 'The body is too long' }),
};

function readHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values) headers[name] = values.join(', ');
  }
  return headers;
}
