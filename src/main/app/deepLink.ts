import { refuse, succeed, type Result } from '@shared/result';
import { toSingleLine } from '../lib/singleLine';

/**
 * `counterline://start?subject=…&name=…` fills in the first screen, and does nothing else. Any web page and any mail
 * can hold such a link, so whatever it does not have to be, it must not be.
 */

export const LINK_SCHEME = 'counterline';

/** What a link suggests. Empty where it says nothing. */
export interface LinkContent {
  readonly nickname: string;
  readonly subject: string;
}

export type LinkFault = 'notALink' | 'tooLong' | 'unknownTarget' | 'unknownParameter' | 'repeatedParameter';

const MAX_LINK_LENGTH = 4096;
const MAX_NAME_LENGTH = 100;
const MAX_SUBJECT_LENGTH = 500;

/** Whether it is meant as a link to the app, be it a good one or not. */
export function looksLikeLink(arg: string): boolean {
  return arg.toLowerCase().startsWith(`${LINK_SCHEME}:`);
}

export function parseDeepLink(link: unknown): Result<LinkContent, LinkFault> {
  if (typeof link !== 'string' || !looksLikeLink(link)) return refuse('notALink');
  if (link.length > MAX_LINK_LENGTH) return refuse('tooLong');
  if (!URL.canParse(link)) return refuse('notALink');
  const { host, pathname, username, password, hash, searchParams } = new URL(link);
  // Windows adds the slash.
  const isStart = host === 'start' && (pathname === '' || pathname === '/');
  if (!isStart || username !== '' || password !== '' || hash !== '') return refuse('unknownTarget');

  const found = new Map<string, string>();
  for (const [name, value] of searchParams) {
    if (name !== 'subject' && name !== 'name') return refuse('unknownParameter');
    if (found.has(name)) return refuse('repeatedParameter');
    found.set(name, value);
  }
  return succeed({
    nickname: toSingleLine(found.get('name') ?? '', MAX_NAME_LENGTH),
    subject: toSingleLine(found.get('subject') ?? '', MAX_SUBJECT_LENGTH),
  });
}
