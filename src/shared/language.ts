import { LANGUAGES, type Language, type Preferences } from './preferences';

/** Which of its languages the app speaks. Page and main ask the same question and must hear the same answer. */

export const FALLBACK_LANGUAGE = 'en' satisfies Language;

/** The language that a preference means on this computer, whose own languages come with the preferred one first. */
export function languageOf(
  preference: Preferences['language'],
  systemLanguages: readonly string[],
): Language {
  return preference === 'system' ? negotiateLanguage(systemLanguages) : preference;
}

/**
 * The first language somebody prefers that the app speaks, in whatever country: Portuguese is that of Brazil also in
 * Lisbon. Another script of the same language is better than English, and worse than a language named after it.
 */
export function negotiateLanguage(preferred: readonly string[]): Language {
  const wanted = preferred.flatMap(parseTag);
  for (const { language, script } of wanted) {
    const found = SPOKEN.find((spoken) => spoken.language === language && spoken.script === script);
    if (found) return found.tag;
  }
  const spokenOtherwise = SPOKEN.find(({ language }) => wanted.some((tag) => tag.language === language));
  return spokenOtherwise?.tag ?? FALLBACK_LANGUAGE;
}

const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** Which way a language runs; the tag may have any script or country behind it. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(new Intl.Locale(language).language) ? 'rtl' : 'ltr';
}

interface LanguageAndScript {
  readonly language: string;
  readonly script: string | undefined;
}

/** Nothing for what is no language tag, such as the `C` of a Unix system. */
function parseTag(tag: string): LanguageAndScript[] {
  try {
    // Unix writes de_DE.UTF-8@euro where the rest of the world writes de-DE.
    const { language, script } = new Intl.Locale(tag.replace(/[.@].*$/, '').replaceAll('_', '-')).maximize();
    return [{ language, script }];
  } catch {
    return [];
  }
}

const SPOKEN = LANGUAGES.map((tag) => {
  const { language, script } = new Intl.Locale(tag).maximize();
  return { tag, language, script };
});
