import { Agent, request } from 'node:http';

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON, or null where it is none. */
  readonly json: Record<string, unknown> | null;
}

export interface TestClient {
  send(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<TestAnswer>;
  requestChat(nickname?: string): Promise<string>;
  operate(chatId: string, operationName: string, fields?: object): Promise<TestAnswer>;
  messages(chatId: string, index?: number): Promise<TestAnswer>;
  close(): void;
}

/** A plain HTTP client for tests: Node's own, with keep-alive, one connection, and no repeats of its own. */
export function createTestClient(url: string, contactCenterId: string): TestClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  const send: TestClient['send'] = (method, path, { body, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const content = typeof body === 'string' ? body : JSON.stringify(body);
      const sent = request(
        new URL(path, url),
        {
          agent,
          method,
          headers: {
            ContactCenterId: contactCenterId,
            ...(content !== undefined && { 'Content-Type': 'application/json' }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text,
              json: readJson(text),
            });
          });
        },
      );
      sent.on('error', reject);
      sent.end(content);
    });

  return {
    send,
    async requestChat(nickname = 'Chris') {
      const answer = await send('POST', '/api/v2/chats', {
        body: { operationName: 'RequestChat', nickname, subject: 'A late parcel' },
      });
      return String(answer.json?.['id']);
    },
    operate: (chatId, operationName, fields = {}) =>
      send('POST', `/api/v2/chats/${chatId}`, { body: { operationName, ...fields } }),
    messages: (chatId, index) =>
      send('GET', `/api/v2/chats/${chatId}/messages${index === undefined ? '' : `?index=${index}`}`),
    close: () => agent.destroy(),
  };
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Tests also read answers that are not JSON on purpose.
    return null;
  }
}
