import { createI18n } from 'vue-i18n';
import { directionOf, FALLBACK_LANGUAGE } from '@shared/language';
import en from './en.json';
import { PLURAL_RULES } from './pluralRules';

/**
 * English, which is always there; the others join it when they are spoken. The messages are parsed at run time into
 * a tree and not into code, so that they need no `eval` and the page's policy can forbid it.
 */
export function createTexts(language: string = FALLBACK_LANGUAGE) {
  return createI18n({
    legacy: false,
    globalInjection: false,
    locale: language,
    fallbackLocale: FALLBACK_LANGUAGE,
    pluralRules: PLURAL_RULES,
    messages: { en },
  });
}

/** Tells the browser and the screen reader which language the page speaks, and which way it runs. */
export function applyLanguage(root: HTMLElement, language: string): void {
  root.lang = language;
  root.dir = directionOf(language);
}
