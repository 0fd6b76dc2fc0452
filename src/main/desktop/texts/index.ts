import type { Language } from '@shared/preferences';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import de from './de.json';
import ptBR from './pt-BR.json';
import it from './it.json';
import pl from './pl.json';
import tr from './tr.json';
import uk from './uk.json';
import ar from './ar.json';
import he from './he.json';
import hi from './hi.json';
import ja from './ja.json';
import zhHans from './zh-Hans.json';

/** What main itself shows: notifications and the icon in the system's tray. Everything else is in the page. */

export const DESKTOP_TEXTS = {
  en,
  es,
  fr,
  de,
  'pt-BR': ptBR,
  it,
  pl,
  tr,
  uk,
  ar,
  he,
  hi,
  ja,
  'zh-Hans': zhHans,
} satisfies Record<Language, DesktopTexts>;

/** A text for each form that a language has for counted things. */
export type CountedText = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

export interface DesktopTexts extends Readonly<Record<TextName, string>> {
  readonly newMessages: CountedText;
}

export type TextName = Exclude<keyof typeof en, 'newMessages'>;

/** The texts of one language. */
export interface TextSource {
  get(name: TextName): string;
  newMessages(count: number): string;
}

/** `getLanguage` is asked each time, since a person may choose another. */
export function createTextSource(getLanguage: () => Language): TextSource {
  return {
    get: (name) => DESKTOP_TEXTS[getLanguage()][name],
    newMessages(count) {
      const language = getLanguage();
      const forms: CountedText = DESKTOP_TEXTS[language].newMessages;
      const text = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
      return text.replace('{count}', new Intl.NumberFormat(language).format(count));
    },
  };
}
