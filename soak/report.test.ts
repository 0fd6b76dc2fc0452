import { describe, expect, it } from 'vitest';
import { COPIED } from './findings';
import { ROLES, type Samples } from './meter';
import { formatReport, judge, type SoakResult } from './report';

const MINUTE = 60_000;

function samplesThat(grow: (minute: number) => number): Samples {
  const series = Array.from({ length: 144 }, (_none, at) => ({
    atMs: at * 5000,
    value: 100 + ((at * 7) % 5) + grow((at * 5000) / MINUTE),
  }));
  const steady = series.map(({ atMs }, at) => ({ atMs, value: 100 + ((at * 7) % 5) }));
  return Object.fromEntries(
    ROLES.map((role) => [role, { memory: role === 'main' ? series : steady, handles: steady }]),
  ) as unknown as Samples;
}

const times = (count: number, ms: number) => Array<number>(count).fill(ms);

/** A run that keeps all that is promised. */
const GOOD: SoakResult = {
  minutes: 30,
  chats: 90,
  samples: samplesThat(() => 0),
  calmFromMs: 0,
  killer: { backAfterMs: { renderer: times(30, 900), graphics: times(10, 300), main: times(10, 4000) } },
  findings: { violations: [], counts: { 'requests for a chat': 92, [COPIED]: 40 } },
  wipes: { tookMs: times(90, 300), failed: 0 },
  brokenRequests: 50,
  requests: 3000,
};
const { backAfterMs } = GOOD.killer;

const missed = (result: SoakResult) => judge(result).flatMap(({ isMet, what }) => (isMet ? [] : [what]));

describe('the soak', () => {
  it('is content with a good run, and says so', () => {
    expect(missed(GOOD)).toEqual([]);
    expect(formatReport(GOOD)).not.toContain('MISSED');
  });

  it.each<[string, Partial<SoakResult>, RegExp]>([
    ['a violation', { findings: { ...GOOD.findings, violations: ['x'] } }, /^No chat lost/],
    ['a clipboard that nobody used', { findings: { violations: [], counts: {} } }, /^No chat lost/],
    ['wipes that are not noted', { wipes: { tookMs: times(70, 300), failed: 0 } }, /^Each wipe/],
    ['no chat at all', { chats: 0 }, /^No chat lost/],
    [
      'a page that is late one time in ten',
      { killer: { backAfterMs: { ...backAfterMs, renderer: [...times(27, 900), ...times(3, 2500)] } } },
      /^renderer back/,
    ],
    [
      'too few pages killed',
      { killer: { backAfterMs: { ...backAfterMs, renderer: times(5, 900) } } },
      /^renderer back/,
    ],
    [
      'one main that was late',
      { killer: { backAfterMs: { ...backAfterMs, main: [...times(9, 4000), 10_500] } } },
      /^main back/,
    ],
    ['no main killed', { killer: { backAfterMs: { ...backAfterMs, main: [] } } }, /^main back/],
    ['no graphics killed', { killer: { backAfterMs: { ...backAfterMs, graphics: [] } } }, /^graphics back/],
    ['a wipe that failed', { wipes: { tookMs: times(90, 300), failed: 1 } }, /^Each wipe/],
    ['slow wipes', { wipes: { tookMs: times(90, 2100), failed: 0 } }, /^Each wipe/],
    ['no wipe', { wipes: { tookMs: [], failed: 0 } }, /^Each wipe/],
    ['a step up', { samples: samplesThat((minute) => (minute < 6 ? 0 : 100)) }, /^No growth/],
    ['a leak', { samples: samplesThat((minute) => minute) }, /^No growth/],
    ['a calm stretch that is too short', { calmFromMs: 10 * MINUTE }, /^No growth/],
  ])('is not content with %s', (_name, change, expected) => {
    expect(missed({ ...GOOD, ...change })).toEqual([expect.stringMatching(expected)]);
    expect(formatReport({ ...GOOD, ...change })).toContain('MISSED');
  });
});
