import type { Chat } from '../chat';
import type { Random } from '../random';
import type { toWireMessage } from '../wire';
import type { ConditionSwitches } from './switches';

type WireMessage = ReturnType<typeof toWireMessage>;

/** What happened to one chat alone. */
export interface ChatTroubles {
  /** Entries up to this index are gone, and the next one has index 1. */
  base: number;
  /** Entry by entry, until when it is missing. */
  readonly hiddenUntilMs: Map<number, number>;
  forgottenUntilMs: number;
  reads: number;
}

export function createTroubles(): ChatTroubles {
  return { base: 0, hiddenUntilMs: new Map(), forgottenUntilMs: -Infinity, reads: 0 };
}

export interface ReadAs {
  readonly chat: Chat;
  readonly troubles: ChatTroubles;
  readonly switches: ConditionSwitches;
  /** How many entries the answering node is behind. */
  readonly behind: number;
  readonly nowMs: number;
  readonly random: Random;
}

/** The entries of an answer as this contact center gives them out. */
export function changeMessages(messages: readonly WireMessage[], read: ReadAs): WireMessage[] {
  const { chat, troubles, switches, behind, random } = read;
  const last = chat.transcript.length - behind;
  const kept = messages
    .filter(({ index }) => index > troubles.base && index <= last && !isHidden(index, read))
    .map((message) => ({
      ...message,
      index: message.index - troubles.base,
      type:
        switches.endlessTyping && message.type === 'TypingStopped'
          ? ('TypingStarted' as const)
          : message.type,
    }));
  const all = switches.duplicateEntries ? [...kept, ...kept] : kept;
  return switches.shuffledEntries ? shuffle(all, random) : all;
}

function isHidden(index: number, { chat, troubles, switches: { hiddenEntries }, nowMs }: ReadAs): boolean {
  if (nowMs < (troubles.hiddenUntilMs.get(index) ?? -Infinity)) return true;
  const entry = chat.transcript[index - 1];
  if (!hiddenEntries || !entry) return false;
  const { every = 5, forMs = Infinity, when = () => true } = hiddenEntries;
  return index % every === 0 && nowMs < entry.atMs + forMs && when(entry);
}

function shuffle<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
