import type { FoundLink } from '@shared/links';
import { stretchEnds } from './textStretches';

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

/**
 * A text cut at the edges of its links and of what was found in it, as stretches that are blocks of their own: more
 * than one where the text is very long. Put together again, the parts are the text.
 */
export function textParts(
  text: string,
  links: readonly FoundLink[],
  places: readonly FoundPlace[],
): readonly (readonly TextPart[])[] {
  const ends = stretchEnds(text);
  const edges = new Set([0, text.length, ...ends]);
  for (const { start, end } of [...links, ...places]) {
    for (const edge of [start, end]) if (edge < text.length) edges.add(edge);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const stretches: TextPart[][] = [[]];
  let nextLink = 0;
  let nextPlace = 0;
  cuts.slice(0, -1).forEach((start, at) => {
    while ((links[nextLink]?.end ?? Infinity) <= start) nextLink += 1;
    while ((places[nextPlace]?.end ?? Infinity) <= start) nextPlace += 1;
    const link = covers(links[nextLink], start);
    const place = covers(places[nextPlace], start);
    if (start === ends[stretches.length - 1]) stretches.push([]);
    stretches.at(-1)?.push({
      text: text.slice(start, cuts[at + 1]),
      link,
      found: place === null ? 'no' : place.isCurrent ? 'current' : 'yes',
    });
  });
  return stretches;
}

function covers<Stretch extends { readonly start: number }>(
  stretch: Stretch | undefined,
  at: number,
): Stretch | null {
  return stretch !== undefined && stretch.start <= at ? stretch : null;
}
