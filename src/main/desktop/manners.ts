import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { app, Menu, Notification, screen, Tray } from 'electron';
import type { ChatView } from '@shared/chat';
import type { WindowAnswer, WindowQuestion } from '@shared/ipc/contract';
import { chooseLanguage } from '@shared/language';
import type { Choice } from '@shared/preferences';
import type { Settings } from '@shared/settings';
import type { TextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { createAttention } from './attention';
import { createClosing, isRunning } from './closing';
import { loadTrayIcon, loadUnreadTrayIcon, WINDOW_ICON } from './icons';
import type { MainWindow } from './mainWindow';
import { describeNews, type NotificationContent } from './notificationContent';
import { createNotifier, type ShownNotification } from './notifier';
import { createPlaceKeeper } from './placeKeeper';
import { createTextSource } from './texts';
import { createTrayView, type TrayIcon, type TrayView } from './tray';
import { hasTrayHost } from './trayHost';
import { createUnreadMarks } from './unreadMarks';
import { choosePlace, loadPlace, type OpeningPlace, type WindowPlace } from './windowPlace';

/**
 * How the app behaves among the other programs of a desktop. Each rule has a file of its own; here they get Electron's
 * objects and are connected. At a counter there is none of it.
 */
export interface Manners {
  /** Looks for a tray, and puts the icon there. */
  start(): Promise<void>;
  choosePlace(): Promise<OpeningPlace>;
  notePlace(place: WindowPlace): void;
  /** Resolves when the place of the window is on the disk. */
  whenPlaceSaved(): Promise<void>;
  noteChatChange(): void;
  noteSettingsChange(): void;
  noteLook(): void;
  mayClose(): boolean;
  answer(answer: WindowAnswer): void;
  getQuestion(): WindowQuestion | null;
}

/** At a counter: the window has the whole screen, and whoever closes it has the right to. */
export const NO_MANNERS: Manners = {
  start: () => Promise.resolve(),
  choosePlace: () => Promise.resolve(choosePlace(null, [])),
  notePlace: () => undefined,
  whenPlaceSaved: () => Promise.resolve(),
  noteChatChange: () => undefined,
  noteSettingsChange: () => undefined,
  noteLook: () => undefined,
  mayClose: () => true,
  answer: () => undefined,
  getQuestion: () => null,
};

export interface MannersOptions {
  readonly mainWindow: MainWindow;
  readonly getView: () => ChatView;
  readonly endChat: () => void;
  readonly getSettings: () => Settings;
  readonly choose: (choice: Choice) => void;
  readonly publishQuestion: (question: WindowQuestion | null) => void;
  readonly placeFile: TextFile;
  readonly clock: Clock;
  readonly log: Log;
}

const runProgram = promisify(execFile);

function hasSessionBus(): boolean {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtimeFolder } = process.env;
  return Boolean(address) || (runtimeFolder !== undefined && existsSync(join(runtimeFolder, 'bus')));
}

function createTrayIcon(onClick: () => void): TrayIcon {
  const usual = loadTrayIcon();
  const unread = loadUnreadTrayIcon();
  const tray = new Tray(usual);
  // On macOS a click opens the menu.
  if (process.platform !== 'darwin') tray.on('click', onClick);
  return {
    showUnread: (hasNews) => tray.setImage(hasNews ? unread : usual),
    setToolTip: (text) => tray.setToolTip(text),
    setMenu: (items) => tray.setContextMenu(Menu.buildFromTemplate([...items])),
  };
}

export function createManners(options: MannersOptions): Manners {
  const { mainWindow, getView, getSettings, placeFile, clock, log } = options;
  const texts = createTextSource(() =>
    chooseLanguage(getSettings().language, app.getPreferredSystemLanguages()),
  );
  const places = createPlaceKeeper(placeFile, clock, log);
  let isQuitting = false;
  let trayView: TrayView | null = null;
  app.on('before-quit', () => (isQuitting = true));
  // The icon in the dock of macOS.
  app.on('activate', mainWindow.focus);

  function showNotification({ title, body }: NotificationContent): ShownNotification | null {
    if (!Notification.isSupported()) return null;
    const silent = !getSettings().notificationSound;
    const notification = new Notification({ title, body, silent, icon: WINDOW_ICON });
    notification.on('click', mainWindow.focus);
    notification.show();
    return notification;
  }

  const showMarks = createUnreadMarks({
    showCountInTitle: mainWindow.showCountInTitle,
    flash: mainWindow.flash,
    setOverlay: mainWindow.setOverlay,
    setBadgeCount: (count) => void app.setBadgeCount(count),
  });

  const attention = createAttention({
    getView,
    isLookedAt: mainWindow.isLookedAt,
    mayNotify: () => getSettings().notifications,
    notifier: createNotifier({
      show: showNotification,
      describe: (news) => describeNews(news, texts, getSettings().notificationText),
      clock,
    }),
    onChange(unread) {
      showMarks(unread);
      showTray();
    },
  });

  const closing = createClosing({
    getPhase: () => getView().phase,
    isQuitting: () => isQuitting,
    keepsChat: () => getSettings().keepChatOnClose,
    canAsk: mainWindow.canAsk,
    hasTray: () => trayView !== null,
    rememberToKeep: () => options.choose({ keepChatOnClose: true }),
    hideWindow: mainWindow.hide,
    minimizeWindow: mainWindow.minimize,
    showWindow: mainWindow.focus,
    endChat: options.endChat,
    quit: () => app.quit(),
    onChange: options.publishQuestion,
  });

  function showTray(): void {
    trayView?.show(getView(), attention.getUnread());
  }

  async function lookForTray(): Promise<void> {
    const { platform } = process;
    const run = async (program: string, args: readonly string[]) => (await runProgram(program, args)).stdout;
    if (trayView !== null || !(await hasTrayHost({ platform, hasSessionBus: hasSessionBus(), run }))) return;
    trayView ??= createTrayView({
      icon: createTrayIcon(mainWindow.focus),
      texts,
      onOpen: mainWindow.focus,
      onEndChat: closing.askToEnd,
      onQuit: () => app.quit(),
    });
    showTray();
  }

  let wasRunning = false;

  return {
    start: lookForTray,
    async choosePlace() {
      const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
      return choosePlace(
        await loadPlace(placeFile, log),
        displays.map(({ workArea }) => workArea),
      );
    },
    notePlace: places.note,
    whenPlaceSaved: places.finish,
    noteChatChange() {
      attention.noteChange();
      closing.noteChange();
      showTray();
      const runs = isRunning(getView().phase);
      // An app that starts with the system may be there before the desktop's panel.
      if (runs && !wasRunning) void lookForTray();
      wasRunning = runs;
    },
    noteSettingsChange: showTray,
    noteLook: attention.noteLook,
    mayClose: closing.mayClose,
    answer: closing.answer,
    getQuestion: closing.getQuestion,
  };
}
