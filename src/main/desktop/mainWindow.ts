import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, type FileFilter, type IpcMainInvokeEvent } from 'electron';
import type { NumberedEvent } from '@shared/ipc/contract';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { loadUnreadDot, WINDOW_ICON } from './icons';
import { renewPage } from './pageRenewal';
import { SMALLEST, type OpeningPlace, type WindowPlace } from './windowPlace';

/** The page's storage lives in memory and goes with the app. */
export const UI_PARTITION = 'counterline-ui';

export interface MainWindowOptions {
  readonly preloadFolder: string;
  readonly getPageUrl: () => string;
  /** From now on the page has its other address, of another origin. */
  readonly turnPageUrl: () => void;
  readonly kiosk: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who decides about the window and hears of it, once the app is assembled. */
export interface WindowFollower {
  /** Somebody closes the window; false keeps it. */
  mayClose(): boolean;
  /** The window has come to the front. */
  noteLook(): void;
  /** It was moved, sized, maximized or closed. */
  notePlace(place: WindowPlace): void;
}

/** The one window of the app. */
export interface MainWindow {
  /** Loads the page into a window that nobody sees yet. */
  open(place: OpeningPlace): void;
  /** Shows it, as soon as its page has drawn something. */
  show(): void;
  follow(follower: WindowFollower): void;
  /** Told each time that the window comes onto the screen by itself. */
  whenShown(listener: () => void): void;
  /** `listener` gets the window that is there, and each that is made later, before its page is loaded. */
  whenMade(listener: (window: BrowserWindow) => void): void;
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
  /** Asks which file to read. Null when the person has changed their mind. */
  askForExistingFile(filters: FileFilter[]): Promise<string | null>;
  /** The page begins anew in a new process, and that of the old one is gone. Throws when it did not work. */
  renewPage(): Promise<void>;
  /** By the id of a window. */
  isMain(windowId: number): boolean;
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
  const { preloadFolder, getPageUrl, kiosk, clock, log } = options;
  let window: BrowserWindow | null = null;
  let follower: WindowFollower | null = null;
  let onMade: (window: BrowserWindow) => void = () => undefined;
  let onShown: () => void = () => undefined;
  let isDrawn = false;
  let mayShow = false;
  let opensMaximized = false;
  let isResponsive = true;
  let pageTitle = 'Counterline';
  let unreadCount = 0;

  function showTitle(): void {
    window?.setTitle(unreadCount === 0 ? pageTitle : `(${unreadCount}) ${pageTitle}`);
  }

  function showWhenDrawn(): void {
    if (window === null || !isDrawn || !mayShow) return;
    if (opensMaximized) window.maximize();
    window.show();
    onShown();
  }

  function watch(opened: BrowserWindow): void {
    opened.on('page-title-updated', (event, title) => {
      event.preventDefault();
      pageTitle = title;
      showTitle();
    });
    opened.on('unresponsive', () => (isResponsive = false));
    opened.on('responsive', () => (isResponsive = true));
    opened.on('focus', () => follower?.noteLook());
    const notePlace = () => follower?.notePlace(getPlace(opened));
    opened.on('resize', notePlace);
    opened.on('move', notePlace);
    opened.on('close', (event) => {
      if (follower?.mayClose() ?? true) notePlace();
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
        // Dialogs for files that a page could ask for (`lockdown.ts` has the rest of them).
        disableBlinkFeatures: 'FileSystemAccessLocal',
        // Dictionaries would be fetched from a foreign server.
        spellcheck: false,
        devTools: !app.isPackaged && !kiosk,
      },
    });
    window = opened;
    opensMaximized = isMaximized;
    opened.once('ready-to-show', () => {
      isDrawn = true;
      showWhenDrawn();
    });
    watch(opened);
    opened.on('closed', () => {
      window = null;
    });
    onMade(opened);
    opened.loadURL(getPageUrl()).catch((error: unknown) => log.error('page did not load', { error }));
  }

  return {
    open,
    show() {
      mayShow = true;
      showWhenDrawn();
    },
    whenShown(listener) {
      onShown = listener;
    },
    whenMade(listener) {
      onMade = listener;
      if (window !== null) listener(window);
    },
    follow(newFollower) {
      follower = newFollower;
    },
    focus() {
      if (window === null || !mayShow) return;
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
      return frame !== null && frame === window.webContents.mainFrame && frame.url === getPageUrl();
    },
    async askForFile(defaultPath, filters) {
      if (window === null) return null;
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath, filters });
      return canceled || filePath === '' ? null : filePath;
    },
    async askForExistingFile(filters) {
      if (window === null) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        filters,
        properties: ['openFile'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async renewPage() {
      if (window === null) return;
      const { webContents } = window;
      const load = () => {
        options.turnPageUrl();
        return webContents.loadURL(getPageUrl());
      };
      await renewPage({ contents: webContents, load, clock, log });
    },
    isMain: (windowId) => windowId === window?.id,
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
