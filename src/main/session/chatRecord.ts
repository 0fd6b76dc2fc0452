import { z } from 'zod';
import { once } from '@shared/once';
import type { OutboxState } from '../outbox/outboxTable';

/**
 * What is kept on the disk of the one chat that is running: enough to go on after a crash, and no more. The transcript
 * itself stays at the server and is read again. The record is gone when the chat is over and nothing unsent is left.
 */

/** A record of a newer version is left alone: an older app must neither misread nor replace it. */
const RECORD_VERSION = 1;

const watermark = () => z.number().int().nonnegative();
const unseen = () => ({
  watermark: watermark(),
  endedAtMs: z.number(),
  readsSince: z.number().int().nonnegative(),
});

const statusSchema = () =>
  z.discriminatedUnion('name', [
    z.object({ name: z.literal('queued') }),
    z.object({ name: z.literal('resting') }),
    z.object({ name: z.literal('sending'), watermark: watermark() }),
    z.object({ name: z.literal('accepted'), ...unseen() }),
    z.object({ name: z.literal('unknown'), ...unseen() }),
    z.object({ name: z.literal('notConfirmed'), watermark: watermark() }),
    z.object({
      name: z.literal('notSent'),
      reason: z.enum(['chatOver', 'notAllowed', 'tooLong', 'refused']),
    }),
  ]);

const outboxSchema = () =>
  z.object({
    entries: z.array(
      z.object({ localId: z.string(), text: z.string(), createdAtMs: z.number(), status: statusSchema() }),
    ),
    highestIndex: watermark(),
    delivered: z.array(z.tuple([z.number().int(), z.string()])),
    deliveredTexts: z.array(z.string()),
    mayShowAgain: z.array(z.string()),
  });

const formSchema = () =>
  z.object({
    nickname: z.string(),
    subject: z.string(),
    answers: z.record(z.string(), z.string()).exactOptional(),
    department: z.string().exactOptional(),
  });

const chatSchema = () =>
  z.object({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
    form: z.enum(['chats', 'me/chat']),
    formIsGuess: z.boolean(),
  });

const recordSchema = once(() =>
  z.object({
    version: z.literal(RECORD_VERSION),
    /** Where the chat lives; a chat of another server cannot be gone on with. */
    serverUrl: z.string(),
    /** See `ChatServer`. */
    contactCenter: z.string().exactOptional(),
    /** Null while no chat has been asked for: nothing is kept but the draft. */
    form: formSchema().nullable(),
    /** Null while RequestChat is on its way, and when the chat is over and its end noted elsewhere. */
    chat: chatSchema().nullable(),
    sinceMs: z.number(),
    hadAgent: z.boolean(),
    /** Set when the chat is over, or is to be; what was not sent is kept. */
    ended: z.enum(['customer', 'leftQueue', 'customerUnconfirmed', 'agent', 'gone']).nullable(),
    outbox: outboxSchema(),
    draft: z.string(),
  }),
);

export type StoredChatRecord = z.output<ReturnType<typeof recordSchema>>;
export type StoredOutbox = StoredChatRecord['outbox'];

export const EMPTY_STORED_OUTBOX: StoredOutbox = {
  entries: [],
  highestIndex: 0,
  delivered: [],
  deliveredTexts: [],
  mayShowAgain: [],
};

export type ChatRecord = Omit<StoredChatRecord, 'version'>;

export function toStoredOutbox(state: OutboxState): StoredOutbox {
  return {
    entries: state.entries.map((entry) => ({ ...entry })),
    highestIndex: state.highestIndex,
    delivered: [...state.delivered],
    deliveredTexts: [...state.deliveredTexts],
    mayShowAgain: [...state.mayShowAgain],
  };
}

export function fromStoredOutbox(stored: StoredOutbox): OutboxState {
  return { ...stored, delivered: new Map(stored.delivered), inFlight: null, open: false };
}

export function formatRecord(record: ChatRecord): string {
  return JSON.stringify({ version: RECORD_VERSION, ...record });
}

const newerSchema = once(() => z.looseObject({ version: z.number().gt(RECORD_VERSION) }));

/** `'newer'` for what a newer version of the app wrote. Throws when the text is no record at all. */
export function parseRecord(text: string): ChatRecord | 'newer' {
  const raw: unknown = JSON.parse(text);
  if (newerSchema().safeParse(raw).success) return 'newer';
  const { version: _version, ...record } = recordSchema().parse(raw);
  return record;
}
