import type { LocalText, StartField } from './startFields';

/**
 * The settings that the page needs to know; nothing of the connection is among them. Apart from the schemas of all
 * settings, so that the page carries no schema library.
 */

/** The languages that the app speaks, as BCP 47 tags. */
export const LANGUAGES = [
  'en',
  'es',
  'fr',
  'de',
  'pt-BR',
  'it',
  'pl',
  'tr',
  'uk',
  'ar',
  'he',
  'hi',
  'ja',
  'zh-Hans',
] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where the page finds the logo of the organisation, if there is one. */
export const LOGO_PATH = '/brand/logo';
/** The same for the picture of the attract screen. */
export const ATTRACT_PICTURE_PATH = '/brand/attract';

export interface Preferences {
  /** `system` is the language of the operating system, or English where the app does not speak that. */
  readonly language: Language | 'system';
  /** `#rrggbb`; empty means the app's own. */
  readonly accentColor: string;
  /** Whether links in what agents write can be opened. */
  readonly openLinks: boolean;
  /** Otherwise Enter breaks the line, and Ctrl+Enter sends. */
  readonly enterSends: boolean;
  /** A notification for what arrives while nobody looks at the window. */
  readonly notifications: boolean;
  readonly notificationSound: boolean;
  readonly openAtLogin: boolean;
  /** What the Start screen asks besides name and subject. */
  readonly startFields: readonly StartField[];
  /** Closing the window during a chat keeps the chat running, without asking. */
  readonly keepChatOnClose: boolean;
  /** Only at a counter, and only for a finger: a keyboard on the screen. */
  readonly onScreenKeyboard: 'auto' | 'off';
  /** Only at a counter: whether the customer may have messages read out, where the system has a voice. */
  readonly readAloud: boolean;
  /** What the attract screen of a counter says. Empty: a greeting of the app. */
  readonly attractMessage: LocalText;
  /** Which languages a counter offers, in this order. Empty: all. */
  readonly counterLanguages: readonly Language[];
}

export type PreferenceName = keyof Preferences;

export const DEFAULT_PREFERENCES: Preferences = {
  language: 'system',
  accentColor: '',
  openLinks: true,
  enterSends: true,
  notifications: true,
  notificationSound: true,
  openAtLogin: false,
  startFields: [],
  keepChatOnClose: false,
  onScreenKeyboard: 'auto',
  readAloud: true,
  attractMessage: '',
  counterLanguages: [],
};

export const PREFERENCE_NAMES = Object.keys(DEFAULT_PREFERENCES) as PreferenceName[];

/** Those of them that a person may change, where no policy and no flag has decided. */
export const CHOOSABLE_NAMES = [
  'language',
  'enterSends',
  'notifications',
  'notificationSound',
  'openAtLogin',
  'keepChatOnClose',
] as const satisfies readonly PreferenceName[];
export type ChoosableName = (typeof CHOOSABLE_NAMES)[number];
export type Choice = { readonly [Name in ChoosableName]?: Preferences[Name] | undefined };

export interface PreferencesView {
  readonly values: Preferences;
  /** What a policy or the command line decides. */
  readonly locked: readonly PreferenceName[];
}
