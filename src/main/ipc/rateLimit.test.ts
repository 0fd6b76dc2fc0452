import { describe, expect, it } from 'vitest';
import { createRateLimit, type RateLimit } from './rateLimit';

function setUp() {
  let nowMs = 1_000_000;
  return {
    limit: createRateLimit({ now: () => nowMs }),
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

const takeMany = (limit: RateLimit, count: number) =>
  Array.from({ length: count }, () => limit.take('chat:send'));

describe('the rate of a command', () => {
  it('lets a person send as fast as a person can', () => {
    const { limit, pass } = setUp();
    const answers = Array.from({ length: 300 }, () => {
      pass(500);
      return limit.take('chat:send');
    });
    expect(new Set(answers)).toEqual(new Set(['allowed']));
  });

  it('ends a flood after its burst, says so once, and lets no more through than the rate', () => {
    const { limit, pass } = setUp();
    const flood = takeMany(limit, 100_000);
    expect(flood.indexOf('firstRefused')).toBe(60);
    expect(flood.filter((answer) => answer === 'firstRefused')).toHaveLength(1);
    pass(10_000);
    const later = takeMany(limit, 1000);
    expect(later.filter((answer) => answer === 'allowed')).toHaveLength(20);
    expect(later).not.toContain('firstRefused');
  });

  it('of one command leaves the others alone', () => {
    const { limit } = setUp();
    takeMany(limit, 1000);
    expect(limit.take('chat:end')).toBe('allowed');
  });

  it('gives nothing for a clock that was set, whichever way', () => {
    const { limit, pass } = setUp();
    takeMany(limit, 1000);
    pass(-3_600_000);
    expect(limit.take('chat:send')).toBe('refused');
    pass(365 * 24 * 3_600_000);
    expect(takeMany(limit, 1000).filter((answer) => answer === 'allowed')).toHaveLength(60);
  });
});
