import type { Chat } from './chat';
import type { Model } from './model';
import { Refusal } from './modelCore';
import {
  BadRequest,
  parseChatOperation,
  parseIndex,
  parseRequestChat,
  readOperationName,
} from './operations';
import {
  chatPath,
  STATUS_CODE,
  toWireChat,
  toWireMessage,
  type ResourcePath,
  type WireOptions,
} from './wire';

export interface ApiOptions extends WireOptions {
  readonly contactCenterIds: readonly string[];
  /** Which of the two documented places serve chats. Default: both. */
  readonly resourcePaths?: readonly ResourcePath[];
  /** The form of `path` in the answer to RequestChat; `none` leaves it out. Default: `chats`. */
  readonly requestChatPath?: ResourcePath | 'none';
  /**
   * RequestChat sets a session cookie, and a request for the chat without it ends on a node that never heard of the
   * chat, as behind a load balancer.
   */
  readonly stickyCookie?: boolean;
  /** Errors come with HTTP 200 and only `statusCode` tells, as some servers do. */
  readonly errorsAs200?: boolean;
  /** What the server makes of a customer's text (trims, escapes, cuts) before it keeps it. */
  readonly rewriteText?: (text: string) => string;
}

export interface ApiRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the operation was carried out. */
  readonly applied: boolean;
}

/** Carries one request out, at once. Total: whatever comes in, an answer in the API's own form comes out. */
export type Api = (request: ApiRequest) => ApiAnswer;

type Resource =
  | { readonly kind: 'chats' }
  | { readonly kind: 'chat' | 'messages'; readonly chatId: string; readonly resourcePath: ResourcePath };

const HTTP_STATUS_OF_REFUSAL = { unknownChat: 404, notValidNow: 400 } as const;
const COOKIE_NAME = 'SIMSESSIONID';

