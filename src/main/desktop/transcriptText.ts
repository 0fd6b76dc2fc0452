import type { ChatView, ConversationItem } from '@shared/chat';
import { assertNever } from '@shared/result';
import { insertName, type TranscriptLabels } from './transcriptLabels';
import { formatTranscriptTime, getUnconfirmed } from './transcriptParts';

/** The conversation as plain text. Names and texts are as they were received. */

function formatItem(item: ConversationItem, labels: TranscriptLabels): string {
  const time = formatTranscriptTime(item.atMs, labels);
  switch (item.kind) {
    case 'message':
      return `[${time}] ${item.nickname}: ${item.text}`;
    case 'joined':
    case 'rejoined':
      return `[${time}] ${insertName(labels.joined, item.nickname)}`;
    case 'left':
      return `[${time}] ${insertName(labels.left, item.nickname)}`;
    case 'notice':
      return `[${time}] ${item.text}`;
    case 'restarted':
      return `[${time}] --- ${labels.restarted} ---`;
    default:
      return assertNever(item);
  }
}

export function formatTranscript(view: ChatView, labels: TranscriptLabels): string {
  const lines = view.items.map((item) => formatItem(item, labels));
  const unconfirmed = getUnconfirmed(view, labels).map(
    ({ atMs, label, nickname, text }) =>
      `[${formatTranscriptTime(atMs, labels)}] (${label}) ${nickname}: ${text}`,
  );
  const subject = view.form === null ? [] : [`${labels.subject}: ${view.form.subject}`, ''];
  return [...subject, ...lines, ...unconfirmed, ''].join('\n');
}
