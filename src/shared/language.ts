import { LANGUAGES, type Language } from './preferences';

export const FALLBACK_LANGUAGE: Language = 'en';

/** Tags of earlier times that systems still report. */
const OLD_NAMES: Readonly<Record<string, string>> = { iw: 'he', in: 'id', ji: 'yi' };

function parseTag(tag: string): Intl.Locale | null {
  try {
    // Systems say `de_DE` or `de-DE.UTF-8` too.
    return new Intl.Locale(tag.replace(/[.@].*$/, '').replaceAll('_', '-')).maximize();
  } catch {
    // `C`, `POSIX` and the like name no language.
    return null;
  }
}

/** The language of the app for one tag: the same language in the same script, whatever the country. */
export function findLanguage(tag: string): Language | null {
  const wanted = parseTag(tag);
  if (wanted === null) return null;
  const language = OLD_NAMES[wanted.language] ?? wanted.language;
  return (
    LANGUAGES.find((known) => {
      const { language: ours, script } = new Intl.Locale(known).maximize();
      return ours === language && script === wanted.script;
    }) ?? null
  );
}

/** What to speak: what was chosen, or else the first language of the system that the app speaks, or English. */
export function chooseLanguage(
  preference: Language | 'system',
  systemLanguages: readonly string[],
): Language {
  if (preference !== 'system') return preference;
  for (const tag of systemLanguages) {
    const found = findLanguage(tag);
    if (found !== null) return found;
  }
  return FALLBACK_LANGUAGE;
}