export function createApi(model: Model, newId: () => string, options: ApiOptions): Api {
  const resourcePaths = options.resourcePaths ?? ['chats', 'me/chat'];
  const requestChatPath = options.requestChatPath ?? 'chats';
  const nodeOfChat = new Map<string, string>();
  model.onChange((change) => {
    if (change.type === 'chatForgotten') nodeOfChat.delete(change.chatId);
  });

  function carryOut(request: ApiRequest): { payload: object; headers?: Record<string, string> } {
    checkIdentity(request);
    const { pathname, query } = splitPath(request.path);
    const resource = findResource(pathname);
    if (!resource || (resource.kind !== 'chats' && !resourcePaths.includes(resource.resourcePath))) {
      throw new BadRequest(STATUS_CODE.notFound, `There is no resource ${pathname}`, 404);
    }
    const wanted = resource.kind === 'messages' ? 'GET' : resource.kind === 'chats' ? 'POST' : request.method;
    if (request.method !== wanted || !['GET', 'POST'].includes(request.method)) {
      throw new BadRequest(STATUS_CODE.forbidden, `${request.method} is not allowed here`, 405);
    }
    if (request.method === 'POST') checkContentType(request);

    if (resource.kind === 'chats') return requestChat(request.body);
    checkNode(resource.chatId, request);
    if (resource.kind === 'messages') {
      const messages = model.customer.getTranscript(resource.chatId, parseIndex(query));
      return { payload: { messages: messages.map((entry) => toWireMessage(entry, options)) } };
    }
    if (request.method === 'GET') {
      return { payload: { chat: toWireChat(model.customer.getChat(resource.chatId), options) } };
    }
    operate(resource.chatId, request.body);
    return { payload: {} };
  }

  function checkIdentity({ headers }: ApiRequest): void {
    if (headers['authorization'] !== undefined) {
      throw new BadRequest(STATUS_CODE.forbidden, 'Customer chat requests must not carry Authorization', 403);
    }
    const contactCenterId = headers['contactcenterid'];
    if (contactCenterId === undefined || contactCenterId === '') {
      throw new BadRequest(STATUS_CODE.forbidden, 'The header ContactCenterId is missing', 403);
    }
    if (!options.contactCenterIds.includes(contactCenterId)) {
      throw new BadRequest(STATUS_CODE.forbidden, 'The contact center is not known', 403);
    }
  }

  function requestChat(body: string): { payload: object; headers: Record<string, string> } {
    const { nickname, subject, endpoint, userData } = parseRequestChat(body);
    const chat: Chat = model.customer.requestChat({
      nickname,
      subject,
      ...(endpoint !== undefined && { endpoint }),
      ...(userData !== undefined && { userData }),
    });
    const headers: Record<string, string> = {};
    if (options.stickyCookie) {
      const node = newId();
      nodeOfChat.set(chat.id, node);
      headers['Set-Cookie'] = `${COOKIE_NAME}=${node}; Path=/; HttpOnly`;
    }
    const path = requestChatPath === 'none' ? {} : { path: chatPath(requestChatPath, chat.id) };
    return { payload: { id: chat.id, ...path }, headers };
  }

  function checkNode(chatId: string, { headers }: ApiRequest): void {
    if (!options.stickyCookie) return;
    const cookies = (headers['cookie'] ?? '').split(/;\s*/);
    if (cookies.includes(`${COOKIE_NAME}=${nodeOfChat.get(chatId)}`)) return;
    throw new BadRequest(STATUS_CODE.notFound, `There is no chat ${chatId}`, 404);
  }

  function operate(chatId: string, body: string): void {
    // Unknown chats first: what is asked of a chat that does not exist is of no interest.
    model.customer.getChat(chatId);
    const posted = parseChatOperation(body);
    switch (posted.operationName) {
      case 'SendMessage':
        model.customer.sendMessage(chatId, options.rewriteText?.(posted.text) ?? posted.text);
        break;
      case 'SendStartTypingNotification':
        model.customer.startTyping(chatId);
        break;
      case 'SendStopTypingNotification':
        model.customer.stopTyping(chatId);
        break;
      case 'Complete':
        model.customer.complete(chatId);
        break;
    }
  }

  function answer(
    status: number,
    payload: object,
    headers: Record<string, string>,
    applied: boolean,
  ): ApiAnswer {
    return {
      status,
      headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
      body: JSON.stringify(payload),
      applied,
    };
  }

  function refuse(httpStatus: number, statusCode: number, statusMessage: string): ApiAnswer {
    return answer(options.errorsAs200 ? 200 : httpStatus, { statusCode, statusMessage }, {}, false);
  }

  return (request) => {
    try {
      const { payload, headers = {} } = carryOut(request);
      return answer(200, { ...payload, statusCode: STATUS_CODE.success }, headers, true);
    } catch (error) {
      if (error instanceof BadRequest) return refuse(error.httpStatus, error.statusCode, error.message);
      if (error instanceof Refusal) {
        const statusCode = error.kind === 'unknownChat' ? STATUS_CODE.notFound : STATUS_CODE.notValidNow;
        return refuse(HTTP_STATUS_OF_REFUSAL[error.kind], statusCode, error.message);
      }
      throw error;
    }
  };
}

/** What a request is about, for the log and for picking faults. It is not checked here. */
export function describeRequest(
  method: string,
  path: string,
  body: string,
): { operation: string | null; chatId: string | null } {
  const resource = findResource(splitPath(path).pathname);
  if (!resource) return { operation: null, chatId: null };
  const chatId = resource.kind === 'chats' ? null : resource.chatId;
  if (method === 'POST') return { operation: readOperationName(body), chatId };
  if (method !== 'GET' || resource.kind === 'chats') return { operation: null, chatId };
  return { operation: resource.kind === 'messages' ? 'GetTranscript' : 'GetChat', chatId };
}

function splitPath(path: string): { pathname: string; query: URLSearchParams } {
  const [pathname = '', query = ''] = path.split('?', 2);
  return { pathname, query: new URLSearchParams(query) };
}

function findResource(pathname: string): Resource | undefined {
  if (pathname === '/api/v2/chats') return { kind: 'chats' };
  const found = /^\/api\/v2\/(chats|me\/chat)\/([^/]+)(\/messages)?$/.exec(pathname);
  if (!found?.[1] || !found[2]) return undefined;
  return { kind: found[3] ? 'messages' : 'chat', chatId: found[2], resourcePath: found[1] as ResourcePath };
}

function checkContentType({ headers }: ApiRequest): void {
  if (/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return;
  throw new BadRequest(STATUS_CODE.validation, 'Content-Type must be application/json', 415);
}
