import { z } from 'zod';
import type { ChatPatch, ChatView } from '../chat';
import type { ConnectionTestResult } from '../connectionTest';
import type { StatusView } from '../diagnostics';
import type { CounterView } from '../counter';
import { MAX_ADDRESS_LENGTH } from '../links';
import { MAX_DRAFT_LENGTH, MAX_FORM_FIELD_LENGTH, MAX_MESSAGE_LENGTH } from '../limits';
import { once } from '../once';
import type { PreferencesView } from '../preferences';
import type { ProxySignInView } from '../proxySignIn';
import { MAX_PIN_LENGTH } from '../pin';
import type { StaffUnlockResult, StaffView } from '../staff';
import { MAX_ANSWER_LENGTH, MAX_START_FIELDS } from '../startFields';
import { SETTING_NAMES, settingSchemas, type ConnectionView } from '../settings';
import type {
  ExportResult,
  ImportPreviewResult,
  PinChangeResult,
  SettingChangeResult,
  SettingsDescription,
  UnlockResult,
} from '../settingViews';
import type { CommandName, EventName } from './names';

/**
 * The one IPC contract: every command with the schema of its argument and the type of its answer, and every
 * event with its payload. `names.ts` holds the bare names, so that the preload needs no schema library; the
 * compiler asks here for each name that is missing.
 */

export { MAX_FORM_FIELD_LENGTH, MAX_MESSAGE_LENGTH };

export interface CommandSpec<Schema extends z.ZodType, Value> {
  /** Built when the command comes for the first time. */
  readonly argument: () => Schema;
  /** Only its type is used. */
  readonly value: Value;
}

function command<Value>() {
  return <Schema extends z.ZodType>(argument: () => Schema): CommandSpec<Schema, Value> => ({
    argument: once(argument),
    value: undefined as Value,
  });
}

const nothing = () => z.strictObject({});
const localId = () => z.string().regex(/^[0-9a-f-]{36}$/);
/** As it came with the question: name and port. */
const proxyName = () => z.string().max(300);
/** Its form only; what each field asks for is in the settings (`src/main/ipc/handlers.ts`). */
const answers = () =>
  z
    .record(z.string().max(64), z.string().max(MAX_ANSWER_LENGTH))
    .refine((given) => Object.keys(given).length <= MAX_START_FIELDS);
const MAX_LOGIN_LENGTH = 256;
const settingName = () => z.enum(SETTING_NAMES);
/** Its form only; each setting has its own rule (`src/main/settings/edits.ts`). */
const settingInput = () =>
  z.union([
    z.boolean(),
    z.number(),
    z.string().max(200_000),
    z.array(z.strictObject({ name: z.string().max(256), value: z.string().max(4096).nullable() })).max(100),
  ]);
const connection = () =>
  z.strictObject({ serverUrl: z.string().max(4096), contactCenterId: z.string().max(4096) });

