import type { EndedBy, OpenChat } from './chat';

export type RefusalKind = 'unknownChat' | 'notValidNow';

/** The model says no; nothing was changed. */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** What both sides of the counter need from the model. */
export interface ModelCore {
  readonly now: () => number;
  readonly newId: () => string;
  chatOf(chatId: string): OpenChat;
  open(chat: OpenChat): void;
  /** Runs `work`, then tells the observers once. */
  change<T>(chat: OpenChat, work: () => T): T;
  setState(chat: OpenChat, state: OpenChat['state']): void;
  end(chat: OpenChat, by: EndedBy): void;
}
