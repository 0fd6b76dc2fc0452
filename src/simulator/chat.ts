export type ChatState = 'WaitingForAgent' | 'Chatting' | 'Idle';

export type ParticipantType = 'Customer' | 'Agent' | 'External';

export type EntryType =
  | 'Text'
  | 'ParticipantJoined'
  | 'ParticipantLeft'
  | 'ParticipantRejoined'
  | 'TypingStarted'
  | 'TypingStopped'
  | 'Notice';

export type Capability =
  'SendMessage' | 'SendStartTypingNotification' | 'SendStopTypingNotification' | 'Complete';

/** What a customer may do in each state. */
export type Capabilities = Readonly<Record<ChatState, readonly Capability[]>>;

export type EndedBy = 'customer' | 'agent' | 'server';

export interface Participant {
  /** Counted per chat, from 1: the customer. 0 is the server itself. */
  readonly id: string;
  readonly nickname: string;
  readonly type: ParticipantType;
}

/** One line of the transcript. Typing is a line of its own, with an index of its own, as on real servers. */
export interface Entry {
  readonly index: number;
  readonly type: EntryType;
  readonly from: Participant;
  readonly text?: string;
  readonly atMs: number;
}

export interface ChatRequest {
  readonly nickname: string;
  readonly subject: string;
  readonly endpoint?: string;
  readonly userData?: Readonly<Record<string, string>>;
}

/** A chat as the outside sees it. It is the living object, not a copy: it changes as the chat goes on. */
export interface Chat {
  readonly id: string;
  readonly subject: string;
  readonly endpoint: string | null;
  readonly userData: Readonly<Record<string, string>>;
  readonly customer: Participant;
  readonly state: ChatState;
  readonly capabilities: readonly Capability[];
  /** Who is in the chat now; agents come before the customer, as in the vendor's sample. */
  readonly participants: readonly Participant[];
  /** Everyone who ever was: an agent who comes back keeps the participant id. */
  readonly known: readonly Participant[];
  readonly transcript: readonly Entry[];
  readonly openedAtMs: number;
  /** When the customer last began to wait for an agent. */
  readonly waitingSinceMs: number;
  readonly lastRequestAtMs: number;
  /** The first index that a read without `index` will bring. */
  readonly readCursor: number;
  readonly endedBy: EndedBy | null;
}

/** The same chat as the model itself holds it. */
export type OpenChat = { -readonly [Key in keyof Chat]: Chat[Key] } & {
  participants: Participant[];
  transcript: Entry[];
  known: Participant[];
};

export const STANDARD_CAPABILITIES: Capabilities = {
  WaitingForAgent: ['SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification', 'Complete'],
  Chatting: ['SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification', 'Complete'],
  Idle: [],
};

export const SYSTEM: Participant = { id: '0', nickname: 'System', type: 'External' };

export function appendEntry(
  chat: OpenChat,
  entry: { type: EntryType; from: Participant; text?: string; atMs: number },
): Entry {
  const numbered: Entry = { index: chat.transcript.length + 1, ...entry };
  chat.transcript.push(numbered);
  return numbered;
}

export function presentAgents(chat: Chat): Participant[] {
  return chat.participants.filter((participant) => participant.type === 'Agent');
}

/** Whether this participant's last word on typing was that it began. A message ends typing too. */
export function isTyping(chat: Chat, participant: Participant): boolean {
  const last = chat.transcript.findLast(
    ({ type, from }) =>
      from.id === participant.id && (type === 'TypingStarted' || type === 'TypingStopped' || type === 'Text'),
  );
  return last?.type === 'TypingStarted';
}