export const commands = {
  'app:getSnapshot': command<AppSnapshot>()(nothing),
  'app:readAbout': command<AboutView>()(nothing),
  'chat:start': command<null>()(() =>
    z.strictObject({
      nickname: z.string().trim().min(1).max(MAX_FORM_FIELD_LENGTH),
      subject: z.string().trim().min(1).max(MAX_FORM_FIELD_LENGTH),
      answers: answers().exactOptional(),
      department: z.string().max(64).exactOptional(),
    }),
  ),
  'chat:end': command<null>()(nothing),
  'chat:reset': command<null>()(nothing),
  'chat:send': command<{ localId: string }>()(() =>
    z.strictObject({
      text: z
        .string()
        .max(MAX_MESSAGE_LENGTH)
        .refine((text) => text.trim() !== ''),
    }),
  ),
  'chat:resend': command<null>()(() => z.strictObject({ localId: localId() })),
  'chat:discard': command<null>()(() => z.strictObject({ localId: localId() })),
  'chat:setTyping': command<null>()(() => z.strictObject({ typing: z.boolean() })),
  'chat:setDraft': command<null>()(() => z.strictObject({ text: z.string().max(MAX_DRAFT_LENGTH) })),
  'settings:saveConnection': command<SaveConnectionResult>()(connection),
  'settings:testConnection': command<ConnectionTestResult | ConnectionFieldFault>()(connection),
  'settings:choose': command<ChoiceResult>()(() =>
    z
      .strictObject({
        language: settingSchemas.language(),
        enterSends: settingSchemas.enterSends(),
        notifications: settingSchemas.notifications(),
        notificationSound: settingSchemas.notificationSound(),
        openAtLogin: settingSchemas.openAtLogin(),
        keepChatOnClose: settingSchemas.keepChatOnClose(),
      })
      .partial(),
  ),
  /** For the Settings screen; refused at a counter. */
  'settings:describe': command<SettingsDescription>()(nothing),
  'settings:change': command<SettingChangeResult>()(() =>
    z.strictObject({ name: settingName(), value: settingInput() }),
  ),
  'settings:reset': command<SettingChangeResult>()(() => z.strictObject({ name: settingName() })),
  'settings:resetAll': command<SettingChangeResult>()(nothing),
  'settings:export': command<ExportResult>()(nothing),
  'settings:prepareImport': command<ImportPreviewResult>()(nothing),
  /** What was prepared last. */
  'settings:import': command<SettingChangeResult>()(nothing),
  'settings:unlock': command<UnlockResult>()(() => z.strictObject({ pin: z.string().max(64) })),
  'settings:lock': command<null>()(nothing),
  /** Empty: no PIN is asked for any more. */
  'settings:setPin': command<PinChangeResult>()(() => z.strictObject({ pin: z.string().max(64) })),
  'question:answer': command<null>()(() => z.strictObject({ answer: z.enum(['keep', 'end', 'cancel']) })),
  /** A sign of life; `pulse` is what the page has drawn of it. */
  'page:beat': command<null>()(() =>
    z.strictObject({ visible: z.boolean(), used: z.boolean(), pulse: z.literal([0, 1]) }),
  ),
  'demo:start': command<null>()(nothing),
  /** The conversation as plain text, as it is saved. */
  'transcript:read': command<{ text: string }>()(nothing),
  'link:open': command<{ opened: boolean }>()(() =>
    z.strictObject({ address: z.string().max(MAX_ADDRESS_LENGTH) }),
  ),
  'transcript:save': command<{ saved: boolean }>()(nothing),
  'transcript:print': command<{ printed: boolean }>()(nothing),
  /** How this machine is doing; at a counter for staff only. */
  'diagnostics:getStatus': command<StatusView>()(nothing),
  /** Asks where to save one file with all that helps to find out what is wrong. */
  'diagnostics:export': command<{ saved: boolean }>()(nothing),
  'proxySignIn:answer': command<null>()(() =>
    z.discriminatedUnion('name', [
      z.strictObject({
        name: z.literal('given'),
        proxy: proxyName(),
        username: z.string().min(1).max(MAX_LOGIN_LENGTH),
        password: z.string().max(MAX_LOGIN_LENGTH),
      }),
      z.strictObject({ name: z.literal('cancelled'), proxy: proxyName() }),
    ]),
  ),
  /** How this machine is doing; at a counter for staff only. */
  'staff:unlock': command<StaffUnlockResult>()(() => z.strictObject({ pin: z.string().max(MAX_PIN_LENGTH) })),
  'staff:keepOpen': command<null>()(nothing),
  'staff:lock': command<null>()(nothing),
  'staff:setOutOfService': command<null>()(() => z.strictObject({ outOfService: z.boolean() })),
  'staff:restart': command<null>()(nothing),
  'staff:exit': command<null>()(nothing),
  /** Of the connection in force; the page is not told its address. */
  'staff:testConnection': command<ConnectionTestResult | ConnectionFieldFault>()(nothing),
  /** The attract screen was touched. */
  'counter:begin': command<null>()(nothing),
  'counter:giveMoreTime': command<null>()(nothing),
  /** The customer is done, and everything of the chat is to be removed. */
  'counter:finish': command<null>()(nothing),
} as const satisfies Record<CommandName, CommandSpec<z.ZodType, unknown>>;

export interface Events {
  readonly 'chat:changed': ChatPatch;
  readonly 'connection:changed': ConnectionView;
  readonly 'preferences:changed': PreferencesView;
  readonly 'demo:changed': DemoView;
  readonly 'question:changed': WindowQuestion | null;
  readonly 'prefill:changed': Prefill | null;
  readonly 'proxySignIn:changed': ProxySignInView | null;
  readonly 'staff:changed': StaffView;
  readonly 'counter:changed': CounterView;
}

