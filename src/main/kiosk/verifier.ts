import { basename } from 'node:path';
import { SECOND, type Clock } from '../lib/time';
import type { Log } from '../lib/log';
import { searchFiles } from './fileSearch';
import { createMarkerSearch, type MarkerSearch } from './markerSearch';

/** Where the verifier looks besides files. Each answers a text with all that stands there now. */
export type StatePlaces = Readonly<Record<string, () => string | Promise<string>>>;

export interface VerifierOptions {
  readonly folders: readonly string[];
  readonly state: StatePlaces;
  /**
   * What the app writes of itself: its own words, its settings, older lines of its log. A customer who says "session"
   * has not been found in the log by that.
   */
  readonly loadOwnWords: (sinceMs: number) => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
}

export type Verdict =
  | { readonly name: 'clean' }
  /** `place`: the name of a file, or of a part of the app; never what was found. */
  | { readonly name: 'found'; readonly place: string }
  | { readonly name: 'notVerified'; readonly place: string };

/** Answers whether one of the pieces stands anywhere. `sinceMs`: when the customer came, since the epoch. */
export type Verify = (pieces: readonly string[], sinceMs: number) => Promise<Verdict>;

/** A counter that cannot be verified in this time is not verified. */
const GIVE_UP_AFTER_MS = 10 * SECOND;
/** Clocks of file systems are coarse. */
const CLOCK_TOLERANCE_MS = 2 * SECOND;

export function createVerifier(options: VerifierOptions): Verify {
  const { folders, state, loadOwnWords, clock, log } = options;

  async function areForeign(texts: ReadonlySet<string>, sinceMs: number): Promise<boolean> {
    if (texts.size === 0) return false;
    const ownWords = await loadOwnWords(sinceMs);
    return [...texts].some((text) => !ownWords.includes(text));
  }

  async function findInState(search: MarkerSearch, sinceMs: number): Promise<Verdict | null> {
    for (const [place, read] of Object.entries(state)) {
      const content = Buffer.from(await read());
      const texts = search.findIn(content);
      content.fill(0);
      // A customer may have written what is the name of a field, or chosen what a setting offers.
      if (await areForeign(texts, sinceMs)) return { name: 'found', place };
    }
    return null;
  }

  async function findInFiles(search: MarkerSearch, sinceMs: number): Promise<Verdict | null> {
    const startedMs = clock.monotonic();
    const { findings, unreadable, isComplete } = await searchFiles({
      folders,
      changedSinceMs: sinceMs - CLOCK_TOLERANCE_MS,
      search,
      isLate: () => clock.monotonic() - startedMs > GIVE_UP_AFTER_MS,
    });
    if (unreadable > 0) log.info('files that the verifier could not read', { count: unreadable });
    if (findings.length > 0) {
      const ownWords = await loadOwnWords(sinceMs);
      const foreign = findings.find(({ texts }) => [...texts].some((text) => !ownWords.includes(text)));
      if (foreign !== undefined) return { name: 'found', place: describePlace(foreign.path, foreign.texts) };
    }
    return isComplete ? null : { name: 'notVerified', place: 'files' };
  }

  return async (pieces, sinceMs) => {
    const search = createMarkerSearch(pieces);
    try {
      return (
        (await findInState(search, sinceMs)) ?? (await findInFiles(search, sinceMs)) ?? { name: 'clean' }
      );
    } finally {
      search.destroy();
    }
  };
}

/** A name can be what was found. */
function describePlace(path: string, texts: ReadonlySet<string>): string {
  const name = basename(path);
  return [...texts].some((text) => name.includes(text)) ? 'the name of a file' : name;
}
