import { z } from 'zod';
import { STATUS_CODE } from './wire';

/** What the client must send with each operation. Fields beyond these are ignored, as real servers do. */
const schemas = {
  RequestChat: z.object({
    operationName: z.literal('RequestChat'),
    nickname: z.string().refine((nickname) => nickname.trim() !== '', 'must not be empty'),
    subject: z.string(),
    endpoint: z.string().min(1).optional(),
    userData: z.record(z.string(), z.string()).optional(),
  }),
  SendMessage: z.object({ operationName: z.literal('SendMessage'), text: z.string().min(1) }),
  SendStartTypingNotification: z.object({ operationName: z.literal('SendStartTypingNotification') }),
  SendStopTypingNotification: z.object({ operationName: z.literal('SendStopTypingNotification') }),
  Complete: z.object({ operationName: z.literal('Complete') }),
};

type Posted = { [Name in keyof typeof schemas]: z.infer<(typeof schemas)[Name]> };

export type RequestChatOperation = Posted['RequestChat'];
export type ChatOperation = Posted[Exclude<keyof typeof schemas, 'RequestChat'>];

export type OperationName = keyof typeof schemas | 'GetChat' | 'GetTranscript';

export const OPERATION_NAMES: readonly OperationName[] = [
  ...(Object.keys(schemas) as (keyof typeof schemas)[]),
  'GetChat',
  'GetTranscript',
];

/** A request that is refused before the model hears of it. */
export class BadRequest extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
    readonly httpStatus = 400,
  ) {
    super(message);
    this.name = 'BadRequest';
  }
}

const CHAT_OPERATIONS: readonly string[] = Object.keys(schemas).filter((name) => name !== 'RequestChat');

export function parseRequestChat(text: string): RequestChatOperation {
  const posted = parsePosted(text);
  if (posted['operationName'] !== 'RequestChat') throw unknownOperation(posted['operationName']);
  return parseWith(schemas.RequestChat, posted);
}

export function parseChatOperation(text: string): ChatOperation {
  const posted = parsePosted(text);
  const name = posted['operationName'];
  if (typeof name !== 'string' || !CHAT_OPERATIONS.includes(name)) throw unknownOperation(name);
  return parseWith<ChatOperation>(schemas[name as ChatOperation['operationName']], posted);
}

/** The `index` of a transcript request. Undefined means that it was left out. */
export function parseIndex(query: URLSearchParams): number | undefined {
  const index = query.get('index');
  if (index === null) return undefined;
  if (!/^\d{1,15}$/.test(index)) throw new BadRequest(STATUS_CODE.validation, 'index must be a whole number');
  return Number(index);
}

/** The operation a body names, for the log only: anything may be in there. */
export function readOperationName(text: string): string | null {
  try {
    const name = (JSON.parse(text) as { operationName?: unknown } | null)?.operationName;
    return typeof name === 'string' ? name : null;
  } catch {
    // Not JSON: it names no operation. Whether that is refused is decided where the request is parsed.
    return null;
  }
}

function parsePosted(text: string): Record<string, unknown> {
  let posted: unknown;
  try {
    posted = JSON.parse(text);
  } catch {
    throw new BadRequest(STATUS_CODE.validation, 'The body is not JSON');
  }
  if (typeof posted !== 'object' || posted === null || Array.isArray(posted)) {
    throw new BadRequest(STATUS_CODE.validation, 'The body is not a JSON object');
  }
  return posted as Record<string, unknown>;
}

function parseWith<T>(schema: z.ZodType<T>, posted: Record<string, unknown>): T {
  const parsed = schema.safeParse(posted);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = issue?.path.join('.') ?? '';
  const missing = issue?.path.length === 1 && posted[name] === undefined;
  throw missing
    ? new BadRequest(STATUS_CODE.missingParameter, `Required parameter is missing: ${name}`)
    : new BadRequest(STATUS_CODE.validation, `${name}: ${issue?.message ?? 'not valid'}`);
}

function unknownOperation(name: unknown): BadRequest {
  return name === undefined
    ? new BadRequest(STATUS_CODE.missingParameter, 'Required parameter is missing: operationName')
    : new BadRequest(STATUS_CODE.validation, 'operationName is not an operation of this resource');
}
