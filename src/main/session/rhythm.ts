import type { TranscriptEntry } from '@shared/chat';
import { SECOND } from '../lib/time';
import type { PollingPhase, PollingPhaseName } from '../polling/schedule';

/**
 * Who did what last, from which follows how soon the agent's next message is to be expected. All times are on the
 * monotonic clock, and of when something was seen: the server's clock may be any.
 */
export interface Rhythm {
  readonly name: Exclude<PollingPhaseName, 'waiting' | 'steady' | 'quiet'> | 'nothingSeen';
  readonly sinceMs: number;
}

/** After this long, what was done last says nothing any more about what comes next. */
const LASTS_MS: Readonly<Record<Rhythm['name'], number>> = {
  nothingSeen: 0,
  agentJoined: 15 * SECOND,
  // Longer than the indicator on the screen is shown: some servers tell of the beginning only.
  agentTyping: 30 * SECOND,
  agentPaused: 20 * SECOND,
  agentWrote: 30 * SECOND,
  // Told again every few seconds while it goes on.
  customerTyping: 10 * SECOND,
  customerWrote: 60 * SECOND,
};
const STEADY_UNTIL_MS = 120 * SECOND;

export function startRhythm(nowMs: number): Rhythm {
  return { name: 'nothingSeen', sinceMs: nowMs };
}

export function noteRhythm(rhythm: Rhythm, entry: TranscriptEntry, nowMs: number): Rhythm {
  if (entry.from?.kind === 'customer') return noteCustomer(rhythm, entry, nowMs);
  if (entry.from?.kind !== 'agent') return rhythm;
  switch (entry.kind) {
    case 'joined':
    case 'rejoined':
      return { name: 'agentJoined', sinceMs: nowMs };
    case 'left':
      return { name: 'nothingSeen', sinceMs: nowMs };
    case 'text':
      return { name: 'agentWrote', sinceMs: nowMs };
    case 'typingStarted':
      // Told again and again by some: what counts is how long it has been going on.
      return isTyping(rhythm, nowMs) ? rhythm : { name: 'agentTyping', sinceMs: nowMs };
    case 'typingStopped':
      return rhythm.name === 'agentTyping' ? { name: 'agentPaused', sinceMs: nowMs } : rhythm;
    case 'notice':
    case 'unknown':
      return rhythm;
  }
}

function noteCustomer(rhythm: Rhythm, { kind }: TranscriptEntry, nowMs: number): Rhythm {
  if (kind === 'text') return noteCustomerWrote(rhythm, nowMs);
  if (kind !== 'typingStarted') return rhythm;
  // Who still waits for an answer goes on waiting for it.
  const hasTurn = rhythm.name === 'agentWrote' || rhythm.name === 'customerTyping' || isOver(rhythm, nowMs);
  return hasTurn ? { name: 'customerTyping', sinceMs: nowMs } : rhythm;
}

/** An agent who is typing already goes on with that. */
export function noteCustomerWrote(rhythm: Rhythm, nowMs: number): Rhythm {
  return isTyping(rhythm, nowMs) ? rhythm : { name: 'customerWrote', sinceMs: nowMs };
}

function isTyping(rhythm: Rhythm, nowMs: number): boolean {
  return rhythm.name === 'agentTyping' && !isOver(rhythm, nowMs);
}

function isOver({ name, sinceMs }: Rhythm, nowMs: number): boolean {
  return nowMs - sinceMs >= LASTS_MS[name];
}

export function getPollingPhase(rhythm: Rhythm, hasAgent: boolean, nowMs: number): PollingPhase {
  const sinceMs = nowMs - rhythm.sinceMs;
  if (!hasAgent) return { name: 'waiting', sinceMs };
  if (rhythm.name !== 'nothingSeen' && !isOver(rhythm, nowMs)) return { name: rhythm.name, sinceMs };
  return { name: sinceMs < STEADY_UNTIL_MS ? 'steady' : 'quiet', sinceMs };
}
