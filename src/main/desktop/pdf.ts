import { BrowserWindow, session } from 'electron';
import { UI_SCHEME } from '../app/uiFiles';
import { SECOND, systemClock, within } from '../lib/time';

/** In memory, and with nothing in it but the page that is to become a PDF. */
const PDF_PARTITION = 'counterline-pdf';
const PDF_URL = `${UI_SCHEME}://transcript/`;
/** Ten thousand messages take a few seconds; what takes longer than this hangs, or has died. */
const LAID_OUT_WITHIN_MS = 60 * SECOND;

async function layOut(window: BrowserWindow): Promise<Buffer> {
  await window.loadURL(PDF_URL);
  return window.webContents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true });
}

/**
 * Lays a page of ours out on paper, in a window that nobody sees: sandboxed, without script and without network. It has
 * an address of its own instead of a `data:` one, which may be only two megabytes long. Rejects when that takes too long.
 */
export async function createPdf(html: string): Promise<Buffer> {
  const { protocol } = session.fromPartition(PDF_PARTITION);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition: PDF_PARTITION,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools: false,
    },
  });
  protocol.handle(
    UI_SCHEME,
    () => new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  );
  try {
    const pdf = await within(systemClock, LAID_OUT_WITHIN_MS, layOut(window));
    if (pdf === 'late') throw new Error('The transcript was not laid out in time');
    return pdf;
  } finally {
    window.destroy();
    protocol.unhandle(UI_SCHEME);
  }
}
