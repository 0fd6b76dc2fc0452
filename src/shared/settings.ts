import { z } from 'zod';
import {
  accentColorSchema,
  clientCertificateSchema,
  contactCenterIdSchema,
  endpointSchema,
  extraHeadersSchema,
  logoSchema,
  resourcePathSchema,
  serverUrlSchema,
  updateServerSchema,
} from './connectionSchemas';
import { contactCenterNameSchema, contactCentersSchema } from './contactCentersSchema';
import type { Department } from './contactCenters';
import { once } from './once';
import { PIN_HASH_FORM } from './pin';
import { MIN_COUNTDOWN_SECONDS } from './counter';
import { DEFAULT_PREFERENCES, LANGUAGES } from './preferences';
import { localText, startFieldsSchema } from './startFieldsSchema';

/**
 * The settings, each with the rule that its value must keep and a sentence that says what to do about it.
 * Source of the rules for `ContactCenterId`, extra headers and the server address: docs/protocol.md.
 */

export { contactCenterIdSchema, extraHeadersSchema, resourcePathSchema };

export const pollingProfileSchema = once(() =>
  z.enum(['responsive', 'balanced', 'economical'], {
    error: 'must be responsive, balanced or economical',
  }),
);

/** What is kept of a PIN, never the PIN itself (`src/main/lib/pin.ts`). Empty: there is none. */
const pinHash = once(() =>
  z.string('must be a text').refine((text) => text === '' || PIN_HASH_FORM.test(text), {
    message: 'must be empty or the hash of a PIN, as --hash-pin makes it',
  }),
);

const yesOrNo = once(() => z.boolean('must be true or false'));

function seconds(least: number, most: number) {
  const message = `must be a whole number of seconds from ${least} to ${most}`;
  return once(() => z.number(message).int(message).min(least, message).max(most, message));
}

/** Every setting there is, with its rule, which is built when it is asked for. A layer holds any part of it; absent is not a value. */
export const settingSchemas = {
  serverUrl: serverUrlSchema,
  allowInsecureHttp: yesOrNo,
  contactCenterId: contactCenterIdSchema,
  extraHeaders: extraHeadersSchema,
  resourcePath: resourcePathSchema,
  endpoint: endpointSchema,
  contactCenters: contactCentersSchema,
  /** The `id` of the one in force. Empty: the only one, or the one that the customer chooses. */
  contactCenter: contactCenterNameSchema,
  pollingProfile: pollingProfileSchema,
  clientCertificate: clientCertificateSchema,
  // What each of these does: `preferences.ts`.
  language: once(() =>
    z.enum(['system', ...LANGUAGES], { error: `must be system or one of ${LANGUAGES.join(', ')}` }),
  ),
  accentColor: accentColorSchema,
  /** Path of a picture on this machine: PNG, JPEG, WebP or SVG. Empty means the mark of the app. */
  logo: logoSchema,
  openLinks: yesOrNo,
  enterSends: yesOrNo,
  notifications: yesOrNo,
  notificationSound: yesOrNo,
  /** Whether a notification quotes the message. Off, since others may look at the screen. */
  notificationText: yesOrNo,
  openAtLogin: yesOrNo,
  startFields: startFieldsSchema,
  keepChatOnClose: yesOrNo,
  updates: once(() => z.enum(['off', 'automatic'], { error: 'must be off or automatic' })),
  updateServer: updateServerSchema,
  staffPin: pinHash,
  administratorPin: pinHash,
  onScreenKeyboard: once(() => z.enum(['auto', 'off'], { error: 'must be auto or off' })),
  readAloud: yesOrNo,
  attractMessage: once(() => localText(0, 200)),
  /** Path of a picture on this machine, as with `logo`. */
  attractPicture: logoSchema,
  counterLanguages: once(() =>
    z
      .array(
        z.enum(LANGUAGES, { error: `must be one of ${LANGUAGES.join(', ')}` }),
        'must be a list of languages',
      )
      .max(LANGUAGES.length, 'must have each language once')
      .refine((languages) => new Set(languages).size === languages.length, 'must have each language once')
      .readonly(),
  ),
  idleSeconds: seconds(30, 3600),
  idleCountdownSeconds: seconds(MIN_COUNTDOWN_SECONDS, 300),
  /** Of all processes together, in MiB. A counter beyond it restarts between two chats; 0 never does. */
  memoryLimitMiB: once(() =>
    z.int('must be a whole number').min(0, 'must be 0 or more').max(65_536, 'must be at most 65536'),
  ),
  /** Once a day after this time of the machine's clock a counter restarts, when nobody is there. Empty: never. */
  maintenanceTime: once(() =>
    z
      .string('must be a text')
      .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'must be a time such as 03:30, or empty'),
  ),
  /** Where the state of health can be read on this machine, as Prometheus reads it; 0 is nowhere. */
  metricsPort: once(() =>
    z.int('must be a whole number').min(0, 'must be 0 or more').max(65_535, 'must be at most 65535'),
  ),
} as const;

export type SettingName = keyof typeof settingSchemas;
export type Settings = {
  readonly [Name in SettingName]: z.output<ReturnType<(typeof settingSchemas)[Name]>>;
};
export type SettingsLayer = { readonly [Name in SettingName]?: Settings[Name] };
/**
 * Strongest first. The demo stands above all while it runs, and is only offered where nothing is configured. A policy
 * enforces (`policy`) or only proposes (`policyDefault`).
 */
export const SETTING_SOURCES = ['demo', 'policy', 'commandLine', 'user', 'policyDefault'] as const;
export type SettingSource = (typeof SETTING_SOURCES)[number] | 'default';

export const SETTING_NAMES = Object.keys(settingSchemas) as SettingName[];

/** Empty server address and contact center id mean: not configured yet. */
export const DEFAULT_SETTINGS: Settings = {
  serverUrl: '',
  allowInsecureHttp: false,
  contactCenterId: '',
  extraHeaders: {},
  resourcePath: 'auto',
  endpoint: '',
  contactCenters: [],
  contactCenter: '',
  pollingProfile: 'balanced',
  clientCertificate: '',
  logo: '',
  notificationText: false,
  updates: 'off',
  updateServer: '',
  staffPin: '',
  administratorPin: '',
  attractPicture: '',
  idleSeconds: 120,
  idleCountdownSeconds: 30,
  memoryLimitMiB: 2048,
  maintenanceTime: '',
  metricsPort: 0,
  ...DEFAULT_PREFERENCES,
};

/** What the connection form shows and saves. */
export interface ConnectionView {
  readonly configured: boolean;
  readonly serverUrl: string;
  readonly contactCenterId: string;
  /** What the customer chooses from on the Start screen; empty where there is nothing to choose. */
  readonly departments: readonly Department[];
  /** Fields that a policy or the command line decides, and the form cannot change. */
  readonly locked: readonly ('serverUrl' | 'contactCenterId')[];
}
