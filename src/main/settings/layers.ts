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

/** What is wrong with one part of a layer. */
export interface LayerFault {
  /** The name as it was given; it need not be that of a setting. */
  readonly name: string;
  /** Where in the layer, beginning with the name. */
  readonly path: readonly (string | number)[];
  /** Goes on from the path. */
  readonly message: string;
}

export interface ExaminedLayer {
  readonly values: SettingsLayer;
  readonly faults: readonly LayerFault[];
}

/** One layer as it was read: what is valid in it, and a sentence about each thing that is not. */
export interface ParsedLayer {
  readonly values: SettingsLayer;
  readonly faults: readonly string[];
}

export const EMPTY_LAYER: ParsedLayer = { values: {}, faults: [] };

export function isObject(raw: unknown): raw is Record<string, unknown> {
  return raw !== null && typeof raw === 'object' && !Array.isArray(raw);
}

export const NOT_A_SETTING = 'is not a setting';

/** Takes the valid part of an object of settings. Absent is not a value; what is wrong is reported, never guessed. */
export function examineLayer(raw: Readonly<Record<string, unknown>>): ExaminedLayer {
  const values: Record<string, unknown> = {};
  const faults: LayerFault[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (!isSettingName(name)) {
      faults.push({ name, path: [name], message: NOT_A_SETTING });
      continue;
    }
    const parsed = settingSchemas[name]().safeParse(value);
    if (parsed.success) values[name] = parsed.data;
    else
      faults.push(
        ...parsed.error.issues.map(({ path, message }) => ({
          name,
          path: [name, ...path.map((part) => (typeof part === 'symbol' ? String(part) : part))],
          message,
        })),
      );
  }
  return { values, faults };
}

export function describeFault({ path, message }: LayerFault): string {
  return `"${path.join('.')}" ${message}`;
}

/** The same of anything, with sentences. */
export function parseLayer(raw: unknown): ParsedLayer {
  if (!isObject(raw)) return { values: {}, faults: ['must be a JSON object of settings'] };
  const { values, faults } = examineLayer(raw);
  return { values, faults: faults.map(describeFault) };
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingSchemas, name);
}

export type SettingLayers = Readonly<Partial<Record<Exclude<SettingSource, 'default'>, SettingsLayer>>>;

export interface MergedSettings {
  readonly values: Settings;
  readonly sources: Readonly<Record<SettingName, SettingSource>>;
}

/** They decide where chats go, as the server address does. */
const LISTS_OF_SERVERS = ['contactCenters', 'contactCenter'] as const;

/** Whether one of the others was decided by somebody stronger; nobody has decided a default. */
function isWeaker(source: string | undefined, others: readonly (string | undefined)[]): boolean {
  const rankOf = (name: string | undefined) => {
    const rank = (SETTING_SOURCES as readonly (string | undefined)[]).indexOf(name);
    return rank < 0 ? SETTING_SOURCES.length : rank;
  };
  return others.some((other) => rankOf(other) < rankOf(source));
}

/**
 * Policy over command line over user over defaults, setting by setting. But a list of contact centers counts only where
 * nobody stronger has named one server: else it would lead around an address that a policy has locked.
 */
export function mergeLayers(layers: SettingLayers): MergedSettings {
  const values: Record<string, unknown> = {};
  const sources: Record<string, SettingSource> = {};
  for (const name of SETTING_NAMES) {
    const source = SETTING_SOURCES.find((candidate) => layers[candidate]?.[name] !== undefined) ?? 'default';
    sources[name] = source;
    values[name] = source === 'default' ? DEFAULT_SETTINGS[name] : layers[source]?.[name];
  }
  for (const name of LISTS_OF_SERVERS) {
    if (!isWeaker(sources[name], [sources['serverUrl'], sources['contactCenterId']])) continue;
    sources[name] = 'default';
    values[name] = DEFAULT_SETTINGS[name];
  }
  return { values: values as Settings, sources: sources as Record<SettingName, SettingSource> };
}
