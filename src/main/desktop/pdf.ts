import { BrowserWindow, session } from 'electron';
import { UI_SCHEME } from '../app/uiFiles';

/** In memory, and with nothing in it but the page that is to become a PDF. */
const PDF_PARTITION = 'counterline-pdf';
const PDF_URL = `${UI_SCHEME}://transcript/`;

/**
 * Lays a page of ours out on paper, in a window that nobody sees: sandboxed, without script and without network. It has
 * an address of its own instead of a `data:` one, which may be only two megabytes long.
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
      webviewTag: false,
    },
  });
  protocol.handle(
    UI_SCHEME,
    () => new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  );
  try {
    await window.loadURL(PDF_URL);
    return await window.webContents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true });
  } finally {
    window.destroy();
    protocol.unhandle(UI_SCHEME);
  }
}
