import type { StartAnswers } from './startFields';

/**
 * The chat as the app speaks of it. The wire's own words are translated to these in `src/main/gws`;
 * the renderer's store mirrors `ChatView` and decides nothing.
 */

export type ParticipantKind = 'customer' | 'agent' | 'supervisor' | 'system';

export interface Participant {
  readonly id: string;
  readonly nickname: string;
  readonly kind: ParticipantKind;
}

export type TranscriptEntryKind =
  | 'text'
  | 'joined'
  | 'left'
  | 'rejoined'
  | 'typingStarted'
  | 'typingStopped'
  | 'notice'
  /** A type this app does not know. It is not shown, but its index counts. */
  | 'unknown';

/** One entry of the transcript as the server keeps it. `index` counts from 1. */
export interface TranscriptEntry {
  readonly index: number;
  readonly kind: TranscriptEntryKind;
  readonly from: Participant | null;
  readonly text: string;
  /** Server time in milliseconds since the epoch, where the server sends one. */
  readonly sentAtMs: number | null;
}

/** What the customer says on the Start screen. */
export interface ChatForm {
  readonly nickname: string;
  readonly subject: string;
  /** To the fields that the administrator has configured; absent where there are none. */
  readonly answers?: StartAnswers;
  /** The id of the contact center that the customer has chosen; absent where there is nothing to choose. */
  readonly department?: string;
}

/** Why a chat that existed is over. */
export type EndReason =
  /** The customer ended it and the server confirmed. */
  | 'customer'
  /** The customer left the queue before an agent joined. */
  | 'leftQueue'
  /** The customer ended it, but the server could not be told. */
  | 'customerUnconfirmed'
  /** The agent, or the contact center, ended it. */
  | 'agent'
  /** The server no longer knows the chat, as happens after a long loss of connection. */
  | 'gone';

/** Why no chat came to be. Each has its sentence in the locale and a way on. */
export type StartFailure =
  | 'notConfigured'
  | 'unreachable'
  | 'certificate'
  | 'networkSignIn'
  /** The way leads through a proxy, which wants a user name and a password. */
  | 'proxyLogin'
  | 'refused'
  | 'rejected'
  | 'busy'
  | 'notAChatServer'
  | 'serverTrouble'
  /** The answer was lost on the way: a chat may or may not have started, so it is never retried by itself. */
  | 'unclear';

export type ChatPhase =
  /** No chat. The Start screen. */
  | { readonly name: 'idle' }
  /** RequestChat is on its way. */
  | { readonly name: 'requesting' }
  /** In the queue; nobody has joined yet. */
  | { readonly name: 'waiting'; readonly sinceMs: number }
  /** An agent has joined at least once. */
  | { readonly name: 'chatting' }
  /** The customer asked for the end; the server has not confirmed it yet. */
  | { readonly name: 'ending' }
  /** Over. The transcript stays to be read. */
  | { readonly name: 'ended'; readonly reason: EndReason; readonly atMs: number }
  /** No chat came to be; the form is kept. */
  | { readonly name: 'failed'; readonly reason: StartFailure };

/** One line of the conversation, in the order of the transcript. */
export type ConversationItem =
  | {
      readonly kind: 'message';
      /** Stable for the life of the line; for own messages it is the local id, so the bubble does not jump. */
      readonly key: string;
      readonly author: 'customer' | 'agent' | 'system';
      readonly nickname: string;
      readonly text: string;
      readonly atMs: number;
    }
  | {
      readonly kind: 'joined' | 'left' | 'rejoined';
      readonly key: string;
      readonly nickname: string;
      readonly atMs: number;
    }
  | { readonly kind: 'notice'; readonly key: string; readonly text: string; readonly atMs: number }
  /** The server began a new transcript; what is above is kept from before. */
  | { readonly kind: 'restarted'; readonly key: string; readonly atMs: number };

/** Why a message surely did not arrive. */
export type NotSentReason = 'chatOver' | 'notAllowed' | 'tooLong' | 'refused';

/** A message of the customer that has not yet been read back from the transcript. */
export interface OutgoingMessage {
  readonly localId: string;
  readonly text: string;
  readonly createdAtMs: number;
  readonly state: OutgoingState;
}

export type OutgoingState =
  /** Waiting its turn, or on its way. */
  | { readonly name: 'sending' }
  /** The server took it; its entry has not shown up in the transcript yet. */
  | { readonly name: 'accepted' }
  /** The attempt ended without a clear answer; the transcript is being read to find out. */
  | { readonly name: 'checking' }
  /** It could not be found out. The person decides: send again, or discard. */
  | { readonly name: 'notConfirmed' }
  /** It surely did not arrive. */
  | { readonly name: 'notSent'; readonly reason: NotSentReason };

/** How fresh the screen is. `lastGoodAtMs` is null while no answer has come yet. */
export type LinkState =
  | { readonly name: 'live' }
  /** The server answers, but not everything has been read yet: after a sleep, a restart, or a node that fell behind. */
  | { readonly name: 'catchingUp'; readonly lastGoodAtMs: number | null }
  | { readonly name: 'reconnecting'; readonly sinceMs: number; readonly lastGoodAtMs: number | null }
  /** As reconnecting, and a web page answers in place of the contact center: that of a network which wants a sign-in. */
  | { readonly name: 'networkSignIn'; readonly sinceMs: number; readonly lastGoodAtMs: number | null }
  /** As reconnecting, and this computer says that it has no network at all. */
  | { readonly name: 'offline'; readonly sinceMs: number; readonly lastGoodAtMs: number | null };

/** What the server allows now (its capabilities), in the app's words. */
export interface ChatAbilities {
  readonly send: boolean;
  readonly typing: boolean;
  readonly end: boolean;
}

export interface ChatView {
  readonly phase: ChatPhase;
  /** The form of the running, or the last failed, request; null while there is none. */
  readonly form: ChatForm | null;
  readonly items: readonly ConversationItem[];
  readonly outgoing: readonly OutgoingMessage[];
  /** Nicknames of the agents who are in the chat now. */
  readonly agents: readonly string[];
  /** Nickname of the agent who is typing now. */
  readonly agentTyping: string | null;
  readonly abilities: ChatAbilities;
  readonly link: LinkState;
  /** False while what is typed cannot be kept on the disk, so that it would not outlive a crash. */
  readonly isKept: boolean;
  /** While waiting: in how many minutes an agent usually comes at this time; null where the past does not say. */
  readonly usualWaitMinutes: number | null;
}

/** What changed in a `ChatView`. Items are only ever appended, save when a new chat replaces everything. */
export interface ChatPatch extends Partial<Omit<ChatView, 'items'>> {
  readonly replaceItems?: boolean;
  readonly appendItems?: readonly ConversationItem[];
}

export const IDLE_CHAT: ChatView = {
  phase: { name: 'idle' },
  form: null,
  items: [],
  outgoing: [],
  agents: [],
  agentTyping: null,
  abilities: { send: false, typing: false, end: false },
  link: { name: 'live' },
  isKept: true,
  usualWaitMinutes: null,
};
