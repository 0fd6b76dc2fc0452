import type { SettingName } from '@shared/settings';
import type { SettingChangeResult, SettingInput, SettingsDescription } from '@shared/settingViews';
import { SETTING_NAMES } from '@shared/settings';
import { describeSettings, isLockedBy } from './describe';
import { readInput } from './edits';
import type { SettingsService } from './settings';

/** What the Settings screen can do. Each change is judged by the setting's own rule and saved by itself. */
export interface SettingsEditor {
  describe(): Extract<SettingsDescription, { name: 'open' }>;
  change(name: SettingName, input: SettingInput): Promise<SettingChangeResult>;
  /** Back to what holds without this user's word. */
  reset(name: SettingName): Promise<SettingChangeResult>;
  /** The hash of the PIN in front of the screen; empty for none. */
  savePin(hash: string): Promise<SettingChangeResult>;
  /** All that this user has set, but for PINs. */
  resetAll(): Promise<SettingChangeResult>;
}

/** The PIN has a dialog of its own, which asks for the old one. */
export function isPin(name: SettingName): boolean {
  return name.endsWith('Pin');
}

export function createSettingsEditor(settings: Pick<SettingsService, 'explain' | 'save'>): SettingsEditor {
  const toResult = (isSaved: boolean): SettingChangeResult => ({ name: isSaved ? 'saved' : 'notSaved' });

  return {
    describe() {
      const merged = settings.explain();
      const pin = {
        isSet: merged.values.administratorPin !== '',
        isLocked: isLockedBy(merged.sources.administratorPin),
      };
      return { name: 'open', settings: describeSettings(merged), pin };
    },
    async change(name, input) {
      const { values, sources } = settings.explain();
      if (isPin(name) || isLockedBy(sources[name])) return { name: 'locked' };
      const read = readInput(name, input, values);
      if (!read.ok) return { name: 'refused', sentences: read.error };
      return toResult(await settings.save({ [name]: read.value }));
    },
    async reset(name) {
      if (isPin(name) || isLockedBy(settings.explain().sources[name])) return { name: 'locked' };
      return toResult(await settings.save({}, [name]));
    },
    async savePin(hash) {
      if (isLockedBy(settings.explain().sources.administratorPin)) return { name: 'locked' };
      return toResult(await settings.save({ administratorPin: hash }));
    },
    resetAll: async () =>
      toResult(
        await settings.save(
          {},
          SETTING_NAMES.filter((name) => !isPin(name)),
        ),
      ),
  };
}
