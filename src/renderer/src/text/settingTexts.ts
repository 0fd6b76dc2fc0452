import type { SettingName, SettingSource } from '@shared/settings';
import type { AppliesWhen, SettingGroup } from '@shared/settingsCatalog';
import type { MessageKey } from '../locales/messageKey';

/** What the Settings screen calls each setting, in the language of the page. */

export interface SettingTexts {
  readonly label: MessageKey;
  /** Left out, there is nothing to be said that the label does not say. */
  readonly help?: MessageKey;
  /** What a value must be like, where the control lets something else through. */
  readonly rule?: MessageKey;
  /** Values to choose from, where the value itself is no word for a person. Free text is never looked up. */
  readonly choices?: Readonly<Record<string, MessageKey>>;
}

/**
 * A setting without words here is shown by its name, and by what the documentation says, in English. The PINs have none:
 * they are not among the settings that are shown.
 */
export const SETTING_TEXTS: Readonly<Partial<Record<SettingName, SettingTexts>>> = {
  serverUrl: { label: 'connection.serverUrl' },
  contactCenterId: { label: 'connection.contactCenterId', help: 'settings.of.contactCenterIdHelp' },
  allowInsecureHttp: { label: 'settings.of.allowInsecureHttp', help: 'settings.of.allowInsecureHttpHelp' },
  extraHeaders: { label: 'settings.of.extraHeaders', help: 'settings.of.extraHeadersHelp' },
  resourcePath: { label: 'settings.of.resourcePath', help: 'settings.of.resourcePathHelp' },
  endpoint: {
    label: 'settings.of.endpoint',
    help: 'settings.of.endpointHelp',
    rule: 'settings.of.endpointRule',
  },
  contactCenters: { label: 'settings.of.contactCenters', help: 'settings.of.contactCentersHelp' },
  contactCenter: {
    label: 'settings.of.contactCenter',
    help: 'settings.of.contactCenterHelp',
    rule: 'settings.of.contactCenterRule',
  },
  pollingProfile: {
    label: 'settings.of.pollingProfile',
    help: 'settings.of.pollingProfileHelp',
    choices: {
      responsive: 'settings.of.responsive',
      balanced: 'settings.of.balanced',
      economical: 'settings.of.economical',
    },
  },
  clientCertificate: {
    label: 'settings.of.clientCertificate',
    help: 'settings.of.clientCertificateHelp',
    rule: 'settings.of.endpointRule',
  },
  language: {
    label: 'language.choose',
    help: 'settings.of.languageHelp',
    choices: { system: 'language.system' },
  },
  accentColor: {
    label: 'settings.of.accentColor',
    help: 'settings.of.accentColorHelp',
    rule: 'settings.of.accentColorRule',
  },
  logo: { label: 'settings.of.logo', help: 'settings.of.logoHelp', rule: 'settings.of.logoRule' },
  openLinks: { label: 'settings.of.openLinks', help: 'settings.of.openLinksHelp' },
  enterSends: { label: 'preferences.enterSends', help: 'preferences.enterSendsHint' },
  notifications: { label: 'preferences.notifications', help: 'preferences.notificationsHint' },
  notificationSound: { label: 'preferences.notificationSound' },
  notificationText: { label: 'settings.of.notificationText', help: 'settings.of.notificationTextHelp' },
  openAtLogin: { label: 'preferences.openAtLogin' },
  startFields: { label: 'settings.of.startFields', help: 'settings.of.startFieldsHelp' },
  keepChatOnClose: { label: 'preferences.keepChatOnClose', help: 'preferences.keepChatOnCloseHint' },
  updates: {
    label: 'settings.of.updates',
    help: 'settings.of.updatesHelp',
    choices: { automatic: 'settings.of.automatic', off: 'settings.off' },
  },
  updateServer: {
    label: 'settings.of.updateServer',
    help: 'settings.of.updateServerHelp',
    rule: 'settings.of.updateServerRule',
  },
  attractMessage: { label: 'settings.of.attractMessage', help: 'settings.of.attractMessageHelp' },
  attractPicture: {
    label: 'settings.of.attractPicture',
    help: 'settings.of.attractPictureHelp',
    rule: 'settings.of.logoRule',
  },
  counterLanguages: { label: 'settings.of.counterLanguages', help: 'settings.of.counterLanguagesHelp' },
  idleSeconds: {
    label: 'settings.of.idleSeconds',
    help: 'settings.of.idleSecondsHelp',
    rule: 'settings.of.idleSecondsRule',
  },
  idleCountdownSeconds: {
    label: 'settings.of.idleCountdownSeconds',
    help: 'settings.of.idleCountdownSecondsHelp',
    rule: 'settings.of.idleCountdownSecondsRule',
  },
  onScreenKeyboard: {
    label: 'settings.of.onScreenKeyboard',
    help: 'settings.of.onScreenKeyboardHelp',
    choices: { auto: 'settings.of.automatic', off: 'settings.off' },
  },
  readAloud: { label: 'settings.of.readAloud', help: 'settings.of.readAloudHelp' },
  memoryLimitMiB: {
    label: 'settings.of.memoryLimit',
    help: 'settings.of.memoryLimitHelp',
    rule: 'settings.of.memoryLimitRule',
  },
  maintenanceTime: {
    label: 'settings.of.maintenanceTime',
    help: 'settings.of.maintenanceTimeHelp',
    rule: 'settings.of.maintenanceTimeRule',
  },
  metricsPort: {
    label: 'settings.of.metricsPort',
    help: 'settings.of.metricsPortHelp',
    rule: 'settings.of.metricsPortRule',
  },
};

export const GROUP_TEXTS: Readonly<Record<SettingGroup, MessageKey>> = {
  connection: 'settings.group.connection',
  start: 'settings.group.start',
  conversation: 'settings.group.conversation',
  appearance: 'settings.group.appearance',
  notifications: 'settings.group.notifications',
  window: 'settings.group.window',
  counter: 'settings.group.counter',
  network: 'settings.group.network',
  updates: 'settings.group.updates',
  administration: 'settings.group.administration',
};

/** Where a value comes from. */
export const SOURCE_TEXTS: Readonly<Record<SettingSource, MessageKey>> = {
  demo: 'settings.source.demo',
  policy: 'connection.locked',
  commandLine: 'settings.source.commandLine',
  user: 'settings.source.user',
  policyDefault: 'settings.source.policyDefault',
  default: 'settings.source.default',
};

export const APPLIES_TEXTS: Readonly<Record<AppliesWhen, MessageKey>> = {
  atOnce: 'settings.applies.atOnce',
  nextPoll: 'settings.applies.nextPoll',
  nextChat: 'settings.applies.nextChat',
  nextStart: 'settings.applies.nextStart',
};
