import type { ChatView } from '@shared/chat';
import { SECOND, wait } from '../../src/main/lib/time';
import { getPollIntervalMs } from '../../src/main/polling/schedule';
import { between, type Random } from '../../src/simulator/random';
import type { VirtualServer } from '../../src/simulator/virtual';
import { createCounter } from '../harness/counter';
import type { SimulatedTime } from '../harness/simulatedTime';
import { createShownChat } from './shownChat';

/** What became of a message, as the screen had it in the end. */
export type Fate = 'sent' | 'notSent' | 'notConfirmed' | 'stillOpen' | 'vanished';

export interface SentMessage {
  readonly text: string;
  readonly fate: Fate;
}

/** One chat: what its customer sent, and what the screen said of it. */
export interface FinishedChat {
  /** Carried by the subject, by which the contact center knows the chat too. */
  readonly subject: string;
  readonly messages: readonly SentMessage[];
}

export interface SenderOptions {
  readonly server: VirtualServer;
  readonly clock: SimulatedTime;
  readonly random: Random;
  readonly name: string;
  readonly messagesPerChat: number;
}

/** Short words that people send more than once in a chat: nothing but the order tells them apart. */
const REPEATED = ['ok', 'yes', 'thanks'] as const;
const REPEATED_SHARE = 0.2;
const LONGEST_START_MS = 60 * SECOND;
const LONGEST_CHAT_MS = 60 * 60 * SECOND;
const LOOK_EVERY_MS = 500;

/** A customer at one counter, who holds one chat after the other and keeps book of what the screen says. */
export function createSender({ server, clock, random, name, messagesPerChat }: SenderOptions) {
  const shown = createShownChat();
  const { session } = createCounter({
    server,
    clock,
    random,
    getIntervalMs: (phase) => getPollIntervalMs(phase, 'balanced', random),
    onEvent: shown.noteEvent,
  });
  let chats = 0;

  async function until(isSo: (view: ChatView) => boolean, withinMs: number): Promise<boolean> {
    const deadlineMs = clock.monotonic() + withinMs;
    while (!isSo(shown.view)) {
      if (clock.monotonic() > deadlineMs) return false;
      await wait(clock, LOOK_EVERY_MS);
    }
    return true;
  }

  function isOver({ phase }: ChatView): boolean {
    return phase.name === 'ended' || phase.name === 'failed' || phase.name === 'idle';
  }

  /** Nobody decides for the customer; this one lets go of what cannot be found out, and remembers it. */
  function discardUnclear(unclear: Set<string>): void {
    for (const { localId, state } of shown.view.outgoing) {
      if (state.name !== 'notConfirmed') continue;
      unclear.add(localId);
      session.discard(localId);
    }
  }

  function findFate(localId: string, unclear: ReadonlySet<string>): Fate {
    if (unclear.has(localId)) return 'notConfirmed';
    const { items, outgoing } = shown.view;
    if (items.some(({ key }) => key === localId)) return 'sent';
    const state = outgoing.find((message) => message.localId === localId)?.state.name;
    if (state === undefined) return 'vanished';
    return state === 'notSent' || state === 'notConfirmed' ? state : 'stillOpen';
  }

  /** Null where no chat came to be. */
  async function holdChat(): Promise<FinishedChat | null> {
    chats += 1;
    const subject = `${name}.${chats}`;
    session.start({ nickname: 'Chris', subject });
    await until((view) => view.phase.name === 'chatting' || isOver(view), LONGEST_START_MS);
    const sent: { localId: string; text: string }[] = [];
    const unclear = new Set<string>();
    while (sent.length < messagesPerChat && !isOver(shown.view)) {
      const isRepeated = random() < REPEATED_SHARE;
      const word = REPEATED[Math.floor(random() * REPEATED.length)] ?? 'ok';
      const text = isRepeated ? word : `${subject} number ${sent.length}`;
      const localId = session.send(text);
      if (localId !== null) sent.push({ localId, text });
      await wait(clock, between(random, 2, 12) * SECOND);
      discardUnclear(unclear);
    }
    await until((view) => {
      discardUnclear(unclear);
      return isOver(view) || view.outgoing.every(({ state }) => state.name === 'notSent');
    }, LONGEST_CHAT_MS);
    session.end();
    await until(isOver, LONGEST_START_MS);
    discardUnclear(unclear);
    await wait(clock, SECOND);
    const messages = sent.map(({ localId, text }) => ({ text, fate: findFate(localId, unclear) }));
    session.reset();
    await wait(clock, SECOND);
    return messages.length === 0 ? null : { subject, messages };
  }

  return { holdChat };
}
