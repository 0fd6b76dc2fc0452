import type { FoundLink } from '@shared/links';

/** A place that was searched for and found, in UTF-16 code units; `end` is the first one after it. */
export interface FoundPlace {
  readonly start: number;
  readonly end: number;
  /** The one that the person has gone to. */
  readonly isCurrent: boolean;
}

export interface TextPart {
  readonly text: string;
  readonly link: FoundLink | null;
  readonly found: 'no' | 'yes' | 'current';
}

/** A text cut at the edges of its links and of what was found in it. Put together again, the parts are the text. */
export function textParts(
  text: string,
  links: readonly FoundLink[],
  places: readonly FoundPlace[],
): readonly TextPart[] {
  const edges = new Set([0, text.length]);
  for (const { start, end } of [...links, ...places]) {
    for (const edge of [start, end]) if (edge < text.length) edges.add(edge);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  let nextLink = 0;
  let nextPlace = 0;
  return cuts.slice(0, -1).map((start, at): TextPart => {
    while ((links[nextLink]?.end ?? Infinity) <= start) nextLink += 1;
    while ((places[nextPlace]?.end ?? Infinity) <= start) nextPlace += 1;
    const link = covers(links[nextLink], start);
    const place = covers(places[nextPlace], start);
    return {
      text: text.slice(start, cuts[at + 1]),
      link,
      found: place === null ? 'no' : place.isCurrent ? 'current' : 'yes',
    };
  });
}

function covers<Stretch extends { readonly start: number }>(
  stretch: Stretch | undefined,
  at: number,
): Stretch | null {
  return stretch !== undefined && stretch.start <= at ? stretch : null;
}
