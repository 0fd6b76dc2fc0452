import { refuse, succeed, type Result } from '@shared/result';
import { CONTACT_CENTER_ID_FORM, CONTACT_CENTER_ID_RULE } from '@shared/contactCenterId';
import type { SettingName, SettingsLayer } from '@shared/settings';
import { looksLikeLink } from './deepLink';
import { findServerUrlFault, SERVER_URL_FAULT_TEXT } from '../settings/serverUrl';

/** What the app can do instead of opening its window. */
export const ACTIONS = ['version', 'print-config', 'check'] as const;
export type Action = (typeof ACTIONS)[number];

export interface CommandLine {
  readonly action: Action | null;
  readonly demo: boolean;
  readonly kiosk: boolean;
  /** Only hashes a PIN from the standard input, and ends. */
  readonly hashPin: boolean;
  readonly policyFile: string | null;
  readonly profile: string | null;
  readonly userDataDir: string | null;
  /** As it was given: what it says is judged by `parseDeepLink`. */
  readonly link: string | null;
  /** The settings that flags decide. */
  readonly settings: SettingsLayer;
}

export const SWITCHES = [
  'demo',
  'kiosk',
  'supervised',
  'hash-pin',
  'kiosk-audit',
  'updated',
  ...ACTIONS,
] as const;
/** The settings that have a flag of their own. */
export const SETTING_FLAGS = {
  serverUrl: 'server-url',
  contactCenterId: 'contact-center-id',
} as const satisfies Partial<Record<SettingName, string>>;
export const VALUE_FLAGS = [...Object.values(SETTING_FLAGS), 'policy', 'profile', 'user-data-dir'] as const;

/** Switches of the runtime itself that come along in its command line and mean nothing to the app. */
const RUNTIME_SWITCHES = new Set([
  'no-sandbox',
  'disable-gpu',
  'enable-logging',
  'force-device-scale-factor',
  'force-color-profile',
  'force-high-contrast',
  'force-prefers-reduced-motion',
  'force-dark-mode',
  'lang',
  'ozone-platform',
  'ozone-platform-hint',
  'original-process-start-time',
  'allow-file-access-from-files',
  'password-store',
]);

/** Who has these can do all that the app can: they pass in development, and in a package that is made for tests only. */
const DEBUGGING_SWITCHES = new Set([
  'inspect',
  'inspect-brk',
  'remote-debugging-port',
  'remote-debugging-pipe',
]);

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}

interface RawFlags {
  readonly switches: ReadonlySet<(typeof SWITCHES)[number]>;
  readonly values: ReadonlyMap<(typeof VALUE_FLAGS)[number], string>;
  readonly link: string | null;
}

/** The runtime takes one dash, and on Windows a slash, for two: an argument that is let pass here would reach it. */
function looksLikeFlag(arg: string, platform: NodeJS.Platform): boolean {
  return arg.startsWith('-') || (platform === 'win32' && arg.startsWith('/'));
}

function readFlags(
  args: readonly string[],
  platform: NodeJS.Platform,
  isDebuggable: boolean,
): Result<RawFlags, string> {
  const switches = new Set<(typeof SWITCHES)[number]>();
  const values = new Map<(typeof VALUE_FLAGS)[number], string>();
  let link: string | null = null;
  for (const arg of args) {
    // A link comes from outside. Whoever wrote it may have tried to add flags to it.
    if (link !== null) return refuse('Nothing may follow a link');
    if (looksLikeLink(arg)) {
      link = arg;
      continue;
    }
    const match = /^--([a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(arg);
    if (match === null) {
      if (looksLikeFlag(arg, platform)) return refuse(`${arg} is not a flag`);
      continue;
    }
    const [, name = '', value] = match;
    if (isOneOf(SWITCHES, name)) {
      if (value !== undefined) return refuse(`--${name} takes no value`);
      switches.add(name);
    } else if (isOneOf(VALUE_FLAGS, name)) {
      if (value === undefined || value === '') return refuse(`--${name} needs a value: --${name}=…`);
      values.set(name, value);
    } else if (!RUNTIME_SWITCHES.has(name) && !(isDebuggable && DEBUGGING_SWITCHES.has(name))) {
      return refuse(`--${name} is not a flag of this app`);
    }
  }
  return succeed({ switches, values, link });
}

/** Reads the arguments after the program's own name. A refusal is one line that says what is wrong. */
export function parseCommandLine(
  args: readonly string[],
  platform: NodeJS.Platform = process.platform,
  isDebuggable = false,
): Result<CommandLine, string> {
  const flags = readFlags(args, platform, isDebuggable);
  if (!flags.ok) return flags;
  const { switches, values, link } = flags.value;

  const [action = null, other] = ACTIONS.filter((name) => switches.has(name));
  if (other !== undefined) return refuse(`--${String(action)} and --${other} cannot be given together`);
  const serverUrl = values.get('server-url')?.trim().replace(/\/+$/, '');
  if (serverUrl !== undefined) {
    const fault = findServerUrlFault(serverUrl, false);
    if (fault !== null) return refuse(`--server-url ${SERVER_URL_FAULT_TEXT[fault]}`);
  }
  const contactCenterId = values.get('contact-center-id');
  if (contactCenterId !== undefined && !CONTACT_CENTER_ID_FORM.test(contactCenterId))
    return refuse(`--contact-center-id ${CONTACT_CENTER_ID_RULE}`);
  const profile = values.get('profile') ?? null;
  if (profile !== null && !/^[A-Za-z0-9_-]{1,32}$/.test(profile)) {
    return refuse('--profile must be 1 to 32 letters, digits, hyphens or underscores');
  }
  return succeed({
    action,
    demo: switches.has('demo'),
    kiosk: switches.has('kiosk'),
    hashPin: switches.has('hash-pin'),
    policyFile: values.get('policy') ?? null,
    profile,
    userDataDir: values.get('user-data-dir') ?? null,
    link,
    settings: {
      ...(serverUrl === undefined ? {} : { serverUrl }),
      ...(contactCenterId === undefined ? {} : { contactCenterId }),
    },
  });
}
