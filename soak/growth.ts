import { findFloor, findTrend, median, type Sample, type Trend } from './statistics';

/** What became of one thing that could grow. */
export interface Growth {
  readonly level: number;
  readonly trend: Trend;
  /** By the trend, over the whole stretch that was looked at. */
  readonly grown: number;
  /** How far the floor lies about its trend: a typical distance. */
  readonly noise: number;
  readonly blocks: number;
  readonly verdict: 'steady' | 'grows' | 'too short';
}

const BLOCK_MS = 30_000;
/** Fewer blocks have an interval that lets every slope pass. */
const MIN_BLOCKS = 12;
/** Of a process's level: caches and compiled code still settle in the first half hour of its life. */
const SETTLING = 0.03;
/** Typical distances that a growth must stand out by. */
const STANDS_OUT = 3;
/** From the middle distance to the standard deviation of a normal distribution. */
const TO_DEVIATION = 1.4826;

/** From the first third to the last: a single step up is half of the time no slope at all. */
function findStep(floor: readonly Sample[]): number {
  const third = Math.ceil(floor.length / 3);
  const middleOf = (part: readonly Sample[]) => median(part.map(({ value }) => value));
  return middleOf(floor.slice(-third)) - middleOf(floor.slice(0, third));
}

/**
 * Growth beyond noise: the whole interval of the slope lies above zero, or the end lies above the beginning; and what
 * was gained stands out from the noise of the floor itself and from what a young process takes anyway.
 */
export function judgeGrowth(samples: readonly Sample[]): Growth {
  const floor = findFloor(samples, BLOCK_MS);
  const level = median(floor.map(({ value }) => value));
  const trend = findTrend(floor);
  const middleMs = median(floor.map(({ atMs }) => atMs));
  const spanMs = (floor.at(-1)?.atMs ?? NaN) - (floor[0]?.atMs ?? NaN);
  const distances = floor.map(({ atMs, value }) => Math.abs(value - level - trend.slope * (atMs - middleMs)));
  const noise = median(distances) * TO_DEVIATION;
  const grown = trend.slope * spanMs;
  const limit = Math.max(STANDS_OUT * noise, SETTLING * level);
  const grows = (trend.low > 0 && grown > limit) || findStep(floor) > limit;
  const verdict = grows ? 'grows' : 'steady';
  return {
    level,
    trend,
    grown,
    noise,
    blocks: floor.length,
    verdict: floor.length < MIN_BLOCKS ? 'too short' : verdict,
  };
}
