import type { ChatView, ConversationItem, EndReason, StartFailure } from '@shared/chat';
import type { AppSnapshot } from '@shared/ipc/contract';
import { DEFAULT_PREFERENCES } from '@shared/preferences';
import { NO_STAFF_VIEW } from '@shared/staff';
import type { StartField } from '@shared/startFields';
import {
  agentCame,
  agentSays,
  at,
  chatWith,
  customerSays,
  outgoing,
  snapshotWith,
  systemSays,
} from '../testing/builders';

/** Every state that a screen can be in, and the contents that are hardest to show. */

const LONG_NAME = 'Maximiliane-Theodora von und zu Hohenstein-Wittgenstein '.repeat(200);
const LONG_WORD = 'Donaudampfschifffahrtsgesellschaft'.repeat(40);
const ZALGO = `Z${'\u0301\u0316\u0334\u0351'.repeat(300)}algo`;

const FIELD: StartField = {
  key: 'field',
  label: 'Field',
  kind: 'text',
  required: false,
  choices: [],
  pattern: '',
  patternMessage: '',
  minLength: 0,
  maxLength: 200,
  help: '',
};

const talk: readonly ConversationItem[] = [
  agentCame(),
  agentSays('Hello Alex, this is Kim. How can I help you today?'),
  customerSays('Hi! My parcel should have been here on Tuesday.', { atMs: at('14:03') }),
  customerSays('The number is 4711-0815.', { atMs: at('14:03:30') }),
  agentSays('Thank you. One moment, I am looking it up.', { atMs: at('14:04') }),
  agentSays(
    'It is in the depot in your town. The driver could not find the doorbell. Shall we bring it tomorrow between 9 and 12, or would you rather pick it up?',
    { atMs: at('14:05') },
  ),
  customerSays('Tomorrow is great 🙂', { atMs: at('14:06') }),
];

const manyMessages: readonly ConversationItem[] = Array.from({ length: 300 }, (_none, count) =>
  (count % 3 === 0 ? customerSays : agentSays)(`Message number ${count + 1} of a long conversation.`, {
    atMs: at('09:00', Math.floor(count / 120)) + count * 60_000,
  }),
);

const hostile: readonly ConversationItem[] = [
  agentCame('joined', LONG_NAME),
  agentSays('A name of more than ten thousand characters.', { nickname: LONG_NAME }),
  agentSays(LONG_WORD),
  customerSays(LONG_WORD, { atMs: at('14:03') }),
  agentSays(ZALGO, { nickname: ZALGO, atMs: at('14:04') }),
  agentSays('The bubble above must not paint over this one.', { atMs: at('14:04') }),
  agentSays('<img src=x onerror=alert(1)> {{ 1 + 1 }} <script>alert(1)</script>', {
    nickname: '\u202etnega',
    atMs: at('14:05'),
  }),
  agentSays('\u202eThis text turns itself around.\u202c And this one does not.', { nickname: '\u3164' }),
  agentSays('line\n'.repeat(60), { atMs: at('14:06') }),
];

const arabic: readonly ConversationItem[] = [
  agentCame('joined', 'ليلى'),
  agentSays('مرحبًا، كيف يمكنني مساعدتك اليوم؟', { nickname: 'ليلى' }),
  customerSays('طلبي رقم 4711-0815 لم يصل بعد.', { atMs: at('14:03') }),
  agentSays('A Latin sentence in the middle, with a full stop.', { nickname: 'ليلى', atMs: at('14:04') }),
];

function inChat(chat: Partial<ChatView>, more: Partial<AppSnapshot> = {}): AppSnapshot {
  return snapshotWith({ chat: chatWith(chat), ...more });
}

function waitingFor(waitedMs: number, chat: Partial<ChatView> = {}): AppSnapshot {
  return inChat({ phase: { name: 'waiting', sinceMs: Date.now() - waitedMs }, agents: [], ...chat });
}

