import type { OutgoingMessage } from '@shared/chat';
import type { Simulator } from '../../src/simulator';
import type { Life } from './life';
import type { Screen } from './protocol';

/**
 * What was typed in one chat over all the lives of the app, against the transcript of the server. Messages of their
 * own are told by their text; of those that all say "ok", the numbers have to be right.
 */
export interface Account {
  /** The chat that it is about: known when one is on the screen. */
  setChat(chatId: string): void;
  getChat(): string | null;
  type(isCommon: boolean): { readonly number: number; readonly text: string };
  note(life: Life): void;
  discard(localId: string): void;
  /** Is it right that the person is asked? */
  checkDoubt(message: OutgoingMessage, simulator: Simulator): void;
  /** Answers what is wrong in a chat where nothing is under way any more. */
  audit(screen: Screen | null, simulator: Simulator): string[];
  /** The same for a chat that is over, whose transcript no new run of the app shows. */
  auditEnded(screen: Screen | null, simulator: Simulator): string[];
  countDelivered(simulator: Simulator): number;
  countDiscarded(): number;
  /** Typed, and the app died before it had kept them: it had not said that it had. */
  countUnkept(): number;
  isNew(): boolean;
  lastNumber(): number;
}

interface Typed {
  readonly number: number;
  readonly text: string;
  localId: string | null;
}

export function createAccount(firstNumber: number): Account {
  let lastNumber = firstNumber;
  let chatId: string | null = null;
  /** The same again and again in this chat, and in no other. */
  const common = `ok (${firstNumber})`;
  const typed: Typed[] = [];
  /** Local ids that have been on a screen: from then on they must not go. */
  const shown = new Set<string>();
  const discarded = new Set<string>();
  const wrong: string[] = [];

  function readTexts({ model }: Simulator): string[] {
    const chat = chatId === null ? undefined : model.findChat(chatId);
    return (chat?.transcript ?? []).flatMap(({ type, text, from }) =>
      type === 'Text' && from.type === 'Customer' && text !== undefined ? [text] : [],
    );
  }

  function isKept({ localId }: Typed): boolean {
    return localId !== null;
  }

  function checkTexts(texts: readonly string[], outgoing: Screen['outgoing']): void {
    const isStated = ({ localId }: Typed) =>
      localId !== null && (discarded.has(localId) || outgoing.some((message) => message.localId === localId));
    for (const message of typed.filter(({ text }) => text !== common)) {
      const copies = texts.filter((text) => text === message.text).length;
      if (copies > 1) wrong.push(`doubled: ${message.text}, ${copies} copies`);
      if (copies === 0 && isKept(message) && !isStated(message)) wrong.push(`lost: ${message.text}`);
    }
    const ofCommon = typed.filter(({ text }) => text === common);
    const copies = texts.filter((text) => text === common).length;
    const due = ofCommon.filter((message) => isKept(message) && !isStated(message)).length;
    if (copies < due) wrong.push(`lost: ${due - copies} of ${ofCommon.length} times "${common}"`);
    if (copies > ofCommon.length) wrong.push(`doubled: "${common}", ${copies} copies of ${ofCommon.length}`);
    for (const { text, state } of outgoing) {
      if (state.name === 'notSent' && text !== common && texts.includes(text))
        wrong.push(`false "not sent": ${text}`);
    }
    checkOrder(texts);
  }

  function checkOrder(texts: readonly string[]): void {
    const numbers = texts.flatMap((text) => (text === common ? [] : [Number(text.split(' ')[1])]));
    const at = numbers.findIndex((number, index) => number < (numbers[index - 1] ?? 0));
    if (at >= 0) wrong.push(`out of order: ${numbers[at]} after ${numbers[at - 1]}`);
  }

  /** Each message by its local id, where the screen shows the whole chat. */
  function checkScreen({ own, outgoing }: Screen, texts: readonly string[]): void {
    const lines = own.map(({ text }) => text);
    if (lines.join('|') !== texts.join('|'))
      wrong.push(`the screen shows "${lines.join('|')}", not "${texts.join('|')}"`);
    const there = new Set([...own.map(({ key }) => key), ...outgoing.map(({ localId }) => localId)]);
    const kept = new Set([...shown, ...typed.flatMap(({ localId }) => localId ?? [])]);
    for (const localId of kept) {
      if (!there.has(localId) && !discarded.has(localId))
        wrong.push(`lost: ${localId} is nowhere on the screen`);
    }
    const unclaimed = own.filter(({ key }) => !kept.has(key) && /^\d+:\d+$/.test(key));
    for (const { text } of unclaimed) wrong.push(`doubled: "${text}" stands there, and nobody claims it`);
  }

  function takeWrong(): string[] {
    return wrong.splice(0);
  }

  return {
    setChat(id) {
      if (chatId !== null && chatId !== id && typed.some(isKept))
        wrong.push('lost: the chat did not come back');
      chatId = id;
    },
    getChat: () => chatId,
    type(isCommon) {
      lastNumber += 1;
      const message = {
        number: lastNumber,
        text: isCommon ? common : `message ${lastNumber}`,
        localId: null,
      };
      typed.push(message);
      return { number: message.number, text: message.text };
    },
    note(life) {
      for (const message of typed) message.localId ??= life.saved.get(message.number) ?? null;
      for (const localId of life.shown) shown.add(localId);
    },
    discard: (localId) => void discarded.add(localId),
    checkDoubt({ text, state }, simulator) {
      if (text === common || !readTexts(simulator).includes(text)) return;
      wrong.push(
        state.name === 'notSent' ? `false "not sent": ${text}` : `in doubt although it is there: ${text}`,
      );
    },
    audit(screen, simulator) {
      if (screen === null) return ['lost: no screen'];
      const texts = readTexts(simulator);
      checkTexts(texts, screen.outgoing);
      checkScreen(screen, texts);
      return takeWrong();
    },
    auditEnded(screen, simulator) {
      checkTexts(readTexts(simulator), screen?.outgoing ?? []);
      return takeWrong();
    },
    countDelivered: (simulator) => readTexts(simulator).length,
    countDiscarded: () => discarded.size,
    countUnkept: () => typed.filter((message) => !isKept(message)).length,
    isNew: () => typed.length === 0,
    lastNumber: () => lastNumber,
  };
}
