import type { Language } from '@shared/preferences';
import { EMOJI_GROUPS, EMOJI_SET, type EmojiGroup } from './emojiSet';

/** The emoji with their names in one language, and the search among them. */

export interface NamedEmoji {
  readonly emoji: string;
  readonly name: string;
  /** All that it can be found by, in one letter case. */
  readonly words: string;
}

export interface EmojiSection {
  readonly group: EmojiGroup;
  readonly entries: readonly NamedEmoji[];
}

type NamesModule = { readonly default: Readonly<Record<string, string>> };

const LOADERS = import.meta.glob<NamesModule>('./names/*.json');
const FALLBACK: Language = 'en';

/** The set in a language of the app; in English for any other. */
export async function loadEmojiSections(language: string): Promise<readonly EmojiSection[]> {
  const load = LOADERS[`./names/${language}.json`] ?? LOADERS[`./names/${FALLBACK}.json`];
  const names = (await load?.())?.default ?? {};
  return EMOJI_GROUPS.map((group) => ({
    group,
    entries: EMOJI_SET[group].map((emoji) => toNamed(emoji, names[emoji] ?? '', language)),
  }));
}

function toNamed(emoji: string, description: string, language: string): NamedEmoji {
  const [name = '', more = ''] = description.split(' | ');
  return { emoji, name, words: `${name} ${more}`.toLocaleLowerCase(language) };
}

/** Those in which each word of the query begins a word, or, in scripts without spaces, stands anywhere. */
export function findEmoji(sections: readonly EmojiSection[], query: string, language: string): NamedEmoji[] {
  const asked = query.trim().toLocaleLowerCase(language).split(/\s+/);
  return sections
    .flatMap(({ entries }) => entries)
    .filter(({ emoji, words }) => asked.every((word) => word === emoji || hasWord(words, word)));
}

const WRITTEN_WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

function hasWord(words: string, asked: string): boolean {
  if (WRITTEN_WITHOUT_SPACES.test(asked)) return words.includes(asked);
  return words.startsWith(asked) || words.includes(` ${asked}`);
}
