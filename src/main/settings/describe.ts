import { SETTING_NAMES, type SettingName, type SettingSource } from '@shared/settings';
import { SETTING_CATALOG, SETTING_GROUPS } from '@shared/settingsCatalog';
import type { SettingView } from '@shared/settingViews';
import { createControl } from './controls';
import type { MergedSettings } from './layers';

/** Sources that nobody overrules on this computer. */
const LOCKING: ReadonlySet<SettingSource> = new Set(['demo', 'policy', 'commandLine']);

/** Whether a person may change it, given where its value comes from. */
export function isLockedBy(source: SettingSource): boolean {
  return LOCKING.has(source);
}

function describe(name: SettingName, { values, sources }: MergedSettings): SettingView {
  const { group, description, appliesWhen } = SETTING_CATALOG[name];
  const source = sources[name];
  return {
    name,
    group,
    description,
    appliesWhen,
    source,
    isLocked: isLockedBy(source),
    control: createControl(name, values),
  };
}

/** Every setting as the screen shows it, group by group. PINs have a place of their own. */
export function describeSettings(merged: MergedSettings): SettingView[] {
  const views = SETTING_NAMES.filter((name) => !name.endsWith('Pin')).map((name) => describe(name, merged));
  return SETTING_GROUPS.flatMap((group) => views.filter((view) => view.group === group));
}
