import type { ChatAbilities, ConversationItem, LinkState, TranscriptEntry } from '@shared/chat';
import type { ChatAddress, GwsClient } from '../gws/client';
import { GwsError } from '../gws/errors';
import type { ChatReading } from '../gws/wire';
import type { Log } from '../lib/log';
import { SECOND, wait, type CancelTimer, type Clock } from '../lib/time';
import type { TranscriptRead } from '../outbox/outbox';
import type { PollOutcome } from '../polling/poller';
import type { PollingPhase } from '../polling/schedule';
import { createChatAsking, type TimedReading } from './chatAsking';
import { createChatLook } from './chatLook';
import { createConversationLines } from './conversationLines';
import { isWebPage } from './failureReason';
import { createFreshness } from './freshness';
import { createGoneEvidence, FAILURES_UNTIL_GONE_WITH_TRANSCRIPT, type GoneEvidence } from './goneEvidence';
import { expireTyping, NOBODY, noteEntry, noteParticipants, type Presence } from './presence';
import { getPollingPhase, noteCustomerWrote, noteRhythm, startRhythm, type Rhythm } from './rhythm';
import {
  applyRead,
  EMPTY_TRANSCRIPT,
  getHighestIndex,
  getNextReadIndex,
  type Transcript,
} from './transcript';

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

export function createLiveChat(options: LiveChatOptions): LiveChat {
  const { outbox, clock, log, onChange } = options;
  const asking = createChatAsking(options);
  const look = createChatLook(clock);
  const lines = createConversationLines(outbox.findDelivered);
  let transcript: Transcript = EMPTY_TRANSCRIPT;
  let presence: Presence = NOBODY;
  let abilities: ChatAbilities = NO_ABILITIES;
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

  function takeIn(added: readonly TranscriptEntry[], before: Transcript): void {
    const isReplay = before.entries.length === 0;
    const isAppended = (added[0]?.index ?? 0) > getHighestIndex(before);
    if (isAppended) lines.append(added);
    else lines.replace(transcript.entries);
    const nowMs = clock.monotonic();
    let changed = presence;
    for (const entry of added) changed = noteEntry(changed, entry, { isReplay, nowMs });
    setPresence(changed);
    look.noteEntries(added, { isReplay, maySend: abilities.send });
    if (!isReplay) for (const entry of added) rhythm = noteRhythm(rhythm, entry, nowMs);
  }

  function restart(): void {
    log.warn('transcript restarted', { epoch: lines.getEpoch(), known: transcript.entries.length });
    lines.noteRestart(clock.now());
    transcript = EMPTY_TRANSCRIPT;
    outbox.noteTranscriptRestarted();
    options.readAgainSoon();
  }

  function receive(reading: TimedReading): { readonly addedCount: number } {
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
          startedAtMs: reading.startedAtMs,
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
    return receive(await asking.readTranscript(getNextReadIndex(transcript), signal));
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

  async function readChat(signal: AbortSignal): Promise<void> {
    look.noteAsked();
    const reading = await asking.readChat(signal);
    chatGone.clear();
    const couldSend = abilities.send;
    abilities = toAbilities(reading);
    look.noteAnswer(abilities.send);
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
        await readTranscript(signal);
        transcriptGone.clear();
        gone = chatGone;
        if (!stopped && look.isDue()) await readChat(signal);
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
    getAddress: asking.getAddress,
    getPhase,
    getItems: lines.get,
    getAgents: () => [...presence.agents.values()],
    getAgentTyping: () => presence.typing?.nickname ?? null,
    getAbilities: () => abilities,
    getLink: freshness.getLink,
    noteActivity() {
      rhythm = noteCustomerWrote(rhythm, clock.monotonic());
    },
    readChatSoon() {
      look.askSoon();
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
