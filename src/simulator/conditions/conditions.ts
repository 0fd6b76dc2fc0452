import { describeRequest, type Api, type ApiAnswer, type ApiRequest } from '../api';
import type { Capabilities, Chat } from '../chat';
import type { Clock } from '../clock';
import type { Model } from '../model';
import { createRandom } from '../random';
import { toWireChat, type toWireMessage, type WireOptions } from '../wire';
import { startAgentTransfers } from './agentTransfers';
import { pastChat } from './pastChat';
import { ALL_WELL, changesAnswers, type ConditionSwitches } from './switches';
import { changeMessages, createTroubles, type ChatTroubles } from './transcriptChanges';

/** Troubles of the server itself, as opposed to faults of single requests. */
export interface Conditions {
  readonly switches: ConditionSwitches;
  /** Throws these switches; the others stay as they are. */
  set(switches: Partial<ConditionSwitches>): void;
  /** The transcript of a chat begins again: what was said is gone, and what comes next has index 1. */
  resetIndexes(chatId: string): void;
  /** One entry is missing from the transcript, for ever or for so long. */
  hideEntry(chatId: string, index: number, forMs?: number): void;
  /** The server has never heard of the chat, for ever or for so long. */
  forgetChat(chatId: string, forMs?: number): void;
  /** All switches off, all hidden and forgotten things back. Transcripts that began again stay as they are. */
  clear(): void;
}

/** The server's own hand on them. */
export interface ConditionsKeeper extends Conditions {
  /** The API as it is under these conditions. */
  around(api: Api): Api;
  stop(): void;
}

export interface ConditionsOptions extends WireOptions {
  readonly capabilities?: Partial<Capabilities>;
  /** Of the order in which shuffled entries come. Default 1. */
  readonly seed?: number;
}

const FLIPPING_MS = 10_000;

export function createConditions(model: Model, clock: Clock, options: ConditionsOptions): ConditionsKeeper {
  const random = createRandom((options.seed ?? 1) + 2);
  const troubled = new Map<string, ChatTroubles>();
  let switches = ALL_WELL;
  let requestsAboutChats = 0;
  let stopTransfers = (): void => undefined;
  const off = model.onChange((change) => {
    if (change.type === 'chatForgotten') troubled.delete(change.chatId);
  });

  function troublesOf(chatId: string): ChatTroubles {
    const troubles = troubled.get(chatId) ?? createTroubles();
    troubled.set(chatId, troubles);
    return troubles;
  }

  function answerAbout(chatId: string, operation: string | null, request: ApiRequest, api: Api): ApiAnswer {
    const troubles = troubled.get(chatId) ?? createTroubles();
    requestsAboutChats += 1;
    const { every = 2, behind: lag = 2 } = switches.staleNode ?? {};
    const isStale = switches.staleNode !== null && requestsAboutChats % every === 0;
    if (clock.now() < troubles.forgottenUntilMs || (isStale && lag === 'unknown')) {
      return api({ ...request, path: request.path.replace(chatId, 'forgotten') });
    }
    const behind = isStale && lag !== 'unknown' ? lag : 0;
    const answer = api(operation === 'GetTranscript' ? shiftIndex(request, troubles.base) : request);
    const chat = model.findChat(chatId);
    if (!answer.applied || !chat) return answer;
    if (operation === 'GetChat') return changeChat(answer, chat, behind);
    if (operation !== 'GetTranscript') return answer;
    return rewrite(answer, ({ messages, ...rest }: { messages: ReturnType<typeof toWireMessage>[] }) => ({
      messages: changeMessages(messages, { chat, troubles, switches, behind, nowMs: clock.now(), random }),
      ...rest,
    }));
  }

  function changeChat(answer: ApiAnswer, chat: Chat, behind: number): ApiAnswer {
    const shown = pastChat(chat, chat.transcript.length - behind, options.capabilities);
    const isFlipped = shown.state === 'Chatting' && flips(chat);
    if (shown === chat && !isFlipped) return answer;
    return rewrite(answer, (payload: object) => ({
      ...payload,
      chat: toWireChat({ ...shown, ...(isFlipped && { state: 'WaitingForAgent' }) }, options),
    }));
  }

  function flips(chat: Chat): boolean {
    if (!switches.flippingState) return false;
    const joined = chat.transcript.findLast(
      ({ type, from }) => type.endsWith('oined') && from.type === 'Agent',
    );
    if (!joined || clock.now() - joined.atMs > (switches.flippingState.forMs ?? FLIPPING_MS)) return false;
    const troubles = troublesOf(chat.id);
    troubles.reads += 1;
    return troubles.reads % 2 === 0;
  }

  function set(changes: Partial<ConditionSwitches>): void {
    switches = { ...switches, ...changes };
    if (changes.agentTransfers === undefined) return;
    stopTransfers();
    stopTransfers = changes.agentTransfers
      ? startAgentTransfers(model, clock, changes.agentTransfers)
      : () => {};
  }

  return {
    get switches() {
      return switches;
    },
    set,
    resetIndexes(chatId) {
      troublesOf(chatId).base = model.findChat(chatId)?.transcript.length ?? 0;
    },
    hideEntry(chatId, index, forMs = Infinity) {
      const troubles = troublesOf(chatId);
      troubles.hiddenUntilMs.set(troubles.base + index, clock.now() + forMs);
    },
    forgetChat(chatId, forMs = Infinity) {
      troublesOf(chatId).forgottenUntilMs = clock.now() + forMs;
    },
    clear() {
      set(ALL_WELL);
      for (const troubles of troubled.values()) {
        troubles.hiddenUntilMs.clear();
        troubles.forgottenUntilMs = -Infinity;
      }
    },
    around: (api) => (request) => {
      if (troubled.size === 0 && !changesAnswers(switches)) return api(request);
      const { chatId, operation } = describeRequest(request.method, request.path, request.body);
      return chatId === null ? api(request) : answerAbout(chatId, operation, request, api);
    },
    stop() {
      stopTransfers();
      off();
    },
  };
}

/** Asks for the entries that have these indexes to the client, by the indexes that they have in the model. */
function shiftIndex(request: ApiRequest, base: number): ApiRequest {
  if (base === 0) return request;
  return {
    ...request,
    path: request.path.replace(/([?&]index=)(\d{1,15})(?=&|$)/, (_all, name: string, index: string) => {
      return `${name}${Number(index) + base}`;
    }),
  };
}

function rewrite<T>(answer: ApiAnswer, change: (payload: T) => object): ApiAnswer {
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as T)) };
}
