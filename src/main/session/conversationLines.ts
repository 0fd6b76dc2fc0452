import type { ConversationItem, TranscriptEntry } from '@shared/chat';
import { toConversationItem, type ItemContext, type TimedEntry } from './conversation';

/** The lines of the conversation, also those of transcripts that the server has since begun anew. */
export interface ConversationLines {
  get(): readonly ConversationItem[];
  getEpoch(): number;
  /** These come after all that there are. */
  append(added: readonly TranscriptEntry[]): void;
  /** The transcript of now has entries further up, too. */
  replace(entries: readonly TranscriptEntry[]): void;
  /** The server begins again at its first entry. */
  noteRestart(atMs: number): void;
}

export function createConversationLines(findDelivered: ItemContext['findDelivered']): ConversationLines {
  let epoch = 1;
  let lines: readonly ConversationItem[] = [];
  let linesOfEarlierEpochs: readonly ConversationItem[] = [];

  function toLines(entries: readonly TranscriptEntry[]): ConversationItem[] {
    return entries.flatMap(
      (entry) => toConversationItem(entry as TimedEntry, { epoch, findDelivered }) ?? [],
    );
  }

  return {
    get: () => lines,
    getEpoch: () => epoch,
    append(added) {
      lines = [...lines, ...toLines(added)];
    },
    replace(entries) {
      lines = [...linesOfEarlierEpochs, ...toLines(entries)];
    },
    noteRestart(atMs) {
      epoch += 1;
      linesOfEarlierEpochs = [...lines, { kind: 'restarted', key: `restart-${epoch}`, atMs }];
      lines = linesOfEarlierEpochs;
    },
  };
}
