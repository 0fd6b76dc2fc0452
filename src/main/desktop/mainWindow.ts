import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, type FileFilter, type IpcMainInvokeEvent } from 'electron';
import type { NumberedEvent } from '@shared/ipc/contract';
import type { Log } from '../lib/log';

/** The page's storage lives in memory and goes with the app. */
export const UI_PARTITION = 'counterline-ui';

export interface MainWindowOptions {
  readonly preloadFolder: string;
  readonly pageUrl: string;
  readonly kiosk: boolean;
  readonly log: Log;
}

/** The one window of the app. */
export interface MainWindow {
  open(): void;
  focus(): void;
  send(channel: string, event: NumberedEvent): void;
  /** True only for the main frame of this window, while it shows the app's own page. */
  isOwnSender(event: IpcMainInvokeEvent): boolean;
  /** Asks where to save. Null when the person has changed their mind. */
  askForFile(defaultPath: string, filters: FileFilter[]): Promise<string | null>;
  /** Prints the page, whose print style leaves only the conversation. */
  print(): Promise<{ printed: boolean }>;
}

/** Shown before the page has drawn, so that a dark desktop does not flash white: the page's own background. */
function getBackground(): string {
  return nativeTheme.shouldUseDarkColors ? '#101616' : '#f3f2ee';
}

export function createMainWindow({ preloadFolder, pageUrl, kiosk, log }: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null;

  function open(): void {
    const opened = new BrowserWindow({
      title: 'Counterline',
      width: 960,
      height: 760,
      minWidth: 360,
      minHeight: 480,
      show: false,
      kiosk,
      autoHideMenuBar: true,
      backgroundColor: getBackground(),
      webPreferences: {
        preload: join(preloadFolder, 'index.cjs'),
        partition: UI_PARTITION,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        disableDialogs: true,
        // Dictionaries would be fetched from a foreign server.
        spellcheck: false,
        devTools: !app.isPackaged && !kiosk,
      },
    });
    window = opened;
    opened.once('ready-to-show', () => opened.show());
    opened.on('closed', () => {
      window = null;
    });
    opened.loadURL(pageUrl).catch((error: unknown) => log.error('page did not load', { error }));
  }

  return {
    open,
    focus() {
      if (window === null) return;
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    send(channel, event) {
      if (window !== null && !window.webContents.isDestroyed()) window.webContents.send(channel, event);
    },
    isOwnSender(event) {
      if (window === null || event.sender !== window.webContents) return false;
      const frame = event.senderFrame;
      return frame !== null && frame === window.webContents.mainFrame && frame.url === pageUrl;
    },
    async askForFile(defaultPath, filters) {
      if (window === null) return null;
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath, filters });
      return canceled || filePath === '' ? null : filePath;
    },
    print: () =>
      new Promise((resolve) => {
        if (window === null) {
          resolve({ printed: false });
          return;
        }
        window.webContents.print({ printBackground: false }, (printed, reason) => {
          if (!printed) log.info('not printed', { reason });
          resolve({ printed });
        });
      }),
  };
}
