import type { IncomingMessage, ServerResponse } from 'node:http';
import { CONSOLE_COMMANDS, CONSOLE_EVENTS, CONSOLE_PAGE, type CommandAnswer } from '../consoleContract';
import { readBody } from '../requestBody';
import { runCommand, type Levers } from './commands';
import { refuseStranger } from './guard';
import { createNewsFeed } from './newsFeed';
import { loadStaticFile } from './staticFiles';

export interface ConsoleServer {
  serve(request: IncomingMessage, response: ServerResponse): void;
  stop(): void;
}

export interface ConsoleServerOptions extends Levers {
  /** The folder of the built page, or null when there is none. */
  readonly consoleDir: string | null;
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'",
};

const HTTP_STATUS = { badCommand: 400, unknownChat: 404, notValidNow: 409, forbidden: 403 } as const;

/** The agent console: its page, its events and its commands, all below `/console/`. */
export function createConsoleServer({ consoleDir, ...levers }: ConsoleServerOptions): ConsoleServer {
  const news = createNewsFeed(levers);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? '';
    const path = (request.url ?? '').split('?')[0] ?? '';
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);

    const refused = refuseStranger(method, request.headers);
    if (refused) return answer(response, { ok: false, error: { code: 'forbidden', message: refused } });
    if (path === CONSOLE_COMMANDS && method === 'POST') return command(request, response);
    if (method !== 'GET') return end(response, 405);
    if (path === CONSOLE_EVENTS) return news.subscribe(response);
    if (path === '/' || path === CONSOLE_PAGE.slice(0, -1))
      return end(response, 302, { Location: CONSOLE_PAGE });
    if (!path.startsWith(CONSOLE_PAGE)) return end(response, 404);
    const file = await loadStaticFile(consoleDir, path.slice(CONSOLE_PAGE.length));
    if (!file) return end(response, 404);
    response.writeHead(200, { 'Content-Type': file.contentType }).end(file.content);
  }

  async function command(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === 'clientGone') return;
    if (body === 'tooLong') return end(response, 413);
    answer(response, runCommand(levers, parseJson(body.text)));
  }

  return {
    serve(request, response) {
      serve(request, response).catch((error: unknown) => {
        console.error('The agent console failed to answer', request.method, request.url, error);
        response.destroy();
      });
    },
    stop: () => news.stop(),
  };
}

function answer(response: ServerResponse, result: CommandAnswer): void {
  response
    .writeHead(result.ok ? 200 : HTTP_STATUS[result.error.code], { 'Content-Type': 'application/json' })
    .end(JSON.stringify(result));
}

function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end();
}

/** Undefined for what is not JSON: the schema refuses it with the rest. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
