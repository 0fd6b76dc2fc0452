import { expect, test } from 'vitest';
import { SECOND } from '../lib/time';
import {
  getPollIntervalMs,
  HAZARDS,
  type PollingPhase,
  type PollingPhaseName,
  type PollingProfile,
} from './schedule';

const PROFILES: PollingProfile[] = ['responsive', 'balanced', 'economical'];
const PHASES = Object.keys(HAZARDS) as PollingPhaseName[];
/** Every row of the table: its first moment and a moment long after. */
const MOMENTS: PollingPhase[] = PHASES.flatMap((name) =>
  HAZARDS[name].flatMap(({ fromMs }) => [
    { name, sinceMs: fromMs },
    { name, sinceMs: fromMs + 1000 * SECOND },
  ]),
);
const middle = () => 0.5;

test('the likelier a message, the sooner the next question', () => {
  const rows = PHASES.flatMap((name) =>
    HAZARDS[name].map(({ fromMs, perSecond }) => ({ phase: { name, sinceMs: fromMs }, perSecond })),
  ).sort((a, b) => b.perSecond - a.perSecond);
  for (const profile of PROFILES) {
    const intervals = rows.map(({ phase }) => getPollIntervalMs(phase, profile, middle));
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
  }
});

test('the interval falls with the square root of the hazard', () => {
  const [slow, , fast] = HAZARDS.agentTyping;
  if (fast === undefined) throw new Error('the table has changed');
  const of = (sinceMs: number) => getPollIntervalMs({ name: 'agentTyping', sinceMs }, 'balanced', middle);
  expect(of(slow.fromMs) / of(fast.fromMs)).toBeCloseTo(Math.sqrt(fast.perSecond / slow.perSecond));
});

test('a dearer request is asked more rarely, in every phase', () => {
  for (const phase of MOMENTS) {
    const intervals = PROFILES.map((profile) => getPollIntervalMs(phase, profile, middle));
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
  }
});

test('the longer an agent has been typing, the sooner the message is expected', () => {
  const intervals = [0, 2, 5, 8, 20].map((seconds) =>
    getPollIntervalMs({ name: 'agentTyping', sinceMs: seconds * SECOND }, 'balanced', middle),
  );
  expect(intervals).toEqual([...intervals].sort((a, b) => b - a));
});

test('never is the server left without a question for more than 15 s, nor asked in a busy loop', () => {
  for (const phase of MOMENTS) {
    for (const profile of PROFILES) {
      expect(getPollIntervalMs(phase, profile, () => 1)).toBeLessThanOrEqual(15_000);
      expect(getPollIntervalMs(phase, profile, () => 0)).toBeGreaterThanOrEqual(250);
    }
  }
});

test('an age that makes no sense is taken for the beginning of the phase', () => {
  const begun = getPollIntervalMs({ name: 'agentTyping', sinceMs: 0 }, 'balanced', middle);
  expect(getPollIntervalMs({ name: 'agentTyping', sinceMs: -5 }, 'balanced', middle)).toBe(begun);
  expect(getPollIntervalMs({ name: 'agentTyping', sinceMs: NaN }, 'balanced', middle)).toBe(begun);
});

test('jitter spreads an interval by a fifth to either side', () => {
  const phase: PollingPhase = { name: 'steady', sinceMs: 0 };
  const base = getPollIntervalMs(phase, 'balanced', middle);
  expect(getPollIntervalMs(phase, 'balanced', () => 0)).toBeCloseTo(base * 0.8);
  expect(getPollIntervalMs(phase, 'balanced', () => 1)).toBeCloseTo(base * 1.2);
});
