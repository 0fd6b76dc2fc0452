import { writeFile } from 'node:fs/promises';
import type { ReportParts } from './report';

export interface ExporterOptions {
  /** Null when the person has changed their mind. */
  readonly askForFile: (
    defaultPath: string,
    filters: { name: string; extensions: string[] }[],
  ) => Promise<string | null>;
  readonly collect: (at: Date) => Promise<ReportParts>;
  readonly now: () => Date;
}

/** Asks where to, and writes there all that helps to find out what is wrong. A full disk throws. */
export function createExporter({
  askForFile,
  collect,
  now,
}: ExporterOptions): () => Promise<{ saved: boolean }> {
  let isExporting = false;

  async function exportNow(): Promise<{ saved: boolean }> {
    const at = now();
    const day = at.toISOString().slice(0, 10);
    const path = await askForFile(`counterline-diagnostics-${day}.json`, [
      { name: 'JSON', extensions: ['json'] },
    ]);
    if (path === null) return { saved: false };
    // Needed by nobody before.
    const { formatReport } = await import('./report');
    await writeFile(path, formatReport(await collect(at)), { mode: 0o600 });
    return { saved: true };
  }

  return async () => {
    // One dialog is open already; the second press is the same wish.
    if (isExporting) return { saved: false };
    isExporting = true;
    try {
      return await exportNow();
    } finally {
      isExporting = false;
    }
  };
}
