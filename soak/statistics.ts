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

/** At most this many samples are paired with each other. */
const MAX_SAMPLES = 400;

/**
 * The slope by Theil and Sen, in units per millisecond: the median over all pairs of samples, so that neither a garbage
 * collection nor a burst decides it. NaN for fewer than two samples.
 */
export function findSlope(samples: readonly Sample[]): number {
  const step = Math.ceil(samples.length / MAX_SAMPLES);
  const taken = samples.filter((_sample, at) => at % step === 0);
  const slopes = taken.flatMap((one, at) =>
    taken
      .slice(at + 1)
      .flatMap((other) =>
        other.atMs === one.atMs ? [] : [(other.value - one.value) / (other.atMs - one.atMs)],
      ),
  );
  return median(slopes);
}