function ended(reason: EndReason, chat: Partial<ChatView> = {}): AppSnapshot {
  return inChat({ phase: { name: 'ended', reason, atMs: at('14:08') }, agents: [], items: talk, ...chat });
}

const startFields: readonly StartField[] = [
  { ...FIELD, key: 'order', label: { en: 'Order number', ar: 'رقم الطلب' }, required: true },
  { ...FIELD, key: 'email', label: { en: 'E-mail', ar: 'البريد الإلكتروني' }, kind: 'email' },
  {
    ...FIELD,
    key: 'product',
    label: { en: 'Product', ar: 'المنتج' },
    kind: 'choice',
    choices: [{ value: 'parcel', label: LONG_NAME.slice(0, 200) }],
    help: 'Which of our products is it about? If you are not sure, leave it as it is.',
  },
  { ...FIELD, key: 'word', label: LONG_WORD.slice(0, 200), kind: 'multiline' },
  { ...FIELD, key: 'consent', label: 'I have read the privacy notice', kind: 'checkbox', required: true },
];

function failed(reason: StartFailure): AppSnapshot {
  return inChat({ phase: { name: 'failed', reason }, agents: [] });
}

const unconfigured = {
  configured: false,
  serverUrl: '',
  contactCenterId: '',
  departments: [],
  locked: [],
} as const;

