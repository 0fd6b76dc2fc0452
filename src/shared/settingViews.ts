import type { SettingName, SettingSource } from './settings';
import type { AppliesWhen, SettingGroup } from './settingsCatalog';

/**
 * The settings as the Settings screen shows them. Main makes them, so that the page needs neither the rules nor the
 * layers, and the value of a secret never crosses to it.
 */

/** How a person changes a setting, with what is in force and what would be without anybody's word. */
export type SettingControl =
  | { readonly kind: 'switch'; readonly value: boolean; readonly default: boolean }
  | {
      readonly kind: 'choice';
      readonly value: string;
      readonly default: string;
      readonly choices: readonly string[];
    }
  | { readonly kind: 'text' | 'color'; readonly value: string; readonly default: string }
  | { readonly kind: 'number'; readonly value: number; readonly default: number }
  /** Names and secret values: only the names are shown, and a value can be replaced. */
  | { readonly kind: 'headers'; readonly names: readonly string[] }
  /** Written as JSON. What is secret inside is masked, and a mask that is left in place keeps what it stands for. */
  | { readonly kind: 'json'; readonly value: string; readonly default: string; readonly entries: number }
  | { readonly kind: 'secret'; readonly isSet: boolean };

export interface SettingView {
  readonly name: SettingName;
  readonly group: SettingGroup;
  /** In English, from the documentation: for a setting that has no words in the language of the page. */
  readonly description: string;
  readonly appliesWhen: AppliesWhen;
  readonly source: SettingSource;
  /** Somebody stronger has decided, and it cannot be changed on this screen. */
  readonly isLocked: boolean;
  readonly control: SettingControl;
}

/** Stands in the place of a secret within a value that is shown as JSON. */
export const SECRET_MASK = '••••••';

/** What the control of a setting hands over. */
export type SettingInput =
  | boolean
  | number
  | string
  /** A value of null keeps the one that the header has. */
  | readonly { readonly name: string; readonly value: string | null }[];

/** `locked`: a policy or the command line has decided. `refused`: with sentences that go on from what they name. */
export type SettingChangeResult =
  | { readonly name: 'saved' | 'notSaved' | 'locked' }
  | { readonly name: 'refused'; readonly sentences: readonly string[] };

export type SettingsDescription =
  /** A PIN is asked for first. */
  | { readonly name: 'locked' }
  | {
      readonly name: 'open';
      readonly settings: readonly SettingView[];
      /** Whether there is a PIN in front of the screen, and whether somebody stronger has decided that. */
      readonly pin: { readonly isSet: boolean; readonly isLocked: boolean };
    };

/** `waitMs`: until the next PIN is looked at; 0 where it may follow at once. */
export type UnlockResult =
  { readonly name: 'open' } | { readonly name: 'wrong' | 'tooSoon'; readonly waitMs: number };

export interface PinChangeResult {
  readonly name: 'saved' | 'notSaved' | 'locked' | 'notAPin';
}

export interface ExportResult {
  readonly name: 'exported' | 'cancelled' | 'failed';
}

/** What a file would change, before it does. The sentences are in English, like those of a refused policy. */
export interface ImportPreview {
  readonly name: 'prepared';
  readonly changes: readonly {
    readonly name: SettingName;
    /** A switch as it is; what else is not a text is written as JSON. */
    readonly before: string | boolean;
    readonly after: string | boolean;
  }[];
  readonly refused: readonly string[];
}

export type ImportPreviewResult = ImportPreview | { readonly name: 'cancelled' | 'failed' };
