import type { Entry } from '../chat';

/** What is not well with the contact center itself, whoever asks. */
export interface ConditionSwitches {
  /**
   * Every nth request about a chat (default: every 2nd) reaches a node whose transcript is so many entries behind
   * (default 2), or that never heard of the chat. What is sent to a node that is behind is carried out all the same.
   */
  readonly staleNode: { readonly every?: number; readonly behind?: number | 'unknown' } | null;
  /** Every nth entry (default: every 5th, by its index) is in no transcript until it is so old. Default: for ever. */
  readonly hiddenEntries: {
    readonly every?: number;
    readonly forMs?: number;
    readonly when?: (entry: Entry) => boolean;
  } | null;
  /** Every entry comes twice in every answer. */
  readonly duplicateEntries: boolean;
  /** The entries of an answer come in any order. */
  readonly shuffledEntries: boolean;
  /** After an agent joins (default: for 10 s) every second GetChat still says `WaitingForAgent`. */
  readonly flippingState: { readonly forMs?: number } | null;
  /** Typing begins and never stops: where the transcript would say `TypingStopped`, it says `TypingStarted` again. */
  readonly endlessTyping: boolean;
  /** Every so often (default: 15 s) each agent hands over to the next of these names. */
  readonly agentTransfers: {
    readonly everyMs?: number;
    readonly names?: readonly [string, ...string[]];
  } | null;
}

export const ALL_WELL: ConditionSwitches = {
  staleNode: null,
  hiddenEntries: null,
  duplicateEntries: false,
  shuffledEntries: false,
  flippingState: null,
  endlessTyping: false,
  agentTransfers: null,
};

/** Whether any of them changes what an answer says. */
export function changesAnswers({ agentTransfers: _transfers, ...rest }: ConditionSwitches): boolean {
  return Object.values(rest).some((value) => value !== null && value !== false);
}
