import type { ChatView, ConversationItem } from '@shared/chat';
import { assertNever } from '@shared/result';
import { insertName, type TranscriptLabels } from './transcriptLabels';
import { formatTranscriptTime, getUnconfirmed } from './transcriptParts';

/**
 * The conversation as a page of its own: one file, no script, nothing loaded. Whatever people wrote stands in it as
 * text, and each text and name keeps its own direction.
 */

/** Also for a browser that opens the file: should anything ever slip through the escaping, it still does nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = `
  :root { color-scheme: light dark; }
  body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
  h1 { font-size: 1.5rem; }
  ol { padding: 0; list-style: none; }
  li { margin-block: 1rem; break-inside: avoid-page; }
  li.event { font-style: italic; }
  p { margin: 0; }
  .name { font-weight: 600; }
  .text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; }
  .customer .text { padding-inline-start: 0.75rem; border-inline-start: 0.2rem solid; }
  @page { margin: 18mm; }
  @media print { :root { color-scheme: light; } body { margin: 0; max-width: none; padding: 0; } }
`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters that no document may have are shown as the sign for what cannot be shown. */
// eslint-disable-next-line no-control-regex -- They are what it looks for.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Marks in a name cannot turn what stands beside it. */
function isolate(name: string): string {
  return `<bdi>${escapeHtml(name)}</bdi>`;
}

interface Entry {
  readonly atMs: number;
  readonly className: string;
  readonly nickname: string;
  readonly text: string;
  readonly label?: string;
}

function formatEntry({ atMs, className, nickname, text, label }: Entry, labels: TranscriptLabels): string {
  const name = nickname === '' ? '' : `<span class="name">${isolate(nickname)}</span> `;
  const note = label === undefined ? '' : ` (${escapeHtml(label)})`;
  return `<li class="${className}">
<p>${name}${formatTime(atMs, labels)}${note}</p>
<p class="text" dir="auto">${escapeHtml(text)}</p>
</li>`;
}

function formatEvent(atMs: number, content: string, labels: TranscriptLabels): string {
  return `<li class="event"><p>${content} ${formatTime(atMs, labels)}</p></li>`;
}

function formatTime(atMs: number, labels: TranscriptLabels): string {
  const shown = escapeHtml(formatTranscriptTime(atMs, labels));
  return `<time datetime="${new Date(atMs).toISOString()}">${shown}</time>`;
}

function formatItem(item: ConversationItem, labels: TranscriptLabels): string {
  switch (item.kind) {
    case 'message':
      return formatEntry({ ...item, className: item.author }, labels);
    case 'joined':
    case 'rejoined':
      return formatEvent(item.atMs, insertName(escapeHtml(labels.joined), isolate(item.nickname)), labels);
    case 'left':
      return formatEvent(item.atMs, insertName(escapeHtml(labels.left), isolate(item.nickname)), labels);
    case 'notice':
      return formatEvent(item.atMs, isolate(item.text), labels);
    case 'restarted':
      return formatEvent(item.atMs, escapeHtml(labels.restarted), labels);
    default:
      return assertNever(item);
  }
}

export function formatTranscriptPage(view: ChatView, labels: TranscriptLabels): string {
  const entries = [
    ...view.items.map((item) => formatItem(item, labels)),
    ...getUnconfirmed(view, labels).map((message) =>
      formatEntry({ ...message, className: 'customer' }, labels),
    ),
  ];
  const subject =
    view.form === null
      ? ''
      : `<p>${escapeHtml(labels.subject)}:</p>\n<p class="text" dir="auto">${escapeHtml(view.form.subject)}</p>`;
  const heading = escapeHtml(labels.heading);
  return `<!doctype html>
<html lang="${labels.language}" dir="${labels.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${subject}
<ol>
${entries.join('\n')}
</ol>
</main>
</body>
</html>
`;
}
