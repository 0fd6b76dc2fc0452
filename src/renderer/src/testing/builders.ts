import {
  IDLE_CHAT,
  type ChatView,
  type ConversationItem,
  type OutgoingMessage,
  type OutgoingState,
} from '@shared/chat';
import type { StatusView } from '@shared/diagnostics';
import type { AppSnapshot } from '@shared/ipc/contract';
import { DEFAULT_PREFERENCES } from '@shared/preferences';
import { NO_STAFF_VIEW } from '@shared/staff';

/** Tiny builders, so that a test shows what it is about and nothing else. Times are local: 14:02 is 14:02 anywhere. */

type MessageItem = Extract<ConversationItem, { kind: 'message' }>;

let count = 0;

function nextKey(): string {
  count += 1;
  return `item-${count}`;
}

/** A moment on 21 November 2025, or that many days later. */
export function at(clock: string, daysLater = 0): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return new Date(2025, 10, 21 + daysLater, hours, minutes, seconds).getTime();
}

export function agentSays(text: string, more: Partial<MessageItem> = {}): MessageItem {
  return {
    kind: 'message',
    key: nextKey(),
    author: 'agent',
    nickname: 'Kim',
    text,
    atMs: at('14:02'),
    ...more,
  };
}

export function customerSays(text: string, more: Partial<MessageItem> = {}): MessageItem {
  return agentSays(text, { author: 'customer', nickname: 'Alex', ...more });
}

export function systemSays(text: string, more: Partial<MessageItem> = {}): MessageItem {
  return agentSays(text, { author: 'system', nickname: '', ...more });
}

export function agentCame(
  kind: 'joined' | 'left' | 'rejoined' = 'joined',
  nickname = 'Kim',
  atMs = at('14:02'),
): ConversationItem {
  return { kind, key: nextKey(), nickname, atMs };
}

export function outgoing(text: string, state: OutgoingState, atMs = at('14:03')): OutgoingMessage {
  return { localId: nextKey(), text, createdAtMs: atMs, state };
}

export function chatWith(more: Partial<ChatView> = {}): ChatView {
  return {
    ...IDLE_CHAT,
    phase: { name: 'chatting' },
    form: { nickname: 'Alex', subject: 'My parcel has not arrived.' },
    agents: ['Kim'],
    abilities: { send: true, typing: true, end: true },
    ...more,
  };
}

export function snapshotWith(more: Partial<AppSnapshot> = {}): AppSnapshot {
  return {
    seq: 0,
    version: '0.0.0',
    kiosk: false,
    chat: IDLE_CHAT,
    draft: '',
    isBack: false,
    connection: {
      configured: true,
      serverUrl: 'https://chat.example.com',
      contactCenterId: 'main-desk',
      departments: [],
      locked: [],
    },
    preferences: { values: DEFAULT_PREFERENCES, locked: [] },
    hasLogo: false,
    hasAttractPicture: false,
    systemLanguages: ['en'],
    demo: { name: 'off', consoleUrl: null },
    question: null,
    prefill: null,
    proxySignIn: null,
    staff: NO_STAFF_VIEW,
    counter: null,
    ...more,
  };
}

export function statusWith(more: Partial<StatusView> = {}): StatusView {
  return {
    version: '0.0.0',
    electronVersion: '33.2.1',
    uptimeMs: 90 * 60_000,
    phase: 'idle',
    lastGoodPollAtMs: null,
    unsentCount: 0,
    memory: [
      { name: 'Browser', mebibytes: 140 },
      { name: 'Tab', mebibytes: 96 },
    ],
    lastWipe: null,
    lastErrors: [],
    policyFaults: [],
    ...more,
  };
}
