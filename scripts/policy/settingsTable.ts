import { SETTING_FLAGS } from '../../src/main/app/commandLine';
import { DEFAULT_SETTINGS, SETTING_NAMES, type SettingName } from '../../src/shared/settings';
import { SETTING_CATALOG, SETTING_GROUPS, type AppliesWhen } from '../../src/shared/settingsCatalog';
import { describeRule } from './ruleWords';

const APPLIES: Readonly<Record<AppliesWhen, string>> = {
  atOnce: 'at once',
  nextPoll: 'next poll',
  nextChat: 'next chat',
  nextStart: 'next start',
};

function describeDefault(name: SettingName): string {
  const value: unknown = DEFAULT_SETTINGS[name];
  if (value === '') return 'empty';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function describeMeaning(name: SettingName): string {
  const { description, isSecret } = SETTING_CATALOG[name];
  const flag = (SETTING_FLAGS as Partial<Record<SettingName, string>>)[name];
  return [
    description,
    ...(flag === undefined ? [] : [`Flag: \`--${flag}\`.`]),
    ...(isSecret ? ['Secret: masked wherever settings are shown or exported.'] : []),
  ].join(' ');
}

/** The table of docs/settings.md: all settings, in the order of their groups. */
export function createSettingsTable(): string {
  const rows = SETTING_GROUPS.flatMap((group) =>
    SETTING_NAMES.filter((name) => SETTING_CATALOG[name].group === group).map((name) => [
      `\`${name}\``,
      describeMeaning(name),
      describeRule(name),
      describeDefault(name),
      APPLIES[SETTING_CATALOG[name].appliesWhen],
    ]),
  );
  const table = [
    ['setting', 'meaning', 'rule', 'default', 'a change takes effect'],
    ['---', '---', '---', '---', '---'],
    ...rows,
  ];
  return table.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
