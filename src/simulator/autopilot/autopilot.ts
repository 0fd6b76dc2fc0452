import type { Chat, Entry } from '../chat';
import type { Clock } from '../clock';
import type { Model } from '../model';
import { createRandom } from '../random';
import { createPilot, type Pilot } from './pilot';

/** Serves waiting chats by itself, as long as no person does. */
export interface Autopilot {
  readonly enabled: boolean;
  setEnabled(enabled: boolean): void;
  /** Whether a chat is the autopilot's: it answers there, or would if it was enabled. */
  drives(chatId: string): boolean;
  /** A person serves this chat from now on. What was being typed is not sent. */
  takeOver(chatId: string): void;
  /** The autopilot goes on where the person stopped, under the name of the agent who is there. */
  giveBack(chatId: string): void;
  onChange(listener: (change: AutopilotChange) => void): () => void;
  stop(): void;
}

export type AutopilotChange =
  { readonly type: 'switched' } | { readonly type: 'driverChanged'; readonly chatId: string };

export interface AutopilotOptions {
  readonly model: Model;
  readonly clock: Clock;
  readonly enabled: boolean;
  /** 2 is twice as fast as a person, 0.5 half as fast. */
  readonly pace: number;
  /** The same seed and the same customer give the same conversation. */
  readonly seed: number;
}

export function createAutopilot({ model, clock, pace, seed, ...options }: AutopilotOptions): Autopilot {
  const pilots = new Map<string, Pilot>();
  const drivenByHand = new Set<string>();
  const listeners = new Set<(change: AutopilotChange) => void>();
  let enabled = options.enabled;
  let chatsSeen = 0;

  const off = model.onChange((change) => {
    if (change.type === 'chatForgotten') return forget(change.chatId);
    if (change.opened) open(change.chat);
    else follow(change.chat, change.added);
  });

  function open(chat: Chat): void {
    chatsSeen += 1;
    const pilot = createPilot({
      chat,
      agent: (name) => model.agent(name),
      clock,
      pace,
      random: createRandom(seed + chatsSeen),
    });
    pilots.set(chat.id, pilot);
    if (enabled) pilot.resume();
  }

  function follow(chat: Chat, added: readonly Entry[]): void {
    const pilot = pilots.get(chat.id);
    if (!pilot) return;
    if (chat.state === 'Idle') return forget(chat.id);
    // Somebody took the chat without a word to the autopilot: it is theirs.
    if (added.some((entry) => isArrivalOfAnother(entry, pilot.agentName))) return takeOver(chat.id);
    if (enabled && !drivenByHand.has(chat.id)) pilot.hear(added);
  }

  function forget(chatId: string): void {
    pilots.get(chatId)?.pause();
    pilots.delete(chatId);
    drivenByHand.delete(chatId);
  }

  function takeOver(chatId: string): void {
    if (!pilots.has(chatId) || drivenByHand.has(chatId)) return;
    drivenByHand.add(chatId);
    pilots.get(chatId)?.pause();
    tell({ type: 'driverChanged', chatId });
  }

  function tell(change: AutopilotChange): void {
    for (const listener of [...listeners]) listener(change);
  }

  return {
    get enabled() {
      return enabled;
    },
    setEnabled(wanted) {
      if (wanted === enabled) return;
      enabled = wanted;
      for (const [chatId, pilot] of pilots) {
        if (enabled && !drivenByHand.has(chatId)) pilot.resume();
        else pilot.pause();
      }
      tell({ type: 'switched' });
    },
    drives: (chatId) => pilots.has(chatId) && !drivenByHand.has(chatId),
    takeOver,
    giveBack(chatId) {
      if (!drivenByHand.delete(chatId)) return;
      if (enabled) pilots.get(chatId)?.resume();
      tell({ type: 'driverChanged', chatId });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      off();
      for (const pilot of pilots.values()) pilot.pause();
      pilots.clear();
    },
  };
}

function isArrivalOfAnother({ type, from }: Entry, agentName: string): boolean {
  const arrived = type === 'ParticipantJoined' || type === 'ParticipantRejoined';
  return arrived && from.type === 'Agent' && from.nickname !== agentName;
}
