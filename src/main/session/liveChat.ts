import type { ChatAbilities, ConversationItem, LinkState, TranscriptEntry } from '@shared/chat';
import type { ChatAddress, GwsClient } from '../gws/client';
import { GwsError } from '../gws/errors';
import type { ChatReading, TranscriptReading } from '../gws/wire';
import type { Log } from '../lib/log';
import { SECOND, wait, type CancelTimer, type Clock } from '../lib/time';
import type { TranscriptRead } from '../outbox/outbox';
import type { PollOutcome } from '../polling/poller';
import type { PollingPhase } from '../polling/schedule';
import { toConversationItem, type TimedEntry } from './conversation';
import { isWebPage } from './failureReason';
import { createFreshness } from './freshness';
import {
  createGoneEvidence,
  FAILURES_UNTIL_GONE_WITH_TRANSCRIPT,
  looksGone,
  type GoneEvidence,
} from './goneEvidence';
import { expireTyping, NOBODY, noteEntry, noteParticipants, type Presence } from './presence';
import { getPollingPhase, noteCustomerWrote, noteRhythm, startRhythm, type Rhythm } from './rhythm';
import {
  applyRead,
  EMPTY_TRANSCRIPT,
  getHighestIndex,
  getNextReadIndex,
  type Transcript,
} from './transcript';

/** The chat resource is read when the transcript gives a reason, and otherwise after this long without the agent. */
const CHAT_READ_EVERY_MS = 40 * SECOND;
/** While nothing may be sent, the customer is waiting for just that news. */
const CHAT_READ_EVERY_MS_UNTIL_SEND = 15 * SECOND;
/** A chat resource that could not be read is tried again after this. */
const CHAT_READ_AGAIN_MS = 3 * SECOND;
/** After the end, the transcript is read until two reads, this far apart, show nothing new. */
const DRAIN_PAUSE_MS = SECOND;
const MAX_DRAIN_READS = 5;

export interface LiveChatOptions {
  readonly chat: ChatAddress;
  readonly client: GwsClient;
  /** Told of each read, and answers which of the customer's messages stands where. */
  readonly outbox: {
    noteTranscriptRead(read: TranscriptRead): void;
    noteTranscriptRestarted(): void;
    findDelivered(index: number): string | undefined;
  };
  /** Milliseconds until the next poll, for judging whether one is overdue. */
  readonly getIntervalMs: (phase: PollingPhase) => number;
  /** See `FreshnessOptions`. */
  readonly isOnline: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
  readonly onAgentSeen: () => void;
  readonly onSendAllowed: () => void;
  /** The server says that the chat is over, and its last entries have been read. */
  readonly onIdle: () => void;
  readonly onGone: () => void;
  readonly readAgainSoon: () => void;
}

/** What is known of the one chat that is running, and the one question that keeps it up to date. */
export interface LiveChat {
  /** Asks once: the transcript, and the chat resource when there is a reason to. Never rejects. */
  poll(signal: AbortSignal): Promise<PollOutcome>;
  getAddress(): ChatAddress;
  getPhase(): PollingPhase;
  getItems(): readonly ConversationItem[];
  getAgents(): readonly string[];
  getAgentTyping(): string | null;
  getAbilities(): ChatAbilities;
  getLink(): LinkState;
  /** The customer wrote: an answer is now likelier. */
  noteActivity(): void;
  /** An operation was refused: the chat may have changed. */
  readChatSoon(): void;
  /** The computer slept, or the app was away: not live until the next good answer. */
  noteAway(): void;
  stop(): void;
}

const NO_ABILITIES: ChatAbilities = { send: false, typing: false, end: false };

function toAbilities({ capabilities }: ChatReading): ChatAbilities {
  return {
    send: capabilities.has('SendMessage'),
    typing: capabilities.has('SendStartTypingNotification'),
    end: capabilities.has('Complete'),
  };
}

function isReasonToReadChat({ kind }: TranscriptEntry): boolean {
  return kind === 'joined' || kind === 'left' || kind === 'rejoined' || kind === 'unknown';
}

function isSignOfAgent({ kind, from }: TranscriptEntry): boolean {
  return from?.kind === 'agent' && (kind === 'text' || kind === 'typingStarted' || kind === 'typingStopped');
}

