/** One measured value, at a time in milliseconds. */
export interface Sample {
  readonly atMs: number;
  readonly value: number;
}

/** The middle of the values; NaN of nothing. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/**
 * The lowest sample of each block of time. A chat takes memory and gives it back, and garbage lies about until it is
 * collected: what stays is seen in the floor, and not in the waves above it.
 */
export function findFloor(samples: readonly Sample[], blockMs: number): Sample[] {
  const lowest = new Map<number, Sample>();
  for (const sample of samples) {
    const block = Math.floor(sample.atMs / blockMs);
    const before = lowest.get(block);
    if (before === undefined || sample.value < before.value) lowest.set(block, sample);
  }
  return [...lowest.values()];
}

/** Units per millisecond. */
export interface Trend {
  readonly slope: number;
  /** Between these it lies in 99 of 100 cases. */
  readonly low: number;
  readonly high: number;
}

/** Two-sided, 99 %. */
const Z = 2.576;

/**
 * The slope by Theil and Sen, with Sen's interval: the median over all pairs of samples, so that neither a garbage
 * collection nor a burst decides it. NaN for fewer than two samples.
 */
export function findTrend(samples: readonly Sample[]): Trend {
  const slopes = samples
    .flatMap((one, at) =>
      samples
        .slice(at + 1)
        .flatMap((other) =>
          other.atMs === one.atMs ? [] : [(other.value - one.value) / (other.atMs - one.atMs)],
        ),
    )
    .sort((a, b) => a - b);
  const count = samples.length;
  const spread = Z * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18);
  const at = (index: number) => slopes[Math.max(0, Math.min(slopes.length - 1, index))] ?? NaN;
  return {
    slope: median(slopes),
    low: at(Math.floor((slopes.length - spread) / 2)),
    high: at(Math.ceil((slopes.length + spread) / 2)),
  };
}
