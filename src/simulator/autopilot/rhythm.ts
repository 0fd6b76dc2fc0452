import { between, type Random } from '../random';

const SECOND = 1000;

/** How long an agent takes for things at normal pace, in milliseconds. */
export const RHYTHM = {
  /** A customer who is still typing is not interrupted, but not waited for endlessly either. */
  longestWaitForTypingMs: 8 * SECOND,
  nudgeAfterMs: 90 * SECOND,
  giveUpAfterMs: 180 * SECOND,
} as const;

export function acceptDelayMs(random: Random): number {
  return between(random, 2 * SECOND, 5 * SECOND);
}

/** Reading what the customer wrote, and thinking. */
export function readingMs(text: string, random: Random): number {
  return Math.min(4 * SECOND, 20 * text.length) + between(random, 900, 2000);
}

export function typingMs(text: string, random: Random): number {
  return clamp(text.length * between(random, 40, 60), 800, 6.5 * SECOND);
}

/** Between two messages of one answer. */
export function breathMs(random: Random): number {
  return between(random, 400, 1300);
}

/** After goodbye, so that it can be read before the chat is over. */
export function farewellMs(random: Random): number {
  return between(random, 2 * SECOND, 3.5 * SECOND);
}

/** Somebody who writes long sentences stops in the middle now and then. */
export function pausesWhileTyping(text: string, random: Random): boolean {
  return text.length > 70 && random() < 0.4;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
