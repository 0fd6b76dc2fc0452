import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FileFilter } from 'electron';
import type { ChatView } from '@shared/chat';
import type { TranscriptLabels } from './transcriptLabels';
import { formatTranscriptPage } from './transcriptHtml';
import { getChatFileName } from './transcriptParts';
import { formatTranscript } from './transcriptText';

/** The system's dialog puts the ending of the chosen one on the name, and the ending decides. */
function createFilters({ text, webPage }: TranscriptLabels): FileFilter[] {
  return [
    { name: text, extensions: ['txt'] },
    { name: webPage, extensions: ['html', 'htm'] },
    { name: 'PDF', extensions: ['pdf'] },
  ];
}

export interface TranscriptSaverOptions {
  readonly getView: () => ChatView;
  readonly getLabels: () => TranscriptLabels;
  /** Null when the person has changed their mind. */
  readonly askForFile: (defaultPath: string, filters: FileFilter[]) => Promise<string | null>;
  readonly createPdf: (html: string) => Promise<Buffer>;
  readonly now: () => Date;
}

/** Asks where to save, and saves what is there at that moment. Cancelling is no failure; a full disk throws. */
export function createTranscriptSaver(options: TranscriptSaverOptions): () => Promise<{ saved: boolean }> {
  const { getView, getLabels, askForFile, createPdf, now } = options;
  let isSaving = false;

  function format(path: string): string | Promise<Buffer> {
    const [view, labels] = [getView(), getLabels()];
    switch (extname(path).toLowerCase()) {
      case '.html':
      case '.htm':
        return formatTranscriptPage(view, labels);
      case '.pdf':
        return createPdf(formatTranscriptPage(view, labels));
      default:
        return formatTranscript(view, labels);
    }
  }

  async function save(): Promise<{ saved: boolean }> {
    const path = await askForFile(getChatFileName(now()), createFilters(getLabels()));
    if (path === null) return { saved: false };
    await writeFile(path, await format(path));
    return { saved: true };
  }

  return async () => {
    // One dialog is open already; the second press is the same wish.
    if (isSaving) return { saved: false };
    isSaving = true;
    try {
      return await save();
    } finally {
      isSaving = false;
    }
  };
}