export const scenes = {
  firstRun: () => snapshotWith({ connection: unconfigured }),
  firstRunDemoStarting: () =>
    snapshotWith({ connection: unconfigured, demo: { name: 'starting', consoleUrl: null } }),
  firstRunDemoFailed: () =>
    snapshotWith({ connection: unconfigured, demo: { name: 'failed', consoleUrl: null } }),
  closing: () => inChat({ items: talk }, { question: { name: 'closing', background: 'tray' } }),
  closingMinimized: () => inChat({ items: talk }, { question: { name: 'closing', background: 'minimized' } }),
  firstRunLocked: () =>
    snapshotWith({ connection: { ...unconfigured, locked: ['serverUrl', 'contactCenterId'] } }),
  notReady: () => snapshotWith({ connection: unconfigured, kiosk: true }),
  start: () => snapshotWith(),
  startFields: () =>
    snapshotWith({ preferences: { values: { ...DEFAULT_PREFERENCES, startFields }, locked: [] } }),
  startKiosk: () => snapshotWith({ kiosk: true, counter: { name: 'inUse' } }),
  attract: () => snapshotWith({ kiosk: true, counter: { name: 'attract' } }),
  attractWiping: () => snapshotWith({ kiosk: true, counter: { name: 'wiping' } }),
  curtain: () =>
    inChat(
      { items: talk },
      { kiosk: true, counter: { name: 'countdown', endsAtMs: Date.now() + 24_000, hasNews: true } },
    ),
  outOfService: () =>
    snapshotWith({
      kiosk: true,
      counter: { name: 'outOfService' },
      staff: { ...NO_STAFF_VIEW, outOfService: 'staff' },
    }),
  staffPanel: () =>
    snapshotWith({
      kiosk: true,
      counter: { name: 'outOfService' },
      staff: { hasPin: true, role: 'administrator', outOfService: 'wipeFailed' },
    }),
  talkKiosk: () => inChat({ items: talk }, { kiosk: true, counter: { name: 'inUse' } }),
  startDemo: () =>
    snapshotWith({
      demo: { name: 'running', consoleUrl: 'http://127.0.0.1:49152/console/' },
      connection: unconfigured,
    }),
  failedUnclear: () => failed('unclear'),
  failedUnreachable: () => failed('unreachable'),
  failedProxyLogin: () => failed('proxyLogin'),
  proxySignIn: () =>
    snapshotWith({ proxySignIn: { proxy: 'proxy.example.com:3128', wasWrong: false, isKept: true } }),
  proxySignInWrong: () =>
    snapshotWith({
      proxySignIn: { proxy: `${LONG_WORD}.example.com:3128`, wasWrong: true, isKept: false },
    }),
  requesting: () => inChat({ phase: { name: 'requesting' }, agents: [] }),
  waiting: () => waitingFor(42_000),
  waitingLong: () =>
    waitingFor(600_000, {
      items: [systemSays('All our agents are busy. You are number 3 in line.')],
      link: { name: 'reconnecting', sinceMs: at('14:01'), lastGoodAtMs: at('14:01') },
    }),
  waitingUsual: () => waitingFor(42_000, { usualWaitMinutes: 5 }),
  waitingLongerThanUsual: () =>
    waitingFor(600_000, {
      usualWaitMinutes: 5,
      outgoing: [
        outgoing('The number is 4711-0815.', { name: 'sending' }),
        outgoing('This one was not taken.', { name: 'notSent', reason: 'refused' }),
      ],
    }),
  waitingHostile: () =>
    waitingFor(4_000_000, { form: { nickname: LONG_NAME, subject: LONG_WORD.repeat(9) } }),
  nearLimit: () => inChat({ items: talk }, { draft: 'A long message. '.repeat(1_240) }),
  tooLong: () => inChat({ items: talk }, { draft: 'A long message. '.repeat(1_260) }),
  cardNumber: () => inChat({ items: talk }, { draft: 'My card is 4111 1111 1111 1111.' }),
  endForbidden: () => inChat({ items: talk, abilities: { send: true, typing: true, end: false } }),
  empty: () => inChat({ items: [] }),
  talk: () => inChat({ items: talk }),
  backAfterFailure: () => inChat({ items: talk }, { isBack: true }),
  typing: () => inChat({ items: talk, agentTyping: 'Kim' }),
  twoAgents: () => inChat({ items: talk, agents: ['Kim', 'Robin'], agentTyping: 'Robin' }),
  sending: () =>
    inChat({
      items: talk,
      outgoing: [
        outgoing('On its way.', { name: 'sending' }),
        outgoing('Taken by the server.', { name: 'accepted' }),
        outgoing('Being looked for.', { name: 'checking' }),
        outgoing('Nobody knows about this one.', { name: 'notConfirmed' }),
        outgoing('This one did not arrive.', { name: 'notSent', reason: 'tooLong' }),
      ],
    }),
  reconnecting: () =>
    inChat({
      items: talk,
      outgoing: [outgoing('Typed without a connection.', { name: 'sending' })],
      link: { name: 'reconnecting', sinceMs: at('14:02'), lastGoodAtMs: at('14:02') },
    }),
  alone: () =>
    inChat({
      items: [...talk, agentCame('left', 'Kim', at('14:07'))],
      agents: [],
      abilities: { send: false, typing: false, end: true },
    }),
  ending: () => inChat({ items: talk, phase: { name: 'ending' } }),
  restarted: () =>
    inChat({
      items: [
        ...talk,
        { kind: 'restarted', key: 'restarted', atMs: at('14:07') },
        { kind: 'notice', key: 'notice', text: 'This conversation may be recorded.', atMs: at('14:07') },
        systemSays('Our opening hours are Monday to Friday, 9 to 17.', { atMs: at('14:07') }),
        agentSays('I am back.', { atMs: at('08:30', 1) }),
      ],
    }),
  many: () => inChat({ items: manyMessages }),
  hostile: () => inChat({ items: hostile, agents: [LONG_NAME, ZALGO], agentTyping: LONG_NAME }),
  arabic: () => inChat({ items: arabic, agents: ['ليلى'], agentTyping: 'ليلى' }),
  endedByCustomer: () => ended('customer'),
  endedByAgent: () => ended('agent'),
  endedGone: () =>
    ended('gone', { outgoing: [outgoing('Typed too late.', { name: 'notSent', reason: 'chatOver' })] }),
  endedUnconfirmed: () => ended('customerUnconfirmed'),
  leftQueue: () => ended('leftQueue', { items: [] }),
} as const satisfies Record<string, () => AppSnapshot>;

export type SceneName = keyof typeof scenes;

export function isSceneName(name: string): name is SceneName {
  return Object.hasOwn(scenes, name);
}
