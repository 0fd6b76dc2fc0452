import type { SettingName } from './settings';

/**
 * What is known about each setting besides its rule: where it is shown, what it means, when a change takes effect.
 * The settings documentation, the schema of policies and the templates for administrators are made from this and
 * from the schemas in `settings.ts`; so is the order of the Settings screen, whose own words are in the locales.
 */

/** In the order in which they are shown. */
export const SETTING_GROUPS = [
  'connection',
  'start',
  'conversation',
  'appearance',
  'notifications',
  'window',
  'counter',
  'network',
  'updates',
  'administration',
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** `nextChat`: also at once while no chat runs. `nextStart`: when the app is started again. */
export type AppliesWhen = 'atOnce' | 'nextPoll' | 'nextChat' | 'nextStart';

export interface SettingFacts {
  readonly group: SettingGroup;
  /** In English, for documents and templates: what it does, and why one would change it. */
  readonly description: string;
  readonly appliesWhen: AppliesWhen;
  /** Its value is shown nowhere outside the settings file: masked in exports, diagnostics and printed settings. */
  readonly isSecret: boolean;
}

function setting(
  group: SettingGroup,
  appliesWhen: AppliesWhen,
  description: string,
  { isSecret = false } = {},
): SettingFacts {
  return { group, appliesWhen, description, isSecret };
}

export const SETTING_CATALOG: Readonly<Record<SettingName, SettingFacts>> = {
  serverUrl: setting(
    'connection',
    'nextChat',
    "Where the contact center's Web Services answer, without `/api/v2`.",
  ),
  contactCenterId: setting(
    'connection',
    'nextChat',
    'Goes along with every request as the header `ContactCenterId`. Comes from the people who run the contact center.',
  ),
  allowInsecureHttp: setting(
    'connection',
    'nextChat',
    'Allows a `serverUrl` with `http://` to another computer. Everybody on the way can then read the chats. Meant for test networks.',
  ),
  extraHeaders: setting(
    'connection',
    'nextChat',
    'Constant headers that a gateway in front of the API asks for, such as `apikey`.',
    { isSecret: true },
  ),
  resourcePath: setting(
    'connection',
    'nextChat',
    "Under which path a chat lives, where the server's answer does not say it. `auto` tries `chats` first and, when the first read does not find the chat there, `me/chat`.",
  ),
  endpoint: setting(
    'connection',
    'nextChat',
    'Names the queue of the contact center that a new chat goes to. Empty: none is named.',
  ),
  contactCenters: setting(
    'connection',
    'nextChat',
    'Several contact centers, each with an `id`, a `name`, a `serverUrl`, a `contactCenterId` and, where it differs, `extraHeaders`, `endpoint`, `resourcePath`, `startFields`, `accentColor` and `logo`. Where there are any, `serverUrl`, `contactCenterId`, `extraHeaders` and `endpoint` are not used.',
    { isSecret: true },
  ),
  contactCenter: setting(
    'connection',
    'nextChat',
    'The `id` of the one of the `contactCenters` that all chats go to. Empty: where there is more than one, the customer chooses a department on the Start screen.',
  ),
  pollingProfile: setting(
    'connection',
    'nextPoll',
    'How dear a request is against a second of delay. `responsive` asks most often, `economical` least.',
  ),
  language: setting(
    'appearance',
    'atOnce',
    'The language of the app. `system` is that of the operating system, or English where the app does not speak that.',
  ),
  accentColor: setting(
    'appearance',
    'atOnce',
    "The color of buttons and of the customer's own messages. Its hue is kept; how light or dark it is shown follows from what can be read.",
  ),
  logo: setting(
    'appearance',
    'nextStart',
    "A picture of the organisation, at the top of each screen in place of the app's mark.",
  ),
  openLinks: setting(
    'conversation',
    'atOnce',
    'Whether links in what agents write can be opened. Never at a counter (`--kiosk`).',
  ),
  enterSends: setting('conversation', 'atOnce', '`false`: Enter breaks the line and Ctrl+Enter sends.'),
  notifications: setting(
    'notifications',
    'atOnce',
    'A notification for what arrives while nobody looks at the window.',
  ),
  notificationSound: setting('notifications', 'atOnce', 'The sound of a notification.'),
  notificationText: setting(
    'notifications',
    'atOnce',
    'Whether a notification quotes the message. Others may look at the screen.',
  ),
  openAtLogin: setting('window', 'atOnce', 'Starts the app when the user logs in.'),
  startFields: setting('start', 'nextChat', 'What the Start screen asks besides name and subject.'),
  clientCertificate: setting(
    'network',
    'nextChat',
    'Which certificate from the store of the operating system is shown to a contact center that asks for one: the common name of its subject or of its issuer, or its fingerprint. Empty: none. Needs Electron 45.',
  ),
  updates: setting(
    'updates',
    'atOnce',
    '`automatic` looks for a newer version on `updateServer`, on Windows and macOS. Never during a chat; at a counter it is put in place at night. Only where the user may change the installed program.',
  ),
  updateServer: setting(
    'updates',
    'atOnce',
    'The folder on a web server that holds the packages of new versions and the file that names the latest.',
  ),
  attractMessage: setting(
    'counter',
    'atOnce',
    'What the attract screen of a counter says: one text for all, or one for each language. Empty: a greeting of the app.',
  ),
  attractPicture: setting('counter', 'nextStart', 'A picture on the attract screen of a counter.'),
  counterLanguages: setting(
    'counter',
    'atOnce',
    'The languages that a counter offers, in this order. Empty: all that the app speaks.',
  ),
  idleSeconds: setting(
    'counter',
    'atOnce',
    'After how many seconds without a touch or a key a counter asks whether somebody is still there. Time in the queue, and while an agent types, does not count.',
  ),
  idleCountdownSeconds: setting(
    'counter',
    'atOnce',
    'How many seconds there are to answer that, before the chat is ended and everything of it is removed.',
  ),
  keepChatOnClose: setting(
    'window',
    'atOnce',
    'Closing the window during a chat keeps the chat running in the background, without asking.',
  ),
  staffPin: setting(
    'administration',
    'atOnce',
    'The hash of the PIN with which staff open the panel of a counter: state, restart, out of service. Empty: there is none.',
    { isSecret: true },
  ),
  administratorPin: setting(
    'administration',
    'atOnce',
    'The hash of the PIN with which an administrator opens the panel of a counter, with leaving the app and diagnostics, and the Settings screen. Empty: there is none.',
    { isSecret: true },
  ),
  onScreenKeyboard: setting(
    'counter',
    'atOnce',
    'Whether a counter (`--kiosk`) shows a keyboard of its own when a text field is touched. `off` where the system has one, or where there is always a real keyboard.',
  ),
  readAloud: setting(
    'counter',
    'atOnce',
    'Whether a customer at a counter may have messages read out. The switch is there only where the system has a voice for the language.',
  ),
  memoryLimitMiB: setting(
    'counter',
    'atOnce',
    'At a counter: when all processes together take more memory than this many MiB, the app restarts between two chats. 0 never does.',
  ),
  maintenanceTime: setting(
    'counter',
    'atOnce',
    "At a counter: once a day after this time of the machine's clock, such as `03:30`, the app restarts when nobody is there. Empty: never.",
  ),
  metricsPort: setting(
    'administration',
    'nextStart',
    'On this port of the machine itself (127.0.0.1) the state of health can be read in the text format of Prometheus. 0: nowhere.',
  ),
};
