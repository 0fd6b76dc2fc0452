import type { Chat, Entry, Participant } from './chat';

/** The status codes of the API that this server uses. Source: the vendor's page Return Values. */
export const STATUS_CODE = {
  success: 0,
  missingParameter: 1,
  notValidNow: 2,
  forbidden: 3,
  internalError: 4,
  notFound: 6,
  validation: 10,
} as const;

export interface WireOptions {
  /** Adds `timestampSeconds`, which counts milliseconds despite its name. */
  readonly timestamps?: boolean;
  /** Sends participant ids as numbers, as some servers do. */
  readonly numericParticipantIds?: boolean;
}

/** The same rule as the client's. */
export function isContactCenterId(id: string): boolean {
  return /^[\x21-\x7e]{1,128}$/.test(id);
}

/** Where a chat is said to live: two documents of the vendor name two places. */
export type ResourcePath = 'chats' | 'me/chat';

export function chatPath(resourcePath: ResourcePath, chatId: string): string {
  return `/api/v2/${resourcePath}/${chatId}`;
}

export function toWireChat(chat: Chat, options: WireOptions) {
  return {
    capabilities: chat.capabilities,
    id: chat.id,
    participants: chat.participants.map((participant) => toWireParticipant(participant, options)),
    state: chat.state,
  };
}

export function toWireMessage(entry: Entry, options: WireOptions) {
  return {
    index: entry.index,
    type: entry.type,
    from: toWireParticipant(entry.from, options),
    ...(entry.text !== undefined && { text: entry.text }),
    ...(options.timestamps && { timestampSeconds: entry.atMs }),
  };
}

function toWireParticipant(participant: Participant, options: WireOptions) {
  return {
    nickname: participant.nickname,
    participantId: options.numericParticipantIds ? Number(participant.id) : participant.id,
    type: participant.type,
  };
}
