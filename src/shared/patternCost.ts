/**
 * How long a regular expression can take. An engine that goes back after a failure may try every way in which the
 * pattern can be read, and some patterns, such as `(a+)+`, have more ways than there are atoms: the app would hang on
 * one answer. So the ways are counted before a pattern is accepted.
 */

interface Repetition {
  readonly least: number;
  readonly most: number;
}

const ONCE: Repetition = { least: 1, most: 1 };
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/;

/**
 * An upper bound for the number of ways in which a text of `inputLength` can be matched. Takes a pattern that
 * compiles with the flag `u`; may answer Infinity.
 */
export function countWays(pattern: string, inputLength: number): number {
  let at = 0;

  /** Up to the closing bracket of the group, or to the end. Branches add up, what follows each other multiplies. */
  function readBranches(): number {
    let sum = 0;
    let product = 1;
    while (at < pattern.length && pattern[at] !== ')') {
      if (pattern[at] === '|') {
        sum += product;
        product = 1;
        at += 1;
      } else {
        const ways = readAtom();
        product *= countRepetitions(ways, readQuantifier());
      }
    }
    return sum + product;
  }

  function readAtom(): number {
    const first = pattern[at];
    if (first === '(') {
      at += 1;
      skipGroupName();
      const ways = readBranches();
      at += 1;
      return ways;
    }
    if (first === '[') skipClass();
    else at += first === '\\' ? 2 : 1;
    return 1;
  }

  /** `?:`, `?=`, `?<=`, `?<name>` and their like. */
  function skipGroupName(): void {
    const prefix = /^\?(?:<?[=!]|:|<[^>]*>)/.exec(pattern.slice(at));
    at += prefix?.[0].length ?? 0;
  }

  function skipClass(): void {
    while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
    at += 1;
  }

  function readQuantifier(): Repetition {
    const found = QUANTIFIER.exec(pattern.slice(at));
    if (found === null) return ONCE;
    at += found[0].length;
    const [sign = '', least, comma, most] = found;
    if (sign.startsWith('*')) return { least: 0, most: inputLength };
    if (sign.startsWith('+')) return { least: 1, most: inputLength };
    if (sign.startsWith('?')) return { least: 0, most: 1 };
    if (comma === '') return { least: Number(least), most: Number(least) };
    return { least: Number(least), most: most === '' ? inputLength : Number(most) };
  }

  return readBranches();
}

function countRepetitions(ways: number, { least, most }: Repetition): number {
  const choices = Math.max(most - least, 0) + 1;
  return ways === 1 ? choices : choices * ways ** Math.max(most, least);
}
