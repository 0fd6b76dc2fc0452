import { z } from 'zod';
import { DEFAULT_PREFERENCES, LANGUAGES } from './preferences';
import { startFieldsSchema } from './startFieldsSchema';

/**
 * The settings, each with the rule that its value must keep and a sentence that says what to do about it.
 * Source of the rules for `ContactCenterId`, extra headers and the server address: docs/protocol.md.
 */

const FORBIDDEN_HEADERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'host',
  'contactcenterid',
  'content-type',
  'content-length',
  'connection',
  'transfer-encoding',
]);

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;
const HEADER_VALUE = /^[\x20-\x7e]{0,1024}$/;

export const contactCenterIdSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 letters, digits or signs, without spaces');

export const extraHeadersSchema = z.record(z.string(), z.string()).superRefine((headers, context) => {
  for (const [name, value] of Object.entries(headers)) {
    const path = [name];
    if (!HEADER_NAME.test(name)) {
      context.addIssue({ code: 'custom', path, message: 'is not a valid header name' });
    } else if (FORBIDDEN_HEADERS.has(name.toLowerCase())) {
      context.addIssue({ code: 'custom', path, message: 'must not be set here: the app owns this header' });
    } else if (!HEADER_VALUE.test(value)) {
      context.addIssue({ code: 'custom', path, message: 'must have a value of plain ASCII characters' });
    }
  }
});

export const resourcePathSchema = z.enum(['auto', 'chats', 'me/chat'], {
  error: 'must be auto, chats or me/chat',
});

export const pollingProfileSchema = z.enum(['responsive', 'balanced', 'economical'], {
  error: 'must be responsive, balanced or economical',
});

const yesOrNo = z.boolean('must be true or false');

/** Only its size and form of writing; `src/main/settings/serverUrl.ts` judges the address itself. */
const serverUrlSchema = z
  .string()
  .max(2048, 'must be at most 2048 characters long')
  .transform((text) => text.trim().replace(/\/+$/, ''));

/** Every setting there is. A layer holds any part of it; absent is not a value. */
export const settingSchemas = {
  serverUrl: serverUrlSchema,
  allowInsecureHttp: yesOrNo,
  contactCenterId: contactCenterIdSchema,
  extraHeaders: extraHeadersSchema,
  resourcePath: resourcePathSchema,
  endpoint: z.string().max(256, 'must be at most 256 characters long'),
  pollingProfile: pollingProfileSchema,
  // What each of these does: `preferences.ts`.
  language: z.enum(['system', ...LANGUAGES], { error: `must be system or one of ${LANGUAGES.join(', ')}` }),
  accentColor: z.string().regex(/^(#[0-9a-f]{6})?$/i, 'must be a color such as #0d5c5f'),
  /** Path of a picture on this machine: PNG, JPEG, WebP or SVG. Empty means the mark of the app. */
  logo: z.string().max(4096, 'must be at most 4096 characters long'),
  openLinks: yesOrNo,
  enterSends: yesOrNo,
  notifications: yesOrNo,
  notificationSound: yesOrNo,
  /** Whether a notification quotes the message. Off, since others may look at the screen. */
  notificationText: yesOrNo,
  openAtLogin: yesOrNo,
  startFields: startFieldsSchema,
  keepChatOnClose: yesOrNo,
  /** Of all processes together, in MiB. A counter beyond it restarts between two chats; 0 never does. */
  memoryLimitMiB: z
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(65_536, 'must be at most 65536'),
  /** Once a day after this time of the machine's clock a counter restarts, when nobody is there. Empty: never. */
  maintenanceTime: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'must be a time such as 03:30, or empty'),
  /** Where the state of health can be read on this machine, as Prometheus reads it; 0 is nowhere. */
  metricsPort: z
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(65_535, 'must be at most 65535'),
} as const;

export type SettingName = keyof typeof settingSchemas;
export type Settings = { readonly [Name in SettingName]: z.output<(typeof settingSchemas)[Name]> };
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
  pollingProfile: 'balanced',
  logo: '',
  notificationText: false,
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
  /** Fields that a policy or the command line decides, and the form cannot change. */
  readonly locked: readonly ('serverUrl' | 'contactCenterId')[];
}

/** What *Test connection* found out. It never starts a chat. */
export type ConnectionTestResult =
  | { readonly name: 'working' }
  | {
      readonly name: 'failed';
      readonly reason:
        | 'unreachable'
        | 'timeout'
        | 'certificate'
        | 'networkSignIn'
        | 'refused'
        | 'notAChatServer'
        | 'busy'
        | 'serverTrouble';
    };