export function createLiveChat(options: LiveChatOptions): LiveChat {
  const { client, outbox, clock, log, onChange } = options;
  let chat = options.chat;
  let transcript: Transcript = EMPTY_TRANSCRIPT;
  let epoch = 1;
  let items: readonly ConversationItem[] = [];
  /** Lines of transcripts that the server has since begun anew. */
  let itemsOfEarlierEpochs: readonly ConversationItem[] = [];
  let presence: Presence = NOBODY;
  let abilities: ChatAbilities = NO_ABILITIES;
  let chatReadDueMs = clock.monotonic();
  let rhythm: Rhythm = startRhythm(clock.monotonic());
  let stopped = false;
  let cancelTypingExpiry: CancelTimer = () => undefined;
  const freshness = createFreshness({ clock, isOnline: options.isOnline, onChange });
  const transcriptGone = createGoneEvidence(clock);
  const chatGone = createGoneEvidence(clock, FAILURES_UNTIL_GONE_WITH_TRANSCRIPT);

  function setPresence(changed: Presence): void {
    const agentSeen = changed.hadAgent && !presence.hadAgent;
    presence = changed;
    cancelTypingExpiry();
    if (presence.typing !== null) {
      cancelTypingExpiry = clock.after(presence.typing.untilMs - clock.monotonic(), () => {
        setPresence(expireTyping(presence, clock.monotonic()));
        onChange();
      });
    }
    if (agentSeen) options.onAgentSeen();
  }

  function toItems(entries: readonly TranscriptEntry[]): ConversationItem[] {
    const context = { epoch, findDelivered: outbox.findDelivered };
    return entries.flatMap((entry) => toConversationItem(entry as TimedEntry, context) ?? []);
  }

  function takeIn(added: readonly TranscriptEntry[], before: Transcript): void {
    const isReplay = before.entries.length === 0;
    const isAppended = (added[0]?.index ?? 0) > getHighestIndex(before);
    items = isAppended
      ? [...items, ...toItems(added)]
      : [...itemsOfEarlierEpochs, ...toItems(transcript.entries)];
    const nowMs = clock.monotonic();
    let changed = presence;
    for (const entry of added) changed = noteEntry(changed, entry, { isReplay, nowMs });
    setPresence(changed);
    // Whoever writes is there: nothing that the chat resource could add is worth a request of its own now.
    if (!isReplay && added.some(isSignOfAgent) && chatReadDueMs > nowMs && abilities.send) {
      chatReadDueMs = nowMs + CHAT_READ_EVERY_MS;
    }
    if (added.some(isReasonToReadChat)) chatReadDueMs = nowMs;
    if (!isReplay) for (const entry of added) rhythm = noteRhythm(rhythm, entry, nowMs);
  }

  function restart(): void {
    log.warn('transcript restarted', { epoch, known: transcript.entries.length });
    epoch += 1;
    itemsOfEarlierEpochs = [...items, { kind: 'restarted', key: `restart-${epoch}`, atMs: clock.now() }];
    items = itemsOfEarlierEpochs;
    transcript = EMPTY_TRANSCRIPT;
    outbox.noteTranscriptRestarted();
    options.readAgainSoon();
  }

  function receive(reading: TranscriptReading, startedAtMs: number): { readonly addedCount: number } {
    // The answer may have been on its way when the chat was left.
    if (stopped) return { addedCount: 0 };
    if (reading.unreadable > 0) log.warn('transcript entries left out', { count: reading.unreadable });
    const nowMs = clock.now();
    // Where the server sends no times, an entry's time is when it was first seen.
    const timed = reading.entries.map((entry) => ({ ...entry, sentAtMs: entry.sentAtMs ?? nowMs }));
    const verdict = applyRead(transcript, timed);
    switch (verdict.name) {
      case 'misfit':
        log.warn('transcript did not fit', { asked: getNextReadIndex(transcript), entries: timed.length });
        // Not asked again at once: a node that is behind needs a moment to catch up. Nor shown at once: with every
        // second answer from such a node, the screen would flicker.
        transcript = verdict.transcript;
        if (transcript.misfits > 1) freshness.noteCatchingUp();
        return { addedCount: 0 };
      case 'restart':
        restart();
        return { addedCount: 0 };
      case 'continued': {
        const before = transcript;
        transcript = verdict.transcript;
        outbox.noteTranscriptRead({
          startedAtMs,
          endedAtMs: clock.monotonic(),
          ownTexts: verdict.added.filter(({ kind, from }) => kind === 'text' && from?.kind === 'customer'),
          highestIndex: getHighestIndex(transcript),
        });
        if (verdict.added.length > 0) takeIn(verdict.added, before);
        return { addedCount: verdict.added.length };
      }
    }
  }

  async function readTranscript(signal: AbortSignal): Promise<{ readonly addedCount: number }> {
    const startedAtMs = clock.monotonic();
    return receive(await client.getTranscript(chat, getNextReadIndex(transcript), { signal }), startedAtMs);
  }

  /** The first read tells which of the two address forms is right, where the server has not named it. */
  async function readTranscriptFindingForm(signal: AbortSignal): Promise<{ readonly addedCount: number }> {
    try {
      const read = await readTranscript(signal);
      chat = { ...chat, formIsGuess: false };
      return read;
    } catch (error) {
      const mayBeOtherForm = chat.formIsGuess && error instanceof GwsError && error.kind === 'notFound';
      if (!mayBeOtherForm) throw error;
      const guessed = chat;
      chat = { ...chat, form: chat.form === 'chats' ? 'me/chat' : 'chats' };
      try {
        const read = await readTranscript(signal);
        chat = { ...chat, formIsGuess: false };
        return read;
      } catch (second) {
        chat = guessed;
        throw second;
      }
    }
  }

  /** Messages of the last moment before the end are still shown. */
  async function drain(signal: AbortSignal): Promise<void> {
    let quietReads = 0;
    for (let reads = 0; reads < MAX_DRAIN_READS && quietReads < 2; reads += 1) {
      if (reads > 0) await wait(clock, DRAIN_PAUSE_MS);
      try {
        const { addedCount } = await readTranscript(signal);
        quietReads = addedCount === 0 ? quietReads + 1 : 0;
        if (addedCount > 0) onChange();
      } catch (error) {
        // Servers may refuse every further request after the end; what has been read is then all there is.
        log.info('last read of the transcript failed', { error });
        return;
      }
    }
  }

  /** Where a load balancer takes its nodes in turn, the next one may know the chat that this one has not heard of. */
  async function askForChat(signal: AbortSignal): Promise<ChatReading> {
    try {
      return await client.getChat(chat, { signal });
    } catch (error) {
      if (!(error instanceof GwsError) || !looksGone(error.kind)) throw error;
      return client.getChat(chat, { signal });
    }
  }

  async function readChat(signal: AbortSignal): Promise<void> {
    chatReadDueMs = clock.monotonic() + CHAT_READ_AGAIN_MS;
    const reading = await askForChat(signal);
    chatGone.clear();
    const couldSend = abilities.send;
    abilities = toAbilities(reading);
    const everyMs = abilities.send ? CHAT_READ_EVERY_MS : CHAT_READ_EVERY_MS_UNTIL_SEND;
    chatReadDueMs = clock.monotonic() + everyMs;
    if (reading.state === 'idle') {
      await drain(signal);
      if (!stopped) options.onIdle();
      return;
    }
    setPresence(noteParticipants(presence, reading.participants));
    if (abilities.send && !couldSend) options.onSendAllowed();
  }

  function noteFailure(error: unknown, gone: GoneEvidence): PollOutcome {
    if (stopped) return { name: 'failed' };
    freshness.noteFailure(isWebPage(error));
    if (!(error instanceof GwsError)) {
      log.error('poll threw', { error });
      return { name: 'failed' };
    }
    log.warn('poll failed', { kind: error.kind, error });
    if (gone.noteFailure(error.kind)) options.onGone();
    return error.retryAfterMs === undefined
      ? { name: 'failed' }
      : { name: 'failed', retryAfterMs: error.retryAfterMs };
  }

  function getPhase(): PollingPhase {
    return getPollingPhase(rhythm, presence.agents.size > 0, clock.monotonic());
  }

  return {
    async poll(signal) {
      let gone = transcriptGone;
      try {
        await readTranscriptFindingForm(signal);
        transcriptGone.clear();
        gone = chatGone;
        if (!stopped && clock.monotonic() >= chatReadDueMs) await readChat(signal);
      } catch (error) {
        const outcome = noteFailure(error, gone);
        onChange();
        return outcome;
      }
      if (stopped) return { name: 'answered' };
      if (transcript.misfits === 0) freshness.noteGoodAnswer(options.getIntervalMs(getPhase()));
      onChange();
      return { name: 'answered' };
    },
    getAddress: () => chat,
    getPhase,
    getItems: () => items,
    getAgents: () => [...presence.agents.values()],
    getAgentTyping: () => presence.typing?.nickname ?? null,
    getAbilities: () => abilities,
    getLink: freshness.getLink,
    noteActivity() {
      rhythm = noteCustomerWrote(rhythm, clock.monotonic());
    },
    readChatSoon() {
      chatReadDueMs = clock.monotonic();
      options.readAgainSoon();
    },
    noteAway: freshness.noteCatchingUp,
    stop() {
      stopped = true;
      cancelTypingExpiry();
      freshness.stop();
    },
  };
}
