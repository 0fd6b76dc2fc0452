import { appendEntry } from './chat';
import type { Capability, Chat, ChatRequest, Entry, EntryType, OpenChat, Participant } from './chat';
import { Refusal, type ModelCore } from './modelCore';

/** The operations of the Customer Chat API. Each counts as a sign of life, refused or not. */
export interface CustomerSide {
  requestChat(request: ChatRequest): Chat;
  sendMessage(chatId: string, text: string): Entry;
  startTyping(chatId: string): Entry;
  stopTyping(chatId: string): Entry;
  complete(chatId: string): void;
  getChat(chatId: string): Chat;
  /**
   * From `index` on. 0 means all, as in the vendor's reference. Without an index: what was not read yet, and the read
   * cursor moves to the end, whether or not the answer ever arrives.
   */
  getTranscript(chatId: string, index?: number): readonly Entry[];
}

export function createCustomerSide(core: ModelCore): CustomerSide {
  function chatHeardFrom(chatId: string): OpenChat {
    const chat = core.chatOf(chatId);
    chat.lastRequestAtMs = core.now();
    return chat;
  }

  function chatThatAllows(chatId: string, capability: Capability): OpenChat {
    const chat = chatHeardFrom(chatId);
    if (chat.capabilities.includes(capability)) return chat;
    throw new Refusal('notValidNow', `${capability} is not valid while the chat is ${chat.state}`);
  }

  function append(chat: OpenChat, type: EntryType, text?: string): Entry {
    return core.change(chat, () =>
      appendEntry(chat, {
        type,
        from: chat.customer,
        atMs: core.now(),
        ...(text !== undefined && { text }),
      }),
    );
  }

  return {
    requestChat(request) {
      const chat = newChat(request, core.newId(), core.now());
      core.open(chat);
      append(chat, 'ParticipantJoined');
      return chat;
    },
    sendMessage: (chatId, text) => append(chatThatAllows(chatId, 'SendMessage'), 'Text', text),
    startTyping: (chatId) => append(chatThatAllows(chatId, 'SendStartTypingNotification'), 'TypingStarted'),
    stopTyping: (chatId) => append(chatThatAllows(chatId, 'SendStopTypingNotification'), 'TypingStopped'),
    complete(chatId) {
      const chat = chatThatAllows(chatId, 'Complete');
      core.change(chat, () => core.end(chat, 'customer'));
    },
    getChat: chatHeardFrom,
    getTranscript(chatId, index) {
      const chat = chatHeardFrom(chatId);
      const from = index ?? chat.readCursor;
      if (index === undefined) chat.readCursor = chat.transcript.length + 1;
      return chat.transcript.slice(Math.max(0, from - 1));
    },
  };
}

function newChat(request: ChatRequest, id: string, nowMs: number): OpenChat {
  const customer: Participant = { id: '1', nickname: request.nickname, type: 'Customer' };
  return {
    id,
    subject: request.subject,
    endpoint: request.endpoint ?? null,
    userData: { ...request.userData },
    customer,
    state: 'WaitingForAgent',
    capabilities: [],
    participants: [customer],
    known: [customer],
    transcript: [],
    openedAtMs: nowMs,
    waitingSinceMs: nowMs,
    lastRequestAtMs: nowMs,
    readCursor: 1,
    endedBy: null,
  };
}
