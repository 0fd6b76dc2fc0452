import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, type FileFilter, type IpcMainInvokeEvent } from 'electron';
import type { NumberedEvent } from '@shared/ipc/contract';
import type { Log } from '../lib/log';
import { loadUnreadDot, WINDOW_ICON } from './icons';
import { SMALLEST, type OpeningPlace, type WindowPlace } from './windowPlace';

/** The page's storage lives in memory and goes with the app. */
export const UI_PARTITION = 'counterline-ui';

export interface MainWindowOptions {
  readonly preloadFolder: string;
  readonly pageUrl: string;
  readonly kiosk: boolean;
  /** A window has been made, and its page is about to be loaded. */
  readonly onMade: (window: BrowserWindow) => void;
  /** Somebody closes the window; false keeps it. */
  readonly mayClose: () => boolean;
  /** The window has come to the front. */
  readonly onLook: () => void;
  /** It was moved, sized, maximized or closed. */
  readonly onPlaced: (place: WindowPlace) => void;
  readonly log: Log;
}

/** The one window of the app. */
export interface MainWindow {
  open(place: OpeningPlace): void;
  /** Brings it to the front, wherever it was. */
  focus(): void;
  hide(): void;
  minimize(): void;
  /** In front, and with the focus. */
  isLookedAt(): boolean;
  /** The page is there, and answers. */
  canAsk(): boolean;
  /** Before the title; 0 for nothing. */
  showCountInTitle(count: number): void;
  /** Its button in the taskbar asks for attention. */
  flash(on: boolean): void;
  /** A dot on that button, on Windows. */
  setOverlay(on: boolean): void;
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

function getPlace(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
}

export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { preloadFolder, pageUrl, kiosk, log } = options;
  let window: BrowserWindow | null = null;
  let isResponsive = true;
  let pageTitle = 'Counterline';
  let unreadCount = 0;

  function showTitle(): void {
    window?.setTitle(unreadCount === 0 ? pageTitle : `(${unreadCount}) ${pageTitle}`);
  }

  function follow(opened: BrowserWindow): void {
    opened.on('page-title-updated', (event, title) => {
      event.preventDefault();
      pageTitle = title;
      showTitle();
    });
    opened.on('unresponsive', () => (isResponsive = false));
    opened.on('responsive', () => (isResponsive = true));
    opened.on('focus', options.onLook);
    const notePlace = () => options.onPlaced(getPlace(opened));
    opened.on('resize', notePlace);
    opened.on('move', notePlace);
    opened.on('close', (event) => {
      if (options.mayClose()) notePlace();
      else event.preventDefault();
    });
  }

  function open({ width, height, position, isMaximized }: OpeningPlace): void {
    const opened = new BrowserWindow({
      title: pageTitle,
      icon: WINDOW_ICON,
      width,
      height,
      ...position,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
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
    opened.once('ready-to-show', () => {
      if (isMaximized) opened.maximize();
      opened.show();
    });
    follow(opened);
    opened.on('closed', () => {
      window = null;
    });
    options.onMade(opened);
    opened.loadURL(pageUrl).catch((error: unknown) => log.error('page did not load', { error }));
  }

  return {
    open,
    focus() {
      if (window === null) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    hide: () => window?.hide(),
    minimize: () => window?.minimize(),
    isLookedAt: () => window !== null && window.isVisible() && !window.isMinimized() && window.isFocused(),
    canAsk() {
      if (window === null || window.webContents.isCrashed()) return false;
      return isResponsive && !window.webContents.isLoadingMainFrame();
    },
    showCountInTitle(count) {
      unreadCount = count;
      showTitle();
    },
    flash: (on) => window?.flashFrame(on),
    setOverlay(on) {
      if (process.platform === 'win32') window?.setOverlayIcon(on ? loadUnreadDot() : null, '');
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
