/** A random number in [0, 1), as `Math.random` gives it. */
export type Random = () => number;

/** Repeatable randomness: the same seed gives the same run (mulberry32, a public-domain generator). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}
