import type { SettingName, SettingsLayer } from '@shared/settings';

/**
 * What stands in for an enforced setting whose value is malformed, until somebody mends it: never more than an
 * administrator can have meant. A setting that is not here has no such value, and a policy that spoils it is
 * refused as a whole: where the chats go, or what a customer must agree to, nobody can guess. So a new setting is safe
 * without anybody thinking of this table.
 */
const SAFE_VALUES: SettingsLayer = {
  allowInsecureHttp: false,
  extraHeaders: {},
  resourcePath: 'auto',
  pollingProfile: 'balanced',
  // None is shown: the name of this computer goes to nobody for whom it was not meant.
  clientCertificate: '',
  language: 'system',
  accentColor: '',
  logo: '',
  openLinks: false,
  enterSends: true,
  notifications: false,
  notificationSound: false,
  notificationText: false,
  openAtLogin: false,
  keepChatOnClose: false,
};

/** An empty layer where there is no safe value. */
export function getSafeValue(name: SettingName): SettingsLayer {
  return name in SAFE_VALUES ? { [name]: SAFE_VALUES[name] } : {};
}
