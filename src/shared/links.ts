/**
 * The links in what an agent writes. Page and main find them with the same rules: the page to show them, main to
 * open nothing that no agent wrote. Whatever is in doubt is no link, and stays the text that it is.
 */

/** The platform's own parser, which page and main both have; this folder is compiled without either. */
declare const URL: new (text: string) => {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly href: string;
};

export interface FoundLink {
  /** Where it stands in the text, in UTF-16 code units; `end` is the first one after it. */
  readonly start: number;
  readonly end: number;
  /** Where it leads, in full: an international name as what it really is, `xn--…`. */
  readonly address: string;
  readonly host: string;
  /** The host is not written as it really is: it may look like another. */
  readonly isDisguised: boolean;
}

/** Longer addresses are cut by some programs, and no person can check them. */
export const MAX_LINK_LENGTH = 2_048;

/** An address grows when its foreign letters are written as what they are. */
export const MAX_ADDRESS_LENGTH = 3 * MAX_LINK_LENGTH;

/** More than any honest message has; each is an element on the screen. */
const MAX_LINKS = 100;

const SCHEME = /https?:\/\//gi;

/** Ends an address: blanks, quotes and brackets that cannot be part of one, and the punctuation of CJK scripts. */
const TERMINATOR = /[\s<>"`{}|^\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”„«»]/u;

/** Directly before an address, these make it a part of something else: `javascript:http://…`, `user@http://…`. */
const GLUED_BEFORE = /[\p{L}\p{N}\p{M}\p{Cf}:;,/\\@._=&%#?~+-]/u;

/** The end of a sentence rather than of an address; also marks that only turn the direction of the text. */
const TRAILING = /[.,;:!?'’*_~\u200e\u200f\u061c\u202c\u2069…]/u;

/** Controls, marks that turn or hide text, blanks that are none, backslashes: an address has no use for them. */
const SUSPICIOUS = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\\\u115f\u1160\u2800\u3164\uffa0]/u;

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** The links of a text, in order. Takes time in proportion to its length, whatever is in it. */
export function findLinks(text: string): readonly FoundLink[] {
  const links: FoundLink[] = [];
  SCHEME.lastIndex = 0;
  for (let match = SCHEME.exec(text); match && links.length < MAX_LINKS; match = SCHEME.exec(text)) {
    const start = match.index;
    const end = endOfRun(text, start);
    const link =
      start > 0 && GLUED_BEFORE.test(characterBefore(text, start)) ? null : toLink(text, start, end);
    if (link) links.push(link);
    SCHEME.lastIndex = end;
  }
  return links;
}

function characterBefore(text: string, at: number): string {
  return /.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
}

function endOfRun(text: string, start: number): number {
  let end = start;
  while (end < text.length && !TERMINATOR.test(text.charAt(end))) end += 1;
  return end;
}

function toLink(text: string, start: number, endOfRun: number): FoundLink | null {
  // A little more than the limit, for what is cut off at the end.
  if (endOfRun - start > MAX_LINK_LENGTH + 16) return null;
  const written = withoutTrailing(text.slice(start, endOfRun));
  const parsed = parseAddress(written);
  if (parsed === null) return null;
  return { start, end: start + written.length, ...parsed };
}

function withoutTrailing(run: string): string {
  const surplus = countSurplus(run);
  let end = run.length;
  for (;;) {
    const last = run.charAt(end - 1);
    const more = surplus.get(last) ?? 0;
    if (more <= 0 && !TRAILING.test(last)) return run.slice(0, end);
    surplus.set(last, more - 1);
    end -= 1;
  }
}

/** By how much each closing bracket is there more often than its opening one. Counted once: runs may be thousands long. */
function countSurplus(run: string): Map<string, number> {
  const surplus = new Map<string, number>();
  for (const [closing, opening] of Object.entries(PAIRS)) {
    surplus.set(closing, run.split(closing).length - run.split(opening).length);
  }
  return surplus;
}

function parseAddress(written: string): Pick<FoundLink, 'address' | 'host' | 'isDisguised'> | null {
  if (written.length > MAX_LINK_LENGTH || SUSPICIOUS.test(written)) return null;
  const authority = /^https?:\/\/([^/?#]+)/i.exec(written)?.[1];
  if (authority === undefined || authority.includes('@')) return null;
  let url;
  try {
    url = new URL(written);
  } catch {
    // No address after all.
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  if (url.href.length > MAX_ADDRESS_LENGTH) return null;
  const isDisguised = !authority.toLowerCase().startsWith(url.hostname);
  return { address: url.href, host: url.hostname, isDisguised };
}
