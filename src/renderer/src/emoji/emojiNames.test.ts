import { LANGUAGES } from '@shared/preferences';
import { describe, expect, it, test } from 'vitest';
import { findEmoji, loadEmojiSections } from './emojiNames';
import { EMOJI_SET } from './emojiSet';

test('no emoji is offered twice', () => {
  const all = Object.values(EMOJI_SET).flat();
  expect(new Set(all).size).toBe(all.length);
});

test.each(LANGUAGES)('every emoji has a name in %s, and no two have the same', async (language) => {
  const entries = (await loadEmojiSections(language)).flatMap((section) => section.entries);
  expect(entries.filter(({ name }) => name.trim() === '')).toEqual([]);
  expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
});

test('a language that the app does not speak gets the English names', async () => {
  expect(await loadEmojiSections('eo')).toEqual(await loadEmojiSections('en'));
});

describe('the search', () => {
  it.each<[string, string, string]>([
    ['en', 'Thumbs UP', '👍'],
    ['en', 'parcel', '📦'],
    ['de', 'paket', '📦'],
    ['tr', 'KİLİT', '🔒'],
    ['ja', '荷物', '📦'],
    ['en', '🔑', '🔑'],
  ])('finds in %s by “%s”: %s', async (language, query, emoji) => {
    const found = findEmoji(await loadEmojiSections(language), query, language);
    expect(found.map((entry) => entry.emoji)).toContain(emoji);
  });

  it('finds no word in the middle of another, and nothing for nonsense', async () => {
    const sections = await loadEmojiSections('en');
    expect(findEmoji(sections, 'xyzzy', 'en')).toEqual([]);
    expect(findEmoji(sections, 'ar', 'en').map(({ emoji }) => emoji)).not.toContain('🚗');
  });
});
