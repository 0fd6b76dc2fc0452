import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { SECOND, type Clock } from '../lib/time';
import type { Log } from '../lib/log';
import { createApiError, createForeignReplyError, parseRetryAfter, toGwsError } from './classify';
import { createChatCookies } from './cookies';
import { createGuardedFetch, type NetSession, type SessionPurpose } from './guardedFetch';
import { buildHeaders, type HeaderSettings } from './headers';
import { envelopeSchema } from './wire';

/** Longer than any gateway's own limit would need for a read of the transcript. */
export const READ_DEADLINE_MS = 12 * SECOND;
/** Longer, because giving up on a write leaves its outcome unknown. */
export const WRITE_DEADLINE_MS = 25 * SECOND;
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_REQUEST_BYTES = 256 * 1024;

export interface TransportOptions extends HeaderSettings {
  /** Checked already: https, or http where that is allowed; no user name, no query, no slash at the end. */
  readonly serverUrl: string;
  readonly userAgent: string;
  readonly openSession: (purpose: SessionPurpose) => NetSession;
  readonly clock: Clock;
  readonly log: Log;
  readonly readDeadlineMs?: number;
  readonly writeDeadlineMs?: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** Sends requests of the Customer Chat API and returns bodies whose `statusCode` is 0. Throws only `GwsError`. */
export interface GwsTransport {
  read(path: string, query?: Readonly<Record<string, number>>, options?: CallOptions): Promise<unknown>;
  write(path: string, body: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>;
  /** See `GuardedFetch.noteStrayError`. */
  noteStrayError(error: unknown): void;
  /** Drops cookies and connections. The transport is not used afterwards. */
  close(): Promise<void>;
}

/** A read sends nothing that a person said, so that what the server says about it may be kept. */
function parseReply(response: AxiosResponse<unknown>, isRead: boolean, nowMs: number): unknown {
  const retryAfter: unknown = response.headers['retry-after'];
  const reply = {
    status: response.status,
    retryAfterMs: parseRetryAfter(typeof retryAfter === 'string' ? retryAfter : null, nowMs),
  };
  let body: unknown;
  try {
    body = JSON.parse(String(response.data));
  } catch (error) {
    throw createForeignReplyError(reply, error);
  }
  const envelope = envelopeSchema().safeParse(body);
  if (!envelope.success) throw createForeignReplyError(reply, envelope.error);
  if (envelope.data.statusCode !== 0) {
    throw createApiError(envelope.data.statusCode, isRead ? envelope.data.statusMessage : undefined, reply);
  }
  // "Success" inside an HTTP failure contradicts itself, and proves nothing either way.
  if (response.status < 200 || response.status > 299) throw createForeignReplyError(reply);
  return body;
}

type Send = (request: Request) => Promise<Response>;

/**
 * One for all lines: the library keeps each function that it was ever given for the life of the app. Through which line
 * a request goes comes along with it.
 */
const sendThroughItsLine: typeof fetch = (input, init) =>
  (init as RequestInit & { readonly send: Send }).send(input as Request);

export function createTransport(options: TransportOptions): GwsTransport {
  const { serverUrl, clock, log, openSession } = options;
  const cookies = createChatCookies();

  function createLane(purpose: SessionPurpose, deadlineMs: number) {
    const guarded = createGuardedFetch({
      purpose,
      openSession,
      deadlineMs,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      clock,
      log,
    });
    const send: Send = async (request) => {
      const cookie = cookies.getHeader(request.url);
      if (cookie !== '') request.headers.set('Cookie', cookie);
      const response = await guarded.fetch(request);
      cookies.store(request.url, response.headers.getSetCookie());
      return response;
    };
    const instance: AxiosInstance = axios.create({
      adapter: 'fetch',
      baseURL: serverUrl,
      allowAbsoluteUrls: false,
      maxRedirects: 0,
      maxBodyLength: MAX_REQUEST_BYTES,
      withCredentials: false,
      responseType: 'text',
      // The text is parsed here, strictly, not by the library's lenient default.
      transformResponse: (data: unknown) => data,
      transitional: { silentJSONParsing: false, forcedJSONParsing: false, clarifyTimeoutError: true },
      validateStatus: () => true,
      env: { fetch: sendThroughItsLine },
      fetchOptions: { send },
    });
    return { guarded, instance };
  }

  // Reads and writes never share a connection: see guardedFetch.ts.
  const reading = createLane('read', options.readDeadlineMs ?? READ_DEADLINE_MS);
  const writing = createLane('write', options.writeDeadlineMs ?? WRITE_DEADLINE_MS);

  async function call(isRead: boolean, request: () => Promise<AxiosResponse<unknown>>): Promise<unknown> {
    let response: AxiosResponse<unknown>;
    try {
      response = await request();
    } catch (error) {
      throw toGwsError(error);
    }
    return parseReply(response, isRead, clock.now());
  }

  return {
    read: (path, query = {}, { signal } = {}) =>
      call(true, () =>
        reading.instance.get<unknown>(path, {
          params: query,
          headers: buildHeaders(options, false, options.userAgent),
          ...(signal === undefined ? {} : { signal }),
        }),
      ),
    write: (path, body, { signal } = {}) =>
      call(false, () =>
        writing.instance.post<unknown>(path, JSON.stringify(body), {
          headers: buildHeaders(options, true, options.userAgent),
          ...(signal === undefined ? {} : { signal }),
        }),
      ),
    noteStrayError(error) {
      // With a read and a write open it could be either, and a write given up wrongly leaves a person in doubt.
      if (reading.guarded.countOpen() + writing.guarded.countOpen() !== 1) return;
      reading.guarded.noteStrayError(error);
      writing.guarded.noteStrayError(error);
    },
    async close() {
      cookies.clear();
      await Promise.all([reading.guarded.close(), writing.guarded.close()]);
    },
  };
}