/** A number for every event: a gap tells the store to ask for a new snapshot. */
export type NumberedEvent = {
  [Name in EventName]: { readonly seq: number; readonly name: Name; readonly payload: Events[Name] };
}[EventName];

/** What *About* shows. */
export interface AboutView {
  /** What the app runs on, by name and version. */
  readonly runtime: readonly string[];
  /** By others, in the app. Empty when the list could not be read. */
  readonly parts: readonly ThirdPartyPart[];
}

export interface ThirdPartyPart {
  readonly name: string;
  readonly version: string;
  /** The short name of its licence. */
  readonly licence: string;
  /** The licence as the authors wrote it. */
  readonly text: string;
}

export interface DemoView {
  readonly name: 'off' | 'starting' | 'running' | 'failed';
  /** Where a person plays the agent in a browser. */
  readonly consoleUrl: string | null;
}

/** What main asks the person, before the window goes away during a chat. */
export type WindowQuestion =
  /** Somebody closes the window. The chat can go on behind an icon of the system, or in a minimized window. */
  | { readonly name: 'closing'; readonly background: 'tray' | 'minimized' }
  /** *End chat* was chosen elsewhere than in the window. */
  | { readonly name: 'ending' };

export type WindowAnswer = CommandArgument<'question:answer'>['answer'];

/** What a link suggests for the first screen. Empty where it says nothing. */
export interface Prefill {
  /** Of two links with the same content, the second counts too. */
  readonly number: number;
  readonly nickname: string;
  readonly subject: string;
}

export interface AppSnapshot {
  /** Number of the last event that this snapshot includes. */
  readonly seq: number;
  readonly version: string;
  readonly kiosk: boolean;
  readonly chat: ChatView;
  readonly connection: ConnectionView;
  readonly preferences: PreferencesView;
  /** Whether there is a picture at `LOGO_PATH` of the page's origin. */
  readonly hasLogo: boolean;
  /** The same for `ATTRACT_PICTURE_PATH`. */
  readonly hasAttractPicture: boolean;
  /** The languages of the operating system as BCP 47 tags, the preferred one first. */
  readonly systemLanguages: readonly string[];
  readonly demo: DemoView;
  readonly question: WindowQuestion | null;
  readonly prefill: Prefill | null;
  readonly proxySignIn: ProxySignInView | null;
  readonly staff: StaffView;
  /** Null on a desk. */
  readonly counter: CounterView | null;
  /** What was being typed when the page, or the app, went away. */
  readonly draft: string;
  /** The page, or the app, has just been brought back after a failure. */
  readonly isBack: boolean;
}

export interface ConnectionFieldFault {
  readonly name: 'fieldFault';
  readonly field: 'serverUrl' | 'contactCenterId';
  readonly fault: ConnectionFault;
}

/** Each has its sentence in the locale. */
export type ConnectionFault =
  'empty' | 'notAnAddress' | 'needsHttps' | 'hasCredentials' | 'hasQuery' | 'badCharacters' | 'locked';

export type SaveConnectionResult =
  { readonly name: 'saved' } | { readonly name: 'notSaved' } | ConnectionFieldFault;

/** `locked`: a policy or the command line has decided. */
export interface ChoiceResult {
  readonly name: 'saved' | 'notSaved' | 'locked';
}

export type CommandArgument<Name extends CommandName> = z.input<
  ReturnType<(typeof commands)[Name]['argument']>
>;
export type CommandValue<Name extends CommandName> = (typeof commands)[Name]['value'];

export type IpcErrorCode =
  /** The argument does not have the form that the contract asks for. */
  | 'invalidArgument'
  /** The command makes no sense in the present state, for instance sending when there is no chat. */
  | 'notNow'
  /** Something broke that the person cannot mend; it is in the log. */
  | 'internal';

export interface IpcError {
  readonly code: IpcErrorCode;
  readonly message: string;
}

export type CommandAnswer<Name extends CommandName> =
  | { readonly ok: true; readonly value: CommandValue<Name> }
  | { readonly ok: false; readonly error: IpcError };
