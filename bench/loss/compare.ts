import type { Chat } from '../../src/simulator/chat';
import type { FinishedChat } from './sender';

export interface Losses {
  readonly messages: number;
  readonly sent: number;
  /** Shown as sent, and not in the contact center's transcript; or gone from the screen without a word. */
  readonly lost: number;
  /** More often in the transcript than the customer sent them. */
  readonly doubled: number;
  /** Shown as not sent, and in the transcript. */
  readonly falselyNotSent: number;
  readonly notSent: number;
  /** Shown as not confirmed: of these, how many had arrived and how many had not. */
  readonly unknownArrived: number;
  readonly unknownAbsent: number;
  /** Without a final word when the chat was over. */
  readonly stillOpen: number;
}

const NOTHING: Losses = {
  messages: 0,
  sent: 0,
  lost: 0,
  doubled: 0,
  falselyNotSent: 0,
  notSent: 0,
  unknownArrived: 0,
  unknownAbsent: 0,
  stillOpen: 0,
};

/**
 * Holds what the screen said against what the contact center has. The same text sent more than once is told apart by
 * number only, as for the agent: copies are set against what was shown as sent first, then against the unknown.
 */
export function compareChat({ messages }: FinishedChat, chat: Chat): Losses {
  const texts = [...new Set(messages.map(({ text }) => text))];
  return texts.map((text) => compareText(text, messages, chat)).reduce(addLosses, NOTHING);
}

function compareText(text: string, messages: FinishedChat['messages'], chat: Chat): Losses {
  const count = (fate: FinishedChat['messages'][number]['fate']) =>
    messages.filter((message) => message.text === text && message.fate === fate).length;
  const copies = chat.transcript.filter(
    (entry) => entry.type === 'Text' && entry.from.type === 'Customer' && entry.text === text,
  ).length;
  const sent = count('sent');
  const unknown = count('notConfirmed');
  const notSent = count('notSent');
  const unknownArrived = Math.min(unknown, Math.max(0, copies - sent));
  const beyond = Math.max(0, copies - sent - unknown);
  const falselyNotSent = Math.min(notSent, beyond);
  return {
    messages: messages.filter((message) => message.text === text).length,
    sent,
    lost: Math.max(0, sent - copies) + count('vanished'),
    doubled: beyond - falselyNotSent,
    falselyNotSent,
    notSent,
    unknownArrived,
    unknownAbsent: unknown - unknownArrived,
    stillOpen: count('stillOpen'),
  };
}

export function addLosses(a: Losses, b: Losses): Losses {
  const names = Object.keys(NOTHING) as (keyof Losses)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as Losses;
}

export { NOTHING as NO_LOSSES };
