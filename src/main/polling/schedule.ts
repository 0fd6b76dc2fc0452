import { SECOND } from '../lib/time';

/**
 * When to ask next, computed. With events expected at rate h per second, and c the price of a request in seconds of
 * delay, the interval that costs least is sqrt(2c/h): half an interval of delay per event against one request each.
 */

/** What the chat is like now, and with it how soon the agent's next message is to be expected. */
export interface PollingPhase {
  readonly name: PollingPhaseName;
  /** Milliseconds since it began. */
  readonly sinceMs: number;
}

export type PollingPhaseName =
  /** In the queue; an agent may join at any time. */
  | 'waiting'
  /** An agent has come, and is about to greet. */
  | 'agentJoined'
  /** The agent is typing: a message is near, and nearer the longer it takes. */
  | 'agentTyping'
  /** The agent stopped typing and has not written: thinking, or called away. */
  | 'agentPaused'
  /** The agent wrote; a second message may follow, then it is the customer's turn. */
  | 'agentWrote'
  /** After the agent wrote, the customer is typing: most agents wait for that. */
  | 'customerTyping'
  /** The customer wrote: an answer is expected, which most agents begin by typing. */
  | 'customerWrote'
  /** A conversation with its ordinary pauses. */
  | 'steady'
  /** Nobody has written for minutes. */
  | 'quiet';

export type PollingProfile = 'responsive' | 'balanced' | 'economical';

/** Messages per second, from `fromMs` of the phase on until the next row. */
interface HazardRow {
  readonly fromMs: number;
  readonly perSecond: number;
}

/**
 * Estimates of how support chats go, to be replaced by measured ones. The beginning of typing counts as part of the
 * message that it announces, and late typing for more, since a second there is cheap and most messages are near.
 */
export const HAZARDS: Readonly<Record<PollingPhaseName, readonly [HazardRow, ...HazardRow[]]>> = {
  waiting: [{ fromMs: 0, perSecond: 1 / 20 }],
  agentJoined: [
    { fromMs: 0, perSecond: 1 / 3 },
    { fromMs: 4 * SECOND, perSecond: 1 / 20 },
  ],
  agentTyping: [
    { fromMs: 0, perSecond: 1 / 8 },
    { fromMs: 1.5 * SECOND, perSecond: 1 / 4 },
    { fromMs: 8 * SECOND, perSecond: 1 / 1.5 },
  ],
  agentPaused: [{ fromMs: 0, perSecond: 1 / 20 }],
  agentWrote: [
    { fromMs: 0, perSecond: 1 / 40 },
    { fromMs: 1.5 * SECOND, perSecond: 1 / 7 },
    { fromMs: 5 * SECOND, perSecond: 1 / 10 },
    { fromMs: 9 * SECOND, perSecond: 1 / 300 },
  ],
  customerTyping: [{ fromMs: 0, perSecond: 1 / 250 }],
  customerWrote: [
    { fromMs: 0, perSecond: 1 / 60 },
    { fromMs: 2 * SECOND, perSecond: 1 / 14 },
    { fromMs: 8 * SECOND, perSecond: 1 / 9 },
    { fromMs: 20 * SECOND, perSecond: 1 / 30 },
  ],
  steady: [{ fromMs: 0, perSecond: 1 / 300 }],
  quiet: [{ fromMs: 0, perSecond: 1 / 300 }],
};

/** The price of one request in seconds of delay: the three profiles are these three values. */
const REQUEST_PRICE: Readonly<Record<PollingProfile, number>> = {
  responsive: 0.05,
  balanced: 0.09,
  economical: 0.161,
};

const MIN_INTERVAL_MS = 250;
/** The server hangs up on a client that is silent for 45 s; a third of that leaves room for one that gets no answer. */
export const MAX_INTERVAL_MS = 15 * SECOND;
/** Clients that started together drift apart. */
const JITTER = 0.2;

/** Milliseconds from the end of one poll to the start of the next, within 15 s whatever the random value. */
export function getPollIntervalMs(
  phase: PollingPhase,
  profile: PollingProfile,
  random: () => number,
): number {
  const bestMs = Math.sqrt((2 * REQUEST_PRICE[profile]) / getHazard(phase)) * SECOND;
  const jittered = bestMs * (1 + JITTER * (2 * random() - 1));
  return Math.min(Math.max(jittered, MIN_INTERVAL_MS), MAX_INTERVAL_MS);
}

function getHazard({ name, sinceMs }: PollingPhase): number {
  const rows = HAZARDS[name];
  return (rows.findLast(({ fromMs }) => fromMs <= sinceMs) ?? rows[0]).perSecond;
}
