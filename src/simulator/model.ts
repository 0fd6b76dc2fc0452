import { createAgentDesk, type Agent } from './agentDesk';
import { appendEntry, SYSTEM, STANDARD_CAPABILITIES } from './chat';
import type { Capabilities, Chat, Entry, OpenChat } from './chat';
import { createCustomerSide, type CustomerSide } from './customerSide';
import { Refusal, type ModelCore } from './modelCore';

export type Change =
  | {
      readonly type: 'chatChanged';
      readonly chat: Chat;
      readonly added: readonly Entry[];
      /** True for the first change of a chat. */
      readonly opened: boolean;
    }
  | { readonly type: 'chatForgotten'; readonly chatId: string };

export interface ModelOptions {
  readonly now: () => number;
  readonly newId: () => string;
  /** A chat whose customer asked nothing for longer than this is ended by `tick`. Null switches it off. */
  readonly silenceLimitMs?: number | null;
  /** What the customer may do in each state, where it should differ from a usual server. */
  readonly capabilities?: Partial<Capabilities>;
  /** How many ended chats stay readable. Beyond that the oldest are unknown, as after a real server's clean-up. */
  readonly endedChatsKept?: number;
}

/** The whole contact center, without a clock of its own and without a network. */
export interface Model {
  readonly customer: CustomerSide;
  /** An agent by name; the same name is the same agent. */
  agent(name: string): Agent;
  /** A line from the server itself. */
  notice(chatId: string, text: string): Entry;
  chats(): readonly Chat[];
  /** Looks a chat up without counting as a request of the customer. */
  findChat(chatId: string): Chat | undefined;
  /** Ends what has been silent for too long. Call it about once a second. */
  tick(): void;
  onChange(listener: (change: Change) => void): () => void;
}

const DEFAULT_SILENCE_LIMIT_MS = 45_000;
const DEFAULT_ENDED_CHATS_KEPT = 500;

export function createModel(options: ModelOptions): Model {
  const silenceLimitMs =
    options.silenceLimitMs === undefined ? DEFAULT_SILENCE_LIMIT_MS : options.silenceLimitMs;
  const endedChatsKept = options.endedChatsKept ?? DEFAULT_ENDED_CHATS_KEPT;
  const capabilities: Capabilities = { ...STANDARD_CAPABILITIES, ...options.capabilities };
  const chats = new Map<string, OpenChat>();
  const endedIds: string[] = [];
  const listeners = new Set<(change: Change) => void>();
  const untold: Change[] = [];

  const core: ModelCore = {
    now: options.now,
    newId: options.newId,
    chatOf(chatId) {
      const chat = chats.get(chatId);
      if (!chat) throw new Refusal('unknownChat', `There is no chat ${chatId}`);
      return chat;
    },
    open(chat) {
      chat.capabilities = capabilities[chat.state];
      chats.set(chat.id, chat);
    },
    change(chat, work) {
      const before = chat.transcript.length;
      const result = work();
      tell({ type: 'chatChanged', chat, added: chat.transcript.slice(before), opened: before === 0 });
      if (chat.state === 'Idle') forgetOldest();
      return result;
    },
    setState(chat, state) {
      if (state === 'WaitingForAgent' && chat.state !== state) chat.waitingSinceMs = options.now();
      chat.state = state;
      chat.capabilities = capabilities[state];
    },
    end(chat, by) {
      // Whoever ends the chat is the first to leave it.
      const leaving = by === 'agent' ? [...chat.participants] : [...chat.participants].reverse();
      for (const from of leaving) appendEntry(chat, { type: 'ParticipantLeft', from, atMs: options.now() });
      chat.participants.length = 0;
      chat.endedBy = by;
      core.setState(chat, 'Idle');
      endedIds.push(chat.id);
    },
  };

  /** A listener may change a chat again: everyone still hears of all changes in the order they were made. */
  function tell(change: Change): void {
    untold.push(change);
    if (untold.length > 1) return;
    const failures: unknown[] = [];
    for (let next = untold[0]; next; next = untold[0]) {
      for (const listener of [...listeners]) {
        try {
          listener(next);
        } catch (error) {
          // One listener's mistake must not keep the news from the others.
          failures.push(error);
        }
      }
      untold.shift();
    }
    if (failures.length > 0) throw failures[0];
  }

  function forgetOldest(): void {
    while (endedIds.length > endedChatsKept) {
      const chatId = endedIds.shift();
      if (chatId !== undefined && chats.delete(chatId)) tell({ type: 'chatForgotten', chatId });
    }
  }

  return {
    customer: createCustomerSide(core),
    agent: createAgentDesk(core),
    notice(chatId, text) {
      const chat = core.chatOf(chatId);
      if (chat.state === 'Idle') throw new Refusal('notValidNow', 'The chat has ended');
      return core.change(chat, () =>
        appendEntry(chat, { type: 'Notice', from: SYSTEM, text, atMs: options.now() }),
      );
    },
    chats: () => [...chats.values()],
    findChat: (chatId) => chats.get(chatId),
    tick() {
      if (silenceLimitMs === null) return;
      for (const chat of [...chats.values()]) {
        if (chat.state === 'Idle' || options.now() - chat.lastRequestAtMs <= silenceLimitMs) continue;
        core.change(chat, () => core.end(chat, 'server'));
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
