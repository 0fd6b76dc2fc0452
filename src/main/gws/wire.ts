import { z } from 'zod';
import type { Participant, ParticipantKind, TranscriptEntry, TranscriptEntryKind } from '@shared/chat';
import { once } from '@shared/once';

/**
 * What comes over the wire, read liberally, and its translation to the app's own words. Source: docs/protocol.md.
 * A part that cannot be read becomes absent; only an answer without its main content is refused.
 */

/** More than anybody reads; what is cut off says so. */
const MAX_TEXT_LENGTH = 1_000_000;
const text = () => z.string().max(MAX_TEXT_LENGTH);
const messageText = () =>
  z
    .string()
    .transform((whole) => (whole.length > MAX_TEXT_LENGTH ? `${whole.slice(0, MAX_TEXT_LENGTH)}…` : whole));
const idText = () => z.union([text(), z.number().transform(String)]);
/** A number beyond 2^53 has lost digits on the way in: it may be the id of somebody else's chat. */
const chatIdText = () => z.union([text(), z.int().transform(String)]);

/** Any object; further fields are ignored. */
export const envelopeSchema = once(() =>
  z.looseObject({
    statusCode: z.union([
      z.number().int(),
      z
        .string()
        .regex(/^\d{1,4}$/)
        .transform(Number),
    ]),
    statusMessage: z.string().optional().catch(undefined),
  }),
);

export const requestChatReplySchema = once(() =>
  z.looseObject({
    id: chatIdText(),
    path: z.string().optional().catch(undefined),
  }),
);

const participantSchema = once(() =>
  z.looseObject({
    participantId: idText().catch(''),
    nickname: text().catch(''),
    type: z.string().catch(''),
  }),
);

const chatSchema = () =>
  z.looseObject({
    id: idText().optional().catch(undefined),
    state: z.string(),
    capabilities: z.array(z.string().catch('')).catch([]),
    participants: z.array(z.unknown()).catch([]),
  });

export const chatReplySchema = once(() => z.looseObject({ chat: chatSchema() }));

const index = () =>
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    ])
    .refine((value) => Number.isSafeInteger(value) && value >= 1);

const messageSchema = once(() =>
  z.looseObject({
    index: index(),
    type: z.string(),
    from: participantSchema().nullable().catch(null),
    text: messageText().catch(''),
    timestampSeconds: z.number().optional().catch(undefined),
    treatAs: z.string().optional().catch(undefined),
  }),
);

export const transcriptReplySchema = once(() => z.looseObject({ messages: z.array(z.unknown()) }));

export type ServerChatState = 'waitingForAgent' | 'chatting' | 'idle' | 'unknown';

export type ChatCapability =
  'SendMessage' | 'SendStartTypingNotification' | 'SendStopTypingNotification' | 'Complete';

/** The chat resource in the app's words. */
export interface ChatReading {
  readonly state: ServerChatState;
  readonly capabilities: ReadonlySet<string>;
  readonly participants: readonly Participant[];
}

/** What one GetTranscript answered. */
export interface TranscriptReading {
  /** By rising index; of several with the same index, each is there. */
  readonly entries: readonly TranscriptEntry[];
  /** How many entries could not be read and were left out. */
  readonly unreadable: number;
}

const PARTICIPANT_KINDS: Readonly<Record<string, ParticipantKind>> = {
  customer: 'customer',
  client: 'customer',
  agent: 'agent',
  supervisor: 'supervisor',
};

const ENTRY_KINDS: Readonly<Record<string, TranscriptEntryKind>> = {
  Text: 'text',
  ParticipantJoined: 'joined',
  ParticipantLeft: 'left',
  ParticipantRejoined: 'rejoined',
  TypingStarted: 'typingStarted',
  TypingStopped: 'typingStopped',
  Notice: 'notice',
};

const CHAT_STATES: Readonly<Record<string, ServerChatState>> = {
  WaitingForAgent: 'waitingForAgent',
  Chatting: 'chatting',
  Idle: 'idle',
};

/** A plain look-up would find `constructor` and the like on the prototype. */
function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function toParticipant(wire: z.output<ReturnType<typeof participantSchema>>): Participant {
  const kind = lookUp(PARTICIPANT_KINDS, wire.type.toLowerCase()) ?? 'system';
  return { id: wire.participantId, nickname: wire.nickname, kind };
}

export function toChatReading(reply: z.output<ReturnType<typeof chatReplySchema>>): ChatReading {
  const participants = reply.chat.participants.slice(0, 1000).flatMap((raw) => {
    const parsed = participantSchema().safeParse(raw);
    return parsed.success ? [toParticipant(parsed.data)] : [];
  });
  return {
    state: lookUp(CHAT_STATES, reply.chat.state) ?? 'unknown',
    capabilities: new Set(reply.chat.capabilities),
    participants,
  };
}

/** `timestampSeconds` is in milliseconds despite its name (docs/protocol.md). */
function toSentAtMs(timestamp: number | undefined): number | null {
  return timestamp !== undefined && timestamp > 0 && timestamp < 8.64e15 ? timestamp : null;
}

function toEntry(wire: z.output<ReturnType<typeof messageSchema>>): TranscriptEntry {
  const kind = lookUp(ENTRY_KINDS, wire.type) ?? 'unknown';
  return {
    index: wire.index,
    kind: kind === 'text' && wire.treatAs === 'System' ? 'notice' : kind,
    from: wire.from === null ? null : toParticipant(wire.from),
    text: wire.text.toWellFormed(),
    sentAtMs: toSentAtMs(wire.timestampSeconds),
  };
}

export function toTranscriptReading(
  reply: z.output<ReturnType<typeof transcriptReplySchema>>,
): TranscriptReading {
  const entries: TranscriptEntry[] = [];
  for (const raw of reply.messages) {
    const parsed = messageSchema().safeParse(raw);
    if (parsed.success) entries.push(toEntry(parsed.data));
  }
  entries.sort((a, b) => a.index - b.index);
  return { entries, unreadable: reply.messages.length - entries.length };
}
