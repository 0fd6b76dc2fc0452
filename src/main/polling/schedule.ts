import { SECOND } from '../lib/time';

/**
 * When to ask next, computed. With events expected at rate h per second, and c the price of a request in seconds of
 * delay, the interval that costs least is sqrt(2c/h): half an interval of delay per event against one request each.
 */

/** What the chat is like now, and with it how soon the next event is to be expected. */
export type PollingPhase =
  /** In the queue; an agent may join at any time. */
  | 'waiting'
  /** Somebody joined or wrote a moment ago. */
  | 'lively'
  /** The agent is typing: a message is near. */
  | 'agentTyping'
  /** A conversation with its ordinary pauses. */
  | 'steady'
  /** Nobody has written for minutes. */
  | 'quiet';

export type PollingProfile = 'responsive' | 'balanced' | 'economical';

/** Events per second. First estimates from how support chats go; to be replaced by measured hazards. */
const EVENT_RATE: Readonly<Record<PollingPhase, number>> = {
  waiting: 1 / 30,
  lively: 1 / 6,
  agentTyping: 1 / 4,
  steady: 1 / 15,
  quiet: 1 / 90,
};

/** The price of one request in seconds of delay: the three profiles are these three values. */
const REQUEST_PRICE: Readonly<Record<PollingProfile, number>> = {
  responsive: 0.03,
  balanced: 0.1,
  economical: 0.25,
};

const MIN_INTERVAL_MS = 250;
/** The server hangs up on a client that is silent for 45 s; a third of that leaves room for two lost requests. */
export const MAX_INTERVAL_MS = 15 * SECOND;
/** Clients that started together drift apart. */
const JITTER = 0.2;

/** Milliseconds from the end of one poll to the start of the next, within 15 s whatever the random value. */
export function getPollIntervalMs(
  phase: PollingPhase,
  profile: PollingProfile,
  random: () => number,
): number {
  const bestMs = Math.sqrt((2 * REQUEST_PRICE[profile]) / EVENT_RATE[phase]) * SECOND;
  const jittered = bestMs * (1 + JITTER * (2 * random() - 1));
  return Math.min(Math.max(jittered, MIN_INTERVAL_MS), MAX_INTERVAL_MS);
}
