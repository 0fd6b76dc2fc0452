import { expect, test } from 'vitest';
import { getPollIntervalMs, type PollingPhase, type PollingProfile } from './schedule';

const PHASES: PollingPhase[] = ['agentTyping', 'lively', 'steady', 'waiting', 'quiet'];
const PROFILES: PollingProfile[] = ['responsive', 'balanced', 'economical'];
const middle = () => 0.5;

test('the likelier an event, the sooner the next question', () => {
  for (const profile of PROFILES) {
    const intervals = PHASES.map((phase) => getPollIntervalMs(phase, profile, middle));
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
  }
});

test('a dearer request is asked more rarely, in every phase', () => {
  for (const phase of PHASES) {
    const intervals = PROFILES.map((profile) => getPollIntervalMs(phase, profile, middle));
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
  }
});

test('never is the server left without a question for more than 15 s, nor asked in a busy loop', () => {
  for (const phase of PHASES) {
    for (const profile of PROFILES) {
      expect(getPollIntervalMs(phase, profile, () => 1)).toBeLessThanOrEqual(15_000);
      expect(getPollIntervalMs(phase, profile, () => 0)).toBeGreaterThanOrEqual(250);
    }
  }
});

test('jitter spreads an interval by a fifth to either side', () => {
  const base = getPollIntervalMs('steady', 'balanced', middle);
  expect(getPollIntervalMs('steady', 'balanced', () => 0)).toBeCloseTo(base * 0.8);
  expect(getPollIntervalMs('steady', 'balanced', () => 1)).toBeCloseTo(base * 1.2);
});
