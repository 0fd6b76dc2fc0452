import { appendEntry, presentAgents } from './chat';
import type { Entry, EntryType, OpenChat, Participant } from './chat';
import { Refusal, type ModelCore } from './modelCore';

/** One agent of the contact center. What the moment does not allow throws a `Refusal` and changes nothing. */
export interface Agent {
  readonly name: string;
  accept(chatId: string): Participant;
  say(chatId: string, text: string): Entry;
  startTyping(chatId: string): Entry;
  stopTyping(chatId: string): Entry;
  /** Leaves without ending. With no other agent there, the customer is waiting again. */
  leave(chatId: string): void;
  /** Comes back under the same participant id. */
  rejoin(chatId: string): Participant;
  /** The other agent joins, then this one leaves: the customer is never alone. */
  transfer(chatId: string, toName: string): Participant;
  end(chatId: string): void;
}

export function createAgentDesk(core: ModelCore): (name: string) => Agent {
  function liveChat(chatId: string): OpenChat {
    const chat = core.chatOf(chatId);
    if (chat.state === 'Idle') throw new Refusal('notValidNow', 'The chat has ended');
    return chat;
  }

  function inChat(chatId: string, name: string): { chat: OpenChat; self: Participant } {
    const chat = liveChat(chatId);
    const self = presentAgents(chat).find((agent) => agent.nickname === name);
    if (!self) throw new Refusal('notValidNow', `${name} is not in the chat`);
    return { chat, self };
  }

  function append(chat: OpenChat, from: Participant, type: EntryType, text?: string): Entry {
    return appendEntry(chat, { type, from, atMs: core.now(), ...(text !== undefined && { text }) });
  }

  function join(
    chat: OpenChat,
    name: string,
    type: 'ParticipantJoined' | 'ParticipantRejoined',
  ): Participant {
    const known = chat.known.find((one) => one.type === 'Agent' && one.nickname === name);
    if (type === 'ParticipantRejoined' && !known) {
      throw new Refusal('notValidNow', `${name} has not been in the chat`);
    }
    if (known && chat.participants.includes(known)) {
      throw new Refusal('notValidNow', `${name} is in the chat already`);
    }
    const self: Participant = known ?? { id: String(chat.known.length + 1), nickname: name, type: 'Agent' };
    if (!known) chat.known.push(self);
    chat.participants.unshift(self);
    append(chat, self, type);
    core.setState(chat, 'Chatting');
    return self;
  }

  function depart(chat: OpenChat, self: Participant): void {
    chat.participants.splice(chat.participants.indexOf(self), 1);
    append(chat, self, 'ParticipantLeft');
    if (presentAgents(chat).length === 0) core.setState(chat, 'WaitingForAgent');
  }

  return (name) => ({
    name,
    accept(chatId) {
      const chat = liveChat(chatId);
      return core.change(chat, () => join(chat, name, 'ParticipantJoined'));
    },
    say(chatId, text) {
      const { chat, self } = inChat(chatId, name);
      return core.change(chat, () => append(chat, self, 'Text', text));
    },
    startTyping(chatId) {
      const { chat, self } = inChat(chatId, name);
      return core.change(chat, () => append(chat, self, 'TypingStarted'));
    },
    stopTyping(chatId) {
      const { chat, self } = inChat(chatId, name);
      return core.change(chat, () => append(chat, self, 'TypingStopped'));
    },
    leave(chatId) {
      const { chat, self } = inChat(chatId, name);
      core.change(chat, () => depart(chat, self));
    },
    rejoin(chatId) {
      const chat = liveChat(chatId);
      return core.change(chat, () => join(chat, name, 'ParticipantRejoined'));
    },
    transfer(chatId, toName) {
      const { chat, self } = inChat(chatId, name);
      return core.change(chat, () => {
        const other = join(chat, toName, 'ParticipantJoined');
        depart(chat, self);
        return other;
      });
    },
    end(chatId) {
      const { chat } = inChat(chatId, name);
      core.change(chat, () => core.end(chat, 'agent'));
    },
  });
}
