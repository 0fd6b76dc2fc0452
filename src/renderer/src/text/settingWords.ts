import type { SettingName } from '@shared/settings';
import type { SettingView } from '@shared/settingViews';
import { LANGUAGES, type Language } from '@shared/preferences';
import type { TextOf } from '../composables/useText';
import { LANGUAGE_NAMES } from '../locales/languageNames';
import { APPLIES_TEXTS, GROUP_TEXTS, SETTING_TEXTS, SOURCE_TEXTS } from './settingTexts';

/** A setting in the words of the page. */
export interface SettingWords {
  readonly label: string;
  /** Null for none. */
  readonly help: string | null;
  readonly rule: string | null;
  readonly source: string;
  readonly applies: string;
  /** What would hold without anybody's word; null where that is nothing worth saying. */
  readonly byDefault: string | number | null;
}

export function describeInWords(view: SettingView, text: TextOf): SettingWords {
  const own = SETTING_TEXTS[view.name];
  const ownHelp = own?.help ? text(own.help) : null;
  return {
    label: own === undefined ? view.name : text(own.label),
    help: own === undefined ? view.description.replaceAll('`', '') : ownHelp,
    rule: own?.rule ? text(own.rule) : null,
    source: text(SOURCE_TEXTS[view.source]),
    applies: text(APPLIES_TEXTS[view.appliesWhen]),
    byDefault: writeDefault(view, text),
  };
}

/** One of the values to choose from, as a person reads it. */
export function writeChoice(name: SettingName, value: string, text: TextOf): string {
  if (name === 'language' && isLanguage(value)) return LANGUAGE_NAMES[value];
  const key = SETTING_TEXTS[name]?.choices?.[value];
  return key === undefined ? value : text(key);
}

/** A value as a file of settings has it, as a person reads it. */
export function writeValue(name: SettingName, value: string | boolean, text: TextOf): string {
  if (typeof value === 'boolean') return text(value ? 'settings.on' : 'settings.off');
  if (value === '') return text('settings.none');
  return writeChoice(name, value, text);
}

function isLanguage(value: string): value is Language {
  return LANGUAGES.some((language) => language === value);
}

function writeDefault({ name, control }: SettingView, text: TextOf): string | number | null {
  switch (control.kind) {
    case 'switch':
      return text(control.default ? 'settings.on' : 'settings.off');
    case 'choice':
      return writeChoice(name, control.default, text);
    case 'number':
      return control.default;
    case 'text':
    case 'color':
      return control.default === '' ? text('settings.none') : control.default;
    default:
      return text('settings.none');
  }
}

/** Whether all words that were typed stand somewhere in what is said of the setting. */
export function isFoundBy(view: SettingView, typed: string, text: TextOf): boolean {
  const { label, help, source } = describeInWords(view, text);
  return areWordsIn(typed, [label, help ?? '', source, view.name, text(GROUP_TEXTS[view.group])]);
}

export function areWordsIn(typed: string, texts: readonly string[]): boolean {
  const said = texts.join(' ').toLocaleLowerCase();
  const words = typed.trim().toLocaleLowerCase().split(/\s+/u);
  return words.every((word) => said.includes(word));
}
