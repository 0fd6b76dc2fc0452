import type { ChatView } from '@shared/chat';
import { wait, type Clock } from '../../src/main/lib/time';
import type { Session } from '../../src/main/session/session';
import type { Agent } from '../../src/simulator';
import { between, pick } from '../../src/simulator/random';
import type { Witness } from './witness';

/** The people of a chat, in simulated time: what they say, how fast, and what they do about a message in doubt. */

export interface CustomerOptions {
  readonly session: Session;
  readonly witness: Witness;
  readonly clock: Clock;
  readonly random: () => number;
}

const SHORT = ['ok', 'yes', 'thanks', 'ok '] as const;
const ODD = [
  'a < b & "c" > d',
  'two\r\nlines',
  ' a space before and behind ',
  'family \u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  'cafe\u0301 au lait',
] as const;

/** Waits, without asking too often, until the screen shows what is wanted; false after `timeoutMs`. */
export async function untilShown(
  { session, clock }: Pick<CustomerOptions, 'session' | 'clock'>,
  isShown: (view: ChatView) => boolean,
  timeoutMs: number,
): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += 500) {
    if (isShown(session.getView())) return true;
    await wait(clock, 500);
  }
  return isShown(session.getView());
}

export function isRunning({ phase }: ChatView): boolean {
  return phase.name === 'waiting' || phase.name === 'chatting';
}

export function createCustomer({ session, witness, clock, random }: CustomerOptions) {
  let typed = 0;
  /** What a person already thinks about. */
  const inThought = new Set<string>();

  function think(): string {
    typed += 1;
    const kind = random();
    if (kind < 0.35) return pick(random, SHORT);
    if (kind < 0.45) return `${pick(random, ODD)} ${typed}`;
    if (kind < 0.5)
      return `message ${typed} ${'that goes on and on, '.repeat(Math.floor(between(random, 15, 150)))}`;
    return `message ${typed}`;
  }

  /** Says so many things, in bursts and with pauses, as long as the chat takes them. Answers how many. */
  async function talk(count: number): Promise<number> {
    let said = 0;
    while (said < count) {
      await wait(clock, random() < 0.3 ? between(random, 0, 400) : between(random, 1000, 12_000));
      if (random() < 0.5) session.setTyping(true);
      const text = think();
      const localId = session.send(text);
      if (localId === null) break;
      witness.noteTyped(localId, text);
      said += 1;
      await session.whenSaved();
      witness.noteSaved(localId);
    }
    return said;
  }

  async function decide(localId: string): Promise<void> {
    await wait(clock, between(random, 1000, 8000));
    inThought.delete(localId);
    const state = session.getView().outgoing.find((message) => message.localId === localId)?.state.name;
    if (state !== 'notConfirmed' && state !== 'notSent') return;
    if (random() < 0.6) {
      witness.noteResend(localId);
      session.resend(localId);
    } else {
      witness.noteDiscard(localId);
      session.discard(localId);
    }
  }

  /** To be called with every change of the screen. */
  function react(view: ChatView): void {
    if (!isRunning(view)) return;
    for (const { localId, state } of view.outgoing) {
      if (state.name !== 'notConfirmed' && state.name !== 'notSent') continue;
      if (inThought.has(localId)) continue;
      inThought.add(localId);
      void decide(localId);
    }
  }

  return { talk, react };
}

/** An agent who answers now and then until `isOver`; the contact center may end the chat meanwhile. */
export async function playAgent(
  agent: Agent,
  chatId: string,
  { clock, random, isOver }: Pick<CustomerOptions, 'clock' | 'random'> & { readonly isOver: () => boolean },
): Promise<void> {
  let said = 0;
  try {
    await wait(clock, between(random, 2000, 15_000));
    agent.accept(chatId);
    while (!isOver()) {
      await wait(clock, between(random, 3000, 20_000));
      if (isOver()) return;
      agent.startTyping(chatId);
      await wait(clock, between(random, 1000, 5000));
      if (isOver()) return;
      agent.say(chatId, `answer ${(said += 1)}`);
    }
  } catch (error) {
    // The chat has ended under the agent's hands; every other mistake is the torture's own.
    if ((error as Error).name !== 'Refusal') throw error;
  }
}
