import {
  DEFAULT_SETTINGS,
  SETTING_NAMES,
  SETTING_SOURCES,
  settingSchemas,
  type SettingName,
  type SettingSource,
  type Settings,
  type SettingsLayer,
} from '@shared/settings';

/** One layer as it was read: what is valid in it, and a sentence about each thing that is not. */
export interface ParsedLayer {
  readonly values: SettingsLayer;
  readonly faults: readonly string[];
}

export const EMPTY_LAYER: ParsedLayer = { values: {}, faults: [] };

/** Takes the valid part of an object of settings. Absent is not a value; what is wrong is reported, never guessed. */
export function parseLayer(raw: unknown): ParsedLayer {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
    return { values: {}, faults: ['must be a JSON object of settings'] };
  }
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (!isSettingName(name)) {
      faults.push(`"${name}" is not a setting`);
      continue;
    }
    const parsed = settingSchemas[name].safeParse(value);
    if (parsed.success) values[name] = parsed.data;
    else
      faults.push(
        ...parsed.error.issues.map((issue) => `"${[name, ...issue.path].join('.')}" ${issue.message}`),
      );
  }
  return { values, faults };
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingSchemas, name);
}

export type SettingLayers = Readonly<Partial<Record<Exclude<SettingSource, 'default'>, SettingsLayer>>>;

export interface MergedSettings {
  readonly values: Settings;
  readonly sources: Readonly<Record<SettingName, SettingSource>>;
}

/** Policy over command line over user over defaults, setting by setting. */
export function mergeLayers(layers: SettingLayers): MergedSettings {
  const values: Record<string, unknown> = {};
  const sources: Record<string, SettingSource> = {};
  for (const name of SETTING_NAMES) {
    const source = SETTING_SOURCES.find((candidate) => layers[candidate]?.[name] !== undefined) ?? 'default';
    sources[name] = source;
    values[name] = source === 'default' ? DEFAULT_SETTINGS[name] : layers[source]?.[name];
  }
  return { values: values as Settings, sources: sources as Record<SettingName, SettingSource> };
}
